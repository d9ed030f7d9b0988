package org.anact.models.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.anact.core.activation.Activations;
import org.anact.core.kernel.Kernels;
import org.anact.core.layer.AnActLayers;
import org.anact.core.training.NetworkUpdater;
import org.anact.core.training.Optimizer;
import org.anact.models.Models;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkBuilder;
import org.anact.models.network.NetworkSpec;
import org.anact.testing.Tensors;
import org.assertj.core.data.Percentage;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Nesterovs;

final class SignalRecorderTest {

  private static final int IMAGES = 7;
  private static final int CLASSES = 4;
  private static final double ALPHA = 0.4;
  private static final Percentage PRECISION = Percentage.withPercentage(0.02);

  private static final Map<String, Tape.Function> FUNCTIONS =
      Map.of(
          "tanh", new Tape.Function(Math::tanh, v -> 1 - Math.tanh(v) * Math.tanh(v)),
          "relu", new Tape.Function(v -> Math.max(0, v), v -> v > 0 ? 1 : 0),
          "softplus", new Tape.Function(v -> Math.log1p(Math.exp(v)), v -> 1 / (1 + Math.exp(-v))));

  @AfterEach
  void kernelsOnAgain() {
    System.clearProperty(Kernels.PROPERTY);
  }

  static Stream<Arguments> cases() {
    return Stream.of("tanh", "ntanh", "relu", "nrelu", "softplus", "nsoftplus")
        .flatMap(
            activation ->
                Stream.of(true, false)
                    .flatMap(
                        kernels ->
                            Stream.of(CNN2DFormat.NHWC, CNN2DFormat.NCHW)
                                .map(format -> Arguments.of(activation, kernels, format))));
  }

  private static NetworkSpec spec(String activation, InputShape shape, CNN2DFormat format) {
    return NetworkSpec.of(Activations.standard().get(activation), shape, CLASSES, 5)
        .withFormat(format);
  }

  private static ComputationGraph network(
      ComputationGraphConfiguration configuration, boolean kernels) {
    System.setProperty(Kernels.PROPERTY, Boolean.toString(kernels));
    ComputationGraph net = new ComputationGraph(configuration);
    net.init();
    net.setUpdater(new NetworkUpdater(net, 0));
    AnActLayers.of(net).forEach(layer -> layer.getParam("alpha").assign(ALPHA));
    return net;
  }

  /** Convolutions of both strides, a residual block with an identity shortcut, pooling. */
  @ParameterizedTest
  @MethodSource("cases")
  void convolutionsAndShortcutsAreMeasuredRight(
      String activation, boolean kernels, CNN2DFormat format) {
    NetworkBuilder builder = new NetworkBuilder(spec(activation, new InputShape(3, 6, 5), format));
    String last = builder.convolution("conv1", NetworkBuilder.INPUT, 4, 3, 1, false);
    String first = builder.activation("act1", last);
    last = builder.activation("act2", builder.convolution("conv2", first, 4, 3, 1, false));
    last = builder.convolution("conv3", last, 4, 3, 1, false);
    last = builder.activation("act3", builder.add("add", last, first));
    last = builder.activation("act4", builder.convolution("conv4", last, 6, 3, 2, false));
    ComputationGraph net =
        network(builder.classifier(builder.globalAveragePool("pool", last)), kernels);

    INDArray images = Tensors.gaussian(1, DataType.FLOAT, IMAGES, 6, 5, 3);
    INDArray labels = Tensors.labels(DataType.FLOAT, IMAGES, CLASSES);
    Tape tape = new Tape();
    Tape.Function f = FUNCTIONS.get(activation.replaceFirst("^n", ""));
    boolean normalized = activation.startsWith("n");
    Tape.Value x = input(images, 6, 5, 3);
    Tape.Value a = tape.convolution("conv1", x, weights(net, "conv1"), 1);
    a = tape.activation("act1", a, f, normalized, ALPHA);
    Tape.Value b = tape.convolution("conv2", a, weights(net, "conv2"), 1);
    b = tape.activation("act2", b, f, normalized, ALPHA);
    b = tape.convolution("conv3", b, weights(net, "conv3"), 1);
    b = tape.activation("act3", tape.add(b, a), f, normalized, ALPHA);
    b = tape.convolution("conv4", b, weights(net, "conv4"), 2);
    b = tape.activation("act4", b, f, normalized, ALPHA);
    Tape.Value logits = tape.dense("output", tape.pool(b), weights(net, "output"));
    tape.backFromCrossEntropy(logits, labels);

    INDArray given = format == CNN2DFormat.NHWC ? images : images.permute(0, 3, 1, 2).dup('c');
    assertMeasured(net, new DataSet(given, labels), tape, normalized);
  }

  @ParameterizedTest
  @CsvSource({"tanh, true", "nrelu, true", "nsoftplus, false"})
  void denseLayersAreMeasuredRight(String activation, boolean kernels) {
    NetworkBuilder builder =
        new NetworkBuilder(spec(activation, new InputShape(9, 1, 1), CNN2DFormat.NHWC));
    String last = builder.activation("act1", builder.dense("dense1", NetworkBuilder.INPUT, 8));
    last = builder.activation("act2", builder.dense("dense2", last, 6));
    ComputationGraph net = network(builder.classifier(last), kernels);

    INDArray images = Tensors.gaussian(1, DataType.FLOAT, IMAGES, 1, 1, 9);
    INDArray labels = Tensors.labels(DataType.FLOAT, IMAGES, CLASSES);
    Tape tape = new Tape();
    Tape.Function f = FUNCTIONS.get(activation.replaceFirst("^n", ""));
    boolean normalized = activation.startsWith("n");
    Tape.Value a = tape.dense("dense1", input(images, 1, 1, 9), weights(net, "dense1"));
    a = tape.activation("act1", a, f, normalized, ALPHA);
    a = tape.dense("dense2", a, weights(net, "dense2"));
    a = tape.activation("act2", a, f, normalized, ALPHA);
    tape.backFromCrossEntropy(tape.dense("output", a, weights(net, "output")), labels);
    assertMeasured(net, new DataSet(images, labels), tape, normalized);
  }

