package org.anact.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.anact.core.activation.Activations;
import org.anact.core.kernel.Kernels;
import org.anact.core.signal.ActivationSite;
import org.anact.core.signal.SiteStatistics;
import org.anact.core.statistics.BatchStatistics;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Activations with learnable parameters, plain and normalized. */
final class ParametricLayerTest {

  /** A float holds it exactly. */
  private static final double ALPHA = 0.5;

  /**
   * Where a tensor has its channels.
   *
   * @param type of the layer's input
   * @param axis of the channels
   * @param shape of a mini-batch
   */
  private record Case(InputType type, int axis, List<Long> shape) {

    static Case of(InputType type, int axis, Long... shape) {
      return new Case(type, axis, List.of(shape));
    }

    INDArray gaussian(long seed, DataType type) {
      return Tensors.gaussian(seed, type, shape.stream().mapToLong(Long::longValue).toArray());
    }
  }

  private static final List<Case> CASES =
      List.of(
          Case.of(InputType.feedForward(7), 1, 5L, 7L),
          Case.of(InputType.convolutional(3, 7, 5, CNN2DFormat.NCHW), 1, 3L, 5L, 3L, 7L),
          Case.of(InputType.convolutional(3, 7, 5, CNN2DFormat.NHWC), 3, 3L, 3L, 7L, 5L),
          Case.of(InputType.convolutional(1, 1, 1, CNN2DFormat.NHWC), 3, 9L, 1L, 1L, 1L),
          // More than a block of the kernels, whose length no size divides.
          Case.of(InputType.convolutional(17, 13, 3, CNN2DFormat.NCHW), 1, 5L, 3L, 17L, 13L),
          Case.of(InputType.convolutional(17, 13, 3, CNN2DFormat.NHWC), 3, 5L, 17L, 13L, 3L),
          Case.of(InputType.feedForward(1500), 1, 3L, 1500L),
          Case.of(InputType.recurrent(4, 3, RNNFormat.NCW), 1, 5L, 4L, 3L),
          Case.of(InputType.recurrent(4, 3, RNNFormat.NWC), 2, 5L, 3L, 4L),
          Case.of(
              InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, 2, 3, 3, 5),
              1,
              2L,
              5L,
              2L,
              3L,
              3L));

  @AfterEach
  void turnKernelsOn() {
    System.clearProperty(Kernels.PROPERTY);
  }

  private static Layer layer(String name, InputType input, DataType type) {
    org.deeplearning4j.nn.conf.layers.Layer conf =
        ActivationLayers.of(Activations.standard().get(name), AnActOptions.defaults());
    conf.setNIn(input, true);
    long n = conf.initializer().numParams(conf);
    NeuralNetConfiguration net =
        new NeuralNetConfiguration.Builder().dataType(type).layer(conf).build();
    Layer layer =
        net.getLayer().instantiate(net, List.of(), 0, Nd4j.create(type, 1, n), true, type);
    layer.setBackpropGradientsViewArray(Nd4j.create(type, 1, n));
    return layer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"prelu", "nprelu", "swish_beta", "nswish_beta"})
  void outputAndGradientsAreThoseOfTheFormulas(String name) {
    for (Case each : CASES) {
      check(name, each, DataType.DOUBLE, true, 1e-11);
      check(name, each, DataType.FLOAT, true, 2e-5);
      check(name, each, DataType.FLOAT, false, 2e-5);
    }
  }

  private static void check(
      String name, Case each, DataType type, boolean kernels, double tolerance) {
    System.setProperty(Kernels.PROPERTY, Boolean.toString(kernels));
    Layer layer = layer(name, each.type(), type);
    INDArray parameters = layer.getParam("function");
    double initial = name.endsWith("prelu") ? 0.25 : 1;
    assertThat(parameters.toDoubleVector()).containsOnly(initial);
    long channels = name.endsWith("prelu") ? each.shape().get(each.axis()) : 1;
    assertThat(parameters.length()).isEqualTo(channels);

    parameters.addi(Tensors.gaussian(3, type, channels).muli(0.5));
    if (name.startsWith("n")) {
      layer.getParam("alpha").assign(ALPHA);
    }
    INDArray x = each.gaussian(1, type).muli(2);
    INDArray epsilon = each.gaussian(2, type);
    ParametricOracle expected =
        new ParametricOracle(name, x, parameters.toDoubleVector(), each.axis(), epsilon, ALPHA);

    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    String what = "%s %s %s kernels %s".formatted(name, each.type(), type, kernels);
    INDArray out = layer.activate(x.dup(), true, none).castTo(DataType.DOUBLE);
    Tensors.assertNear(what, out, expected.output, tolerance);
    ActivationSite site = (ActivationSite) layer;
    assertThat(site.scale()).as(what).isCloseTo(expected.scale, within(tolerance * 10));
    Pair<Gradient, INDArray> back = layer.backpropGradient(epsilon.dup(), none);
    Tensors.assertNear(
        what, back.getSecond().castTo(DataType.DOUBLE), expected.gradInput, tolerance);
    Tensors.assertNear(
        what,
        back.getFirst().getGradientFor("function").castTo(DataType.DOUBLE),
        Nd4j.createFromArray(expected.gradParameters),
        tolerance * 10);
    if (name.startsWith("n")) {
      assertThat(back.getFirst().getGradientFor("alpha").getDouble(0))
          .isCloseTo(expected.gradAlpha, within(tolerance * 100));
    }
    Tensors.assertNear(
        what,
        layer.activate(x.dup(), false, none).castTo(DataType.DOUBLE),
        expected.output,
        tolerance);
  }

  /** What an observer measures, and ANAct normalizes with, is the function as it is by now. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void statisticsAreThoseOfTheCurrentFunction(boolean kernels) {
    System.setProperty(Kernels.PROPERTY, Boolean.toString(kernels));
    Layer layer = layer("prelu", InputType.feedForward(3), DataType.FLOAT);
    SiteStatistics statistics = new SiteStatistics(((ActivationSite) layer).function());
    layer.getParam("function").assign(-1);
    INDArray y = Tensors.gaussian(1, DataType.FLOAT, 50, 3);
    BatchStatistics actual = statistics.of(y);
    // |y|, whose slope is 1 or -1.
    assertThat(actual.slopeSquare()).isCloseTo(1, within(1e-6));
    assertThat(actual.square()).isCloseTo(actual.inputSquare(), within(1e-5));
    layer.getParam("function").assign(1);
    assertThat(statistics.of(y).mean()).isCloseTo(y.meanNumber().doubleValue(), within(1e-6));
  }

  private static MultiLayerNetwork network(String name, boolean decay) {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder().seed(5).updater(new Nesterovs(0.1, 0.9));
    if (decay) {
      builder.l2(0.1).weightDecay(0.1);
    }
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            builder
                .list()
                .layer(new DenseLayer.Builder().nOut(6).activation(Activation.IDENTITY).build())
                .layer(
                    ActivationLayers.of(Activations.standard().get(name), AnActOptions.defaults()))
                .layer(new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.feedForward(4))
                .build());
    net.init();
    return net;
  }

  private static DataSet batch(long seed, double scale) {
    return new DataSet(
        Tensors.gaussian(seed, DataType.FLOAT, 16, 4).muli(scale),
        Tensors.labels(DataType.FLOAT, 16, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prelu", "nprelu", "swish_beta", "nswish_beta"})
  void trainedParametersSurviveSavingAndCloning(String name, @TempDir Path folder)
      throws Exception {
    MultiLayerNetwork net = network(name, false);
    INDArray before = net.getParam("1_function").dup();
    for (int step = 0; step < 3; step++) {
      net.fit(batch(step, 1));
    }
    for (double change : net.getParam("1_function").sub(before).toDoubleVector()) {
      assertThat(change).isNotZero();
    }
    Path file = folder.resolve("net.zip");
    ModelSerializer.writeModel(net, file.toFile(), true);
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    MultiLayerNetwork clone = net.clone();
    assertThat(restored.getLayerWiseConfigurations()).isEqualTo(net.getLayerWiseConfigurations());
    for (MultiLayerNetwork copy : List.of(restored, clone)) {
      Tensors.assertSameBits(copy.params(), net.params());
      INDArray input = batch(9, 1).getFeatures();
      Tensors.assertSameBits(copy.output(input), net.output(input));
    }
    INDArray parameters = net.getParam("1_function").dup();
    restored.fit(batch(8, 1));
    Tensors.assertSameBits(net.getParam("1_function"), parameters);
    net.fit(batch(8, 1));
    Tensors.assertSameBits(restored.params(), net.params());
  }

  /** Without input no gradient reaches the parameters, and only a decay could move them. */
  @ParameterizedTest
  @ValueSource(strings = {"prelu", "nprelu", "swish_beta", "nswish_beta"})
  void parametersAreNotDecayed(String name) {
    MultiLayerNetwork net = network(name, true);
    INDArray weights = net.getParam("0_W").dup();
    net.fit(batch(1, 0));
    assertThat(net.getParam("0_W").distance2(weights)).isGreaterThan(1e-3);
    assertThat(net.getParam("1_function").toDoubleVector())
        .containsOnly(name.endsWith("prelu") ? 0.25 : 1);
    assertThat(net.getLayer(1).calcRegularizationScore(true)).isZero();
  }

  @Test
  void withoutInputTypeTheNumberOfChannelsIsUnknown() {
    for (String name : List.of("prelu", "nprelu")) {
      org.deeplearning4j.nn.conf.layers.Layer conf =
          ActivationLayers.of(Activations.standard().get(name), AnActOptions.defaults());
      assertThatThrownBy(() -> conf.initializer().numParams(conf))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("one parameter of 'prelu' for each channel")
          .hasMessageContaining("set one on the network");
    }
  }

  @Test
  void inputOfAnotherNumberOfChannelsIsRefused() {
    Layer layer = layer("prelu", InputType.feedForward(3), DataType.FLOAT);
    assertThatThrownBy(
            () ->
                layer.activate(
                    Tensors.gaussian(1, DataType.FLOAT, 2, 4),
                    true,
                    LayerWorkspaceMgr.noWorkspaces()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("3 parameters, one for each channel, has an input of 4 channels");
  }
}
