package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.anact.core.activation.Activations;
import org.anact.core.fast.Inference;
import org.anact.core.onednn.OneDnnEngine;
import org.anact.core.training.SoftmaxCrossEntropy;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkBuilder;
import org.anact.models.network.NetworkSpec;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Inference by the suite's own steps gives the logits that Deeplearning4j gives. */
final class InferenceTest {

  private static final int CLASSES = 7;

  private static ComputationGraph network(String model, String activation, CNN2DFormat format) {
    NetworkSpec spec =
        NetworkSpec.of(
                Activations.standard().get(activation), new InputShape(3, 16, 16), CLASSES, 2)
            .withFormat(format);
    return Models.standard().get(model).create(spec);
  }

  private static INDArray images(int count, int size) {
    return Tensors.gaussian(count, DataType.FLOAT, count, size, size, 3);
  }

  /** Running values that are neither 0 nor 1, and parameters that have moved. */
  private static void train(ComputationGraph net) {
    for (int step = 0; step < 3; step++) {
      net.fit(new DataSet(images(12, 16), Tensors.labels(DataType.FLOAT, 12, CLASSES)));
    }
  }

  private static void assertAgree(ComputationGraph net, Inference inference, INDArray images) {
    double[][] expected = SoftmaxCrossEntropy.logits(net, images);
    double[][] actual = inference.logits(images);
    double largest =
        Arrays.stream(expected).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
    assertThat(largest).isPositive().isFinite();
    assertThat(actual).hasDimensions(expected.length, CLASSES);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(1e-5 * largest));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "resnet8, relu",
    "resnet8, nswish",
    "resnet8-s2, ngelu",
    "cnn, ntanh",
    "mlp, nelu",
    "plain10, swish"
  })
  void agreesForAnyNumberOfImages(String model, String activation) {
    assumeTrue(OneDnnEngine.isAvailable(), "oneDNN is not published for this platform");
    ComputationGraph net = network(model, activation, CNN2DFormat.NHWC);
    train(net);
    Inference inference = new Inference(net);
    for (int count : new int[] {1, 2, 16, 37, 64}) {
      INDArray images = images(count, 16);
      assertThat(inference.isPlanned(images)).isTrue();
      assertAgree(net, inference, images);
    }
  }

  /** An output that is read twice by one vertex, or by several, or behind another. */
  @ParameterizedTest
  @ValueSource(strings = {"relu", "nswish"})
  void outputsThatAreReadMoreThanOnce(String activation) {
    NetworkBuilder graph =
        new NetworkBuilder(
            NetworkSpec.of(
                Activations.standard().get(activation), new InputShape(3, 16, 16), CLASSES, 2));
    String stem = graph.convolution("stem", "input", 8, 3, 2, true);
    String norm = graph.batchNorm("bn1", stem);
    String both = graph.add("add1", norm, graph.activation("act1", norm));
    String twice = graph.add("add2", both, both);
    String side = graph.batchNorm("bn2", graph.convolution("conv2", stem, 8, 3, 1, false));
    String sum = graph.add("add3", graph.activation("act2", twice), side);
    String last = graph.dropout("drop", graph.add("add4", sum, both), 0.8);
    ComputationGraph net =
        new ComputationGraph(graph.classifier(graph.globalAveragePool("pool", last)));
    net.init();
    train(net);
    Inference inference = new Inference(net);
    assertThat(inference.isPlanned(images(5, 16))).isTrue();
    assertAgree(net, inference, images(5, 16));
  }

  @Test
  void seesTheParametersOfTheMomentAtWhichItIsMade() {
    ComputationGraph net = network("resnet8", "nswish", CNN2DFormat.NHWC);
    assertAgree(net, new Inference(net), images(5, 16));
    train(net);
    assertAgree(net, new Inference(net), images(5, 16));
  }

  @Test
  void followsAChangeOfSize() {
    ComputationGraph net = network("resnet8", "swish", CNN2DFormat.NHWC);
    train(net);
    Inference inference = new Inference(net);
    for (int size : new int[] {16, 20, 16}) {
      assertAgree(net, inference, images(6, size));
    }
  }

  /** Learnt activations and the other layout have no steps: Deeplearning4j computes them. */
  @ParameterizedTest
  @CsvSource({"resnet8, prelu, NHWC", "resnet8, swish, NCHW"})
  void handsOverWhatItHasNoStepsFor(String model, String activation, CNN2DFormat format) {
    ComputationGraph net = network(model, activation, format);
    Inference inference = new Inference(net);
    INDArray images = images(4, 16);
    INDArray ordered = format == CNN2DFormat.NHWC ? images : images.permute(0, 3, 1, 2).dup('c');
    assertThat(inference.isPlanned(ordered)).isFalse();
    assertAgree(net, inference, ordered);
  }

  @Test
  void aViewIsReadWhereItLies() {
    ComputationGraph net = network("cnn", "relu", CNN2DFormat.NHWC);
    INDArray all = images(9, 16);
    INDArray view =
        all.get(
            NDArrayIndex.interval(2, 8),
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.all());
    assertAgree(net, new Inference(net), view);
  }
}
