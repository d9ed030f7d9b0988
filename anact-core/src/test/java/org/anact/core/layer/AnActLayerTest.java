package org.anact.core.layer;

import static org.anact.testing.Tensors.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.Activations;
import org.anact.core.statistics.Bounds;
import org.anact.core.statistics.RhoForm;
import org.anact.core.statistics.RunningStatistics;
import org.anact.core.theory.Target;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;

final class AnActLayerTest {

  private static final AnActOptions UNUSUAL =
      AnActOptions.defaults().withTarget(Target.FORWARD).withBounds(Bounds.REJECT, 0.7, 1.5);

  private static MultiLayerNetwork trainedNetwork(WorkspaceMode mode, double l2) {
    return trainedNetwork(mode, l2, new ActivationSwish());
  }

  private static MultiLayerNetwork trainedNetwork(AnActOptions options) {
    return trainedNetwork(WorkspaceMode.ENABLED, 0, new ActivationSwish(), options);
  }

  private static MultiLayerNetwork trainedNetwork(
      WorkspaceMode mode, double l2, IActivation activation) {
    return trainedNetwork(mode, l2, activation, UNUSUAL);
  }

  private static MultiLayerNetwork trainedNetwork(
      WorkspaceMode mode, double l2, IActivation activation, AnActOptions options) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .trainingWorkspaceMode(mode)
                .inferenceWorkspaceMode(mode)
                .updater(new Nesterovs(0.1, 0.9))
                .l2(l2)
                .list()
                .layer(new DenseLayer.Builder().nOut(8).activation(Activation.IDENTITY).build())
                .layer(new AnActLayer.Builder(activation).name("act").options(options).build())
                .layer(new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.feedForward(4))
                .build());
    net.init();
    for (int step = 0; step < 5; step++) {
      net.fit(batch(step));
    }
    return net;
  }

  private static DataSet batch(int seed) {
    return new DataSet(
        Tensors.gaussian(seed, DataType.FLOAT, 16, 4), Tensors.labels(DataType.FLOAT, 16, 3));
  }

  private static AnActLayerImpl only(MultiLayerNetwork net) {
    return AnActLayers.of(net).get(0);
  }

  @Test
  void stateSurvivesSavingBitForBit(@TempDir Path folder) throws Exception {
    MultiLayerNetwork net = trainedNetwork(WorkspaceMode.ENABLED, 0);
    Path file = folder.resolve("net.zip");
    ModelSerializer.writeModel(net, file.toFile(), true);
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);

    assertThat(only(net).statistics().batches()).isEqualTo(5);
    assertThat(only(net).alpha()).isNotZero();
    assertSameBits(restored.params(), net.params());
    assertThat(only(restored).statistics()).isEqualTo(only(net).statistics());
    assertThat(only(restored).scale()).isEqualTo(only(net).scale());
    assertThat(restored.getLayerWiseConfigurations()).isEqualTo(net.getLayerWiseConfigurations());
    assertThat(((AnActLayer) restored.getLayer(1).getConfig()).getOptions()).isEqualTo(UNUSUAL);

    net.fit(batch(9));
    restored.fit(batch(9));
    assertSameBits(restored.params(), net.params());
  }

  @Test
  void everyListedActivationSurvivesSaving() {
    for (var entry : Activations.standard().entries()) {
      AnActLayer layer = new AnActLayer.Builder(entry.create()).name(entry.name()).build();
      NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder().layer(layer).build();
      assertThat(NeuralNetConfiguration.fromJson(conf.toJson()).getLayer())
          .as(entry.name())
          .isEqualTo(layer);
    }
  }

  @Test
  void graphKeepsStateThroughSavingToo(@TempDir Path folder) throws Exception {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .updater(new Nesterovs(0.1, 0.9))
                .graphBuilder()
                .addInputs("in")
                .addLayer("act", new AnActLayer(new ActivationTanH()), "in")
                .addLayer(
                    "out",
                    new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build(),
                    "act")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(4))
                .build());
    graph.init();
    graph.fit(batch(1));
    Path file = folder.resolve("graph.zip");
    ModelSerializer.writeModel(graph, file.toFile(), true);
    ComputationGraph restored = ModelSerializer.restoreComputationGraph(file.toFile());
    assertThat(AnActLayers.of(restored)).hasSize(1);
    assertThat(AnActLayers.of(restored).get(0).statistics())
        .isEqualTo(AnActLayers.of(graph).get(0).statistics());
  }

  @Test
  void cloneIsExactAndIndependent() {
    MultiLayerNetwork net = trainedNetwork(WorkspaceMode.ENABLED, 0);
    MultiLayerNetwork clone = net.clone();
    RunningStatistics before = only(net).statistics();
    assertThat(only(clone).statistics()).isEqualTo(before);
    clone.fit(batch(7));
    assertThat(only(clone).statistics()).isNotEqualTo(before);
    assertThat(only(net).statistics()).isEqualTo(before);
  }

  @Test
  void inferenceChangesNothingAndRepeats() {
    MultiLayerNetwork net = trainedNetwork(WorkspaceMode.ENABLED, 0);
    INDArray params = net.params().dup();
    INDArray input = batch(3).getFeatures();
    INDArray first = net.output(input).dup();
    assertSameBits(net.output(input), first);
    assertSameBits(net.params(), params);
  }

  static Stream<IActivation> everyActivation() {
    return Stream.concat(
        Activations.standard().entries().stream().map(ActivationEntry::create),
        Stream.of(new Doubling()));
  }

  /** A function that computes out of place must not hand out memory that a workspace takes back. */
  @ParameterizedTest
  @MethodSource("everyActivation")
  void workspacesDoNotChangeTheNumbers(IActivation activation) {
    assertSameBits(
        trainedNetwork(WorkspaceMode.ENABLED, 1e-3, activation).params(),
        trainedNetwork(WorkspaceMode.NONE, 1e-3, activation).params());
  }

  @Test
  void regularizationPenalizesNoParameterOfTheLayer() {
    AnActLayerImpl layer = only(trainedNetwork(WorkspaceMode.ENABLED, 10));
    for (String key : layer.paramTable().keySet()) {
      assertThat(layer.layerConf().getRegularizationByParam(key)).as(key).isNull();
    }
    assertThat(layer.calcRegularizationScore(true)).isZero();
    assertThat(layer.statistics().batches()).isEqualTo(5);
  }

  /** By the kernels (float) and without (double). */
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void onlyALearnableAlphaHasAGradient(DataType type) {
    for (boolean learnable : new boolean[] {true, false}) {
      StandaloneLayer layer =
          new StandaloneLayer(
              new ActivationTanH(), AnActOptions.defaults().withLearnableAlpha(learnable), type);
      layer.train(Tensors.gaussian(3, type, 8, 8));
      double gradient = StandaloneLayer.alphaGradient(layer.back(Tensors.gaussian(4, type, 8, 8)));
      assertThat(gradient != 0).as("learnable %s", learnable).isEqualTo(learnable);
    }
  }

  @Test
  void trainingMovesAlphaOnlyWhereItIsLearnable() {
    assertThat(only(trainedNetwork(UNUSUAL)).alpha()).isNotZero();
    assertThat(only(trainedNetwork(UNUSUAL.withLearnableAlpha(false))).alpha()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void layoutOfTheTensorDoesNotMatter(DataType type) {
    INDArray nchw = Tensors.gaussian(5, type, 4, 3, 5, 2);
    INDArray nhwc = nchw.permute(0, 2, 3, 1).dup('c');
    StandaloneLayer first =
        new StandaloneLayer(new ActivationTanH(), AnActOptions.defaults(), type);
    StandaloneLayer second =
        new StandaloneLayer(new ActivationTanH(), AnActOptions.defaults(), type);
    INDArray a = first.train(nchw);
    INDArray b = second.train(nhwc).permute(0, 3, 1, 2);
    Tensors.assertNear("channels last", b, a, 1e-5);
    assertThat(first.layer().lambda()).isCloseTo(second.layer().lambda(), within(1e-6));
    INDArray viewed =
        new StandaloneLayer(new ActivationTanH(), AnActOptions.defaults(), type)
            .train(nhwc.permute(0, 3, 1, 2));
    Tensors.assertNear("view", viewed, a, 1e-5);
  }

  static Stream<INDArray> degenerateInputs() {
    INDArray nan = Nd4j.ones(DataType.FLOAT, 4, 4);
    nan.putScalar(5, Float.NaN);
    INDArray infinite = Tensors.gaussian(6, DataType.FLOAT, 4, 4);
    infinite.putScalar(5, Float.POSITIVE_INFINITY);
    return Stream.of(
        Nd4j.valueArrayOf(new long[] {4, 4}, 0.7, DataType.FLOAT),
        Tensors.gaussian(7, DataType.FLOAT, 4, 4).sub(100),
        nan,
        infinite);
  }

  /** Constant input, a layer whose units are all dead, not a number, infinity. */
  @ParameterizedTest
  @MethodSource("degenerateInputs")
  void degenerateBatchKeepsTheLastGoodValues(INDArray bad) {
    StandaloneLayer layer =
        new StandaloneLayer(new ActivationReLU(), AnActOptions.defaults(), DataType.FLOAT);
    layer.train(Tensors.gaussian(8, DataType.FLOAT, 16, 4));
    RunningStatistics good = layer.layer().statistics();
    layer.train(bad);
    RunningStatistics after = layer.layer().statistics();
    assertThat(after.degenerateBatches()).isEqualTo(1);
    assertThat(after.rho()).isEqualTo(good.rho());
    assertThat(after.rhoPrime()).isEqualTo(good.rhoPrime());
    assertThat(after.mu()).isEqualTo(good.mu());
    assertThat(after.batches()).isEqualTo(1);
  }

  /** Next to a thousand, a step of rounding is no variance in float, and a real one in double. */
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void noiseOfRoundingCountsAsConstant(DataType type) {
    StandaloneLayer layer =
        new StandaloneLayer(new ActivationReLU(), AnActOptions.defaults(), type);
    INDArray y = Nd4j.valueArrayOf(new long[] {4, 4}, 1000, type);
    y.putScalar(3, Math.nextUp(1000f));
    layer.train(y);
    assertThat(layer.layer().statistics().degenerateBatches())
        .isEqualTo(type == DataType.FLOAT ? 1 : 0);
  }

  @Test
  void layersOfOtherOptionsOrFunctionsAreNotEqual() {
    AnActLayer layer = new AnActLayer(new ActivationTanH());
    assertThat(layer).isEqualTo(new AnActLayer(new ActivationTanH())).isEqualTo(layer.clone());
    assertThat(layer).isNotEqualTo(new AnActLayer(new ActivationReLU()));
    assertThat(layer)
        .isNotEqualTo(new AnActLayer.Builder(new ActivationTanH()).options(UNUSUAL).build());
  }

  /** ReLU at N(0, 1): rho 1/2, centred 1/2 - 1/(2 pi); rho' 1/2; mean 1/sqrt(2 pi). */
  @Test
  void newLayerHasTheMomentsOfTheStandardNormal() {
    for (RhoForm form : RhoForm.values()) {
      RunningStatistics prior =
          new StandaloneLayer(
                  new ActivationReLU(), AnActOptions.defaults().withRhoForm(form), DataType.DOUBLE)
              .layer()
              .statistics();
      double square = form == RhoForm.RAW ? 0 : 0.5 / Math.PI;
      assertThat(prior.rho()).isCloseTo(0.5 - square, within(1e-12));
      assertThat(prior.rhoPrime()).isCloseTo(0.5, within(1e-12));
      assertThat(prior.mu()).isCloseTo(1 / Math.sqrt(2 * Math.PI), within(1e-12));
      assertThat(prior.batches()).isZero();
    }
  }

  @Test
  void frozenLayerTrainsWithoutMovingItsState() {
    StandaloneLayer layer =
        new StandaloneLayer(new ActivationTanH(), AnActOptions.defaults(), DataType.FLOAT);
    layer.train(Tensors.gaussian(9, DataType.FLOAT, 16, 4));
    RunningStatistics before = layer.layer().statistics();
    layer.layer().setFrozen(true);
    layer.train(Tensors.gaussian(10, DataType.FLOAT, 16, 4).muli(3));
    assertThat(layer.layer().statistics()).isEqualTo(before);
  }

  /** A function of the user's own, whose derivative only its backprop knows. */
  @Test
  void usersOwnActivationIsNormalizedByItsOwnDerivative() {
    StandaloneLayer layer =
        new StandaloneLayer(new Doubling(), AnActOptions.defaults(), DataType.DOUBLE);
    INDArray y = Tensors.gaussian(12, DataType.DOUBLE, 40, 5);
    y.subi(y.meanNumber());
    layer.train(y);
    assertThat(layer.layer().statistics().rho()).isCloseTo(4, within(1e-9));
    assertThat(layer.layer().statistics().rhoPrime()).isCloseTo(4, within(1e-9));
    assertThat(layer.layer().lambda()).isCloseTo(0.5, within(1e-9));
  }

  private static final class Doubling extends BaseActivationFunction {

    private static final long serialVersionUID = 1L;

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
      return in.muli(2);
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
      return new Pair<>(epsilon.mul(2), null);
    }
  }
}
