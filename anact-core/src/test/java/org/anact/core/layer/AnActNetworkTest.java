package org.anact.core.layer;

import static org.anact.testing.Tensors.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.Activations;
import org.anact.core.statistics.Bounds;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Networks with the layer: trained, saved, cloned, with and without workspaces. */
final class AnActNetworkTest {

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
    for (var entry : Activations.STANDARD) {
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
        Activations.STANDARD.stream().map(ActivationEntry::create), Stream.of(new Doubling()));
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

  @Test
  void trainingMovesAlphaOnlyWhereItIsLearnable() {
    assertThat(only(trainedNetwork(UNUSUAL)).alpha()).isNotZero();
    assertThat(only(trainedNetwork(UNUSUAL.withLearnableAlpha(false))).alpha()).isZero();
  }
}