  private static Tape.Value input(INDArray images, int height, int width, int channels) {
    double[] data = images.dup('c').data().asDouble();
    return new Tape.Value(IMAGES, height, width, channels, data, new double[data.length]);
  }

  private static INDArray weights(ComputationGraph net, String layer) {
    return net.getLayer(layer).getParam("W").castTo(DataType.DOUBLE);
  }

  private static void assertMeasured(
      ComputationGraph net, DataSet batch, Tape tape, boolean normalized) {
    Map<String, Double> before = new java.util.HashMap<>();
    tape.weightGradients()
        .keySet()
        .forEach(
            layer ->
                before.put(layer, Tape.variance(weights(net, layer).dup('c').data().asDouble())));
    Signals signals = new SignalRecorder(net).record(() -> net.fit(batch));

    assertThat(signals.sites())
        .extracting(SiteSignal::layer)
        .containsExactlyElementsOf(tape.sites().keySet());
    for (SiteSignal site : signals.sites()) {
      Tape.Site expected = tape.sites().get(site.layer());
      close(site, "Var(y)", site.varInput(), Tape.variance(expected.input().data()));
      close(site, "E[f^2]", site.meanSquare(), expected.meanSquare());
      close(site, "E[f'^2]", site.slopeSquare(), expected.slopeSquare());
      close(site, "lambda", site.lambda(), expected.lambda());
      close(site, "scale", site.scale(), expected.scale());
      if (normalized) {
        assertThat(site.alpha()).isEqualTo((double) (float) ALPHA);
        assertThat(Math.abs(site.mu() - expected.mu())).isLessThan(1e-5);
      } else {
        assertThat(site)
            .returns(1.0, SiteSignal::lambda)
            .returns(0.0, SiteSignal::alpha)
            .returns(0.0, SiteSignal::mu);
      }
      close(site, "dL/dy", site.varGradInput(), Tape.variance(expected.input().gradient()));
      close(site, "dL/dout", site.varGradOutput(), Tape.variance(expected.output().gradient()));
    }
    assertThat(signals.weights())
        .extracting(WeightSignal::layer)
        .containsExactlyElementsOf(tape.weightGradients().keySet());
    for (WeightSignal layer : signals.weights()) {
      double[] gradient = tape.weightGradients().get(layer.layer());
      close(layer, "Var(w)", layer.varWeight(), before.get(layer.layer()));
      close(layer, "Var(dL/dw)", layer.varGradient(), Tape.variance(gradient) / IMAGES / IMAGES);
    }
  }

  private static void close(Object where, String what, double actual, double expected) {
    assertThat(actual).as("%s of %s", what, where).isCloseTo(expected, PRECISION);
  }

  /** What the default of recording rests on: it may be on in every run. */
  @ParameterizedTest
  @CsvSource({"resnet8, nswish, true", "cnn, tanh, true", "resnet8-s2, relu, false"})
  void recordedNetworksTrainToTheSameBits(String model, String activation, boolean kernels) {
    System.setProperty(Kernels.PROPERTY, Boolean.toString(kernels));
    NetworkSpec spec =
        spec(activation, new InputShape(3, 16, 16), CNN2DFormat.NHWC)
            .withOptimizer(Optimizer.of(new Nesterovs(0.01, 0.9), 1e-4));
    ComputationGraph plain = Models.standard().get(model).create(spec);
    ComputationGraph recorded = Models.standard().get(model).create(spec);
    SignalRecorder recorder = new SignalRecorder(recorded);
    for (int step = 0; step < 6; step++) {
      int images = step % 3 == 2 ? 5 : 12;
      DataSet batch =
          new DataSet(
              Tensors.gaussian(step, DataType.FLOAT, images, 16, 16, 3),
              Tensors.labels(DataType.FLOAT, images, CLASSES));
      plain.fit(batch);
      if (step % 2 == 0) {
        recorder.record(() -> recorded.fit(batch));
      } else {
        recorded.fit(batch);
      }
      assertThat(recorded.score()).isEqualTo(plain.score());
      Tensors.assertSameBits(recorded.params(), plain.params());
    }
    Tensors.assertSameBits(
        recorded.getUpdater().getStateViewArray(), plain.getUpdater().getStateViewArray());
    assertThat(recorded.getListeners()).isEmpty();
  }

  /** A gradient of 1e-25 has a variance that floats cannot hold. */
  @Test
  void vanishingGradientsAreMeasured() {
    NetworkSpec spec = spec("sigmoid", new InputShape(1, 8, 8), CNN2DFormat.NHWC);
    ComputationGraph net = Models.standard().get("plain40").create(spec);
    net.params().muli(0.02);
    DataSet batch =
        new DataSet(
            Tensors.gaussian(1, DataType.FLOAT, 4, 8, 8, 1),
            Tensors.labels(DataType.FLOAT, 4, CLASSES));
    List<SiteSignal> sites = new SignalRecorder(net).record(() -> net.fit(batch)).sites();
    assertThat(sites.stream().filter(site -> site.varGradInput() < Float.MIN_VALUE))
        .as("variances below the floats")
        .anyMatch(site -> site.varGradInput() > 0);
  }
}
