package org.anact.core.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.anact.core.activation.Activations;
import org.anact.testing.Tensors;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Gradients of whole networks against finite differences, with the running values frozen. */
final class AnActGradientCheckTest {

  /** The state is no function of the loss: lambda and mu are constants of a step. */
  private static final List<String> STATE = List.of(AnActParamInitializer.STATE);

  @BeforeEach
  void useDouble() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterEach
  void useFloatAgain() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  static Stream<String> smoothActivations() {
    return Stream.of("tanh", "swish", "gelu", "softplus", "identity", "prelu", "swish_beta");
  }

  @ParameterizedTest
  @MethodSource("smoothActivations")
  void feedForward(String name) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(4).nOut(6).build())
                .layer(anact(name))
                .layer(output())
                .setInputType(InputType.feedForward(4))
                .build());
    check(net, Tensors.gaussian(13, DataType.DOUBLE, 7, 4), Tensors.labels(DataType.DOUBLE, 7, 3));
  }

  @ParameterizedTest
  @EnumSource(CNN2DFormat.class)
  void convolution(CNN2DFormat format) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            builder()
                .list()
                .layer(convolution(3))
                .layer(anact("swish"))
                .layer(convolution(2))
                .layer(anact("tanh"))
                .layer(output())
                .setInputType(InputType.convolutional(4, 4, 2, format))
                .build());
    long[] shape = format == CNN2DFormat.NCHW ? new long[] {3, 2, 4, 4} : new long[] {3, 4, 4, 2};
    check(net, Tensors.gaussian(14, DataType.DOUBLE, shape), Tensors.labels(DataType.DOUBLE, 3, 3));
  }

  /** Each with and without ANAct, with parameters for a channel and for a layer. */
  @ParameterizedTest
  @EnumSource(CNN2DFormat.class)
  void parametric(CNN2DFormat format) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            builder()
                .list()
                .layer(convolution(3))
                .layer(activation("nprelu"))
                .layer(convolution(2))
                .layer(activation("swish_beta"))
                .layer(convolution(3))
                .layer(activation("prelu"))
                .layer(new DenseLayer.Builder().nOut(4).build())
                .layer(activation("nswish_beta"))
                .layer(output())
                .setInputType(InputType.convolutional(3, 4, 2, format))
                .build());
    long[] shape = format == CNN2DFormat.NCHW ? new long[] {3, 2, 3, 4} : new long[] {3, 3, 4, 2};
    check(net, Tensors.gaussian(17, DataType.DOUBLE, shape), Tensors.labels(DataType.DOUBLE, 3, 3));
  }

  @Test
  void recurrent() {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            builder()
                .list()
                .layer(new LSTM.Builder().nIn(3).nOut(4).build())
                .layer(anact("swish"))
                .layer(new RnnOutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.recurrent(3))
                .build());
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, 5, 2, 6);
    for (int example = 0; example < 5; example++) {
      for (int step = 0; step < 6; step++) {
        labels.putScalar(new int[] {example, (example + step) % 2, step}, 1.0);
      }
    }
    check(net, Tensors.gaussian(15, DataType.DOUBLE, 5, 3, 6), labels);
  }

  @Test
  void graphWithBranches() {
    ComputationGraph net =
        new ComputationGraph(
            builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("dense", new DenseLayer.Builder().nIn(4).nOut(5).build(), "in")
                .addLayer("left", anact("swish"), "dense")
                .addLayer("right", anact("tanh"), "dense")
                .addLayer("out", output(), "left", "right")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(4))
                .build());
    net.init();
    INDArray input = Tensors.gaussian(16, DataType.DOUBLE, 6, 4);
    settle(AnActLayers.of(net), () -> net.feedForward(input, true));
    boolean right =
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.GraphConfig()
                .net(net)
                .inputs(new INDArray[] {input})
                .labels(new INDArray[] {Tensors.labels(DataType.DOUBLE, 6, 3)})
                .maxRelError(1e-5)
                .excludeParams(state(List.of("left", "right"))));
    assertThat(right).isTrue();
  }

  private static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .dataType(DataType.DOUBLE)
        .updater(new Sgd(1.0))
        .activation(Activation.IDENTITY);
  }

  private static Layer anact(String name) {
    return new AnActLayer(Activations.standard().get(name).base().create());
  }

  private static Layer activation(String name) {
    return ActivationLayers.of(Activations.standard().get(name), AnActOptions.defaults());
  }

  private static Layer convolution(int channels) {
    return new ConvolutionLayer.Builder(3, 3)
        .convolutionMode(ConvolutionMode.Same)
        .nOut(channels)
        .build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build();
  }

  private static void check(MultiLayerNetwork net, INDArray input, INDArray labels) {
    net.init();
    settle(AnActLayers.of(net), () -> net.feedForward(input, true));
    Set<String> names = new HashSet<>();
    for (int i = 0; i < net.getnLayers(); i++) {
      names.add(Integer.toString(i));
    }
    boolean right =
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.MLNConfig()
                .net(net)
                .input(input)
                .labels(labels)
                .maxRelError(1e-5)
                .excludeParams(state(List.copyOf(names))));
    assertThat(right).isTrue();
  }

  /** One training pass sets the running values; alpha leaves 0 so that tanh(alpha) matters. */
  private static void settle(List<AnActLayerImpl> layers, Runnable trainingPass) {
    assertThat(layers).isNotEmpty();
    trainingPass.run();
    for (AnActLayerImpl layer : layers) {
      layer.getParam(AnActParamInitializer.ALPHA).assign(0.3);
      layer.setFrozen(true);
    }
  }

  private static Set<String> state(List<String> layerNames) {
    Set<String> names = new HashSet<>();
    for (String layer : layerNames) {
      STATE.forEach(key -> names.add(layer + "_" + key));
    }
    return names;
  }
}
