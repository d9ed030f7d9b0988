package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.anact.core.activation.Activations;
import org.anact.core.fast.Inference;
import org.anact.core.layer.AnActLayers;
import org.anact.core.training.NetworkUpdater;
import org.anact.core.training.Optimizer;
import org.anact.core.training.SoftmaxCrossEntropy;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.testing.SimulatedDevice;
import org.anact.testing.SimulatedDevice.Counts;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Nesterovs;

/** What holds for every network of the list, the largest included, which take their time. */
final class EveryNetworkIT {

  /** What the large networks cost grows with the area. */
  private static final int SIZE = 16;

  /** Parameters of a network that is not drawn once more. */
  private static final long LARGE = 3_000_000;

  private static final InputShape GREY = new InputShape(1, SIZE, SIZE);

  static Stream<ModelEntry> entries() {
    return Models.standard().entries().stream();
  }

  private static NetworkSpec spec(String activation, long seed) {
    return NetworkSpec.of(Activations.standard().get(activation), GREY, 10, seed);
  }

  private static ComputationGraph network(ModelEntry entry, NetworkSpec spec) {
    ComputationGraph net = new ComputationGraph(entry.build(spec));
    net.init();
    return net;
  }

  /** To initialize a large network takes most of the time, so both are asked of the same ones. */
  @ParameterizedTest
  @MethodSource("entries")
  void everyNetworkLearnsAtEveryWeightAndSharesItsDrawsWithItsTwin(ModelEntry entry) {
    ComputationGraph vanilla = network(entry, spec("swish", 3));
    ComputationGraph normalized = network(entry, spec("nswish", 3));
    assertSharedDraws(entry, vanilla, normalized);
    for (ComputationGraph net : List.of(vanilla, normalized)) {
      assertClassifiesAndIsReachedByTheGradient(entry, net);
    }
    assertThat(AnActLayers.of(vanilla)).isEmpty();
    assertThat(AnActLayers.of(normalized))
        .isNotEmpty()
        .allSatisfy(layer -> assertThat(layer.statistics().batches()).isEqualTo(1));
    assertTrainsAlikeOnADevice(entry, normalized);
  }

  /**
   * A step where Java may not touch a parameter or a gradient, beside one with kernels: each ANAct
   * layer reads once from the device, the loss once.
   */
  private static void assertTrainsAlikeOnADevice(ModelEntry entry, ComputationGraph net) {
    DataSet batch = batch();
    double loss;
    INDArray params;
    try (SimulatedDevice device = SimulatedDevice.open()) {
      ComputationGraph other = new ComputationGraph(net.getConfiguration().clone());
      other.init(net.params().dup(), false);
      NetworkUpdater.install(other, 0);
      device.refuseAccess(other.params(), other.getFlattenedGradients());
      DataSet own = batch();
      Counts counts = device.during(() -> other.fit(own));
      int layers = AnActLayers.of(other).size();
      assertThat(counts.fetches()).isEqualTo(layers + 1);
      // Five statistics, five numbers of state and alpha; and 3 x 10 labels and logits.
      assertThat(counts.bytesFetched()).isEqualTo((11L * layers + 60) * Float.BYTES);
      loss = other.score();
      params = other.params();
    }
    NetworkUpdater.install(net, 0);
    net.fit(batch);
    // Batch norm over three images amplifies rounding, most in the deepest networks.
    assertThat(loss).isCloseTo(net.score(), within(1e-4 * (1 + net.score())));
    Tensors.assertClose(entry.name(), params, net.params(), 1e-3);
  }

  private static DataSet batch() {
    return new DataSet(
        Tensors.gaussian(1, DataType.FLOAT, 3, SIZE, SIZE, 1),
        Tensors.labels(DataType.FLOAT, 3, 10));
  }

  private static void assertClassifiesAndIsReachedByTheGradient(
      ModelEntry entry, ComputationGraph net) {
    INDArray images = Tensors.gaussian(1, DataType.FLOAT, 3, SIZE, SIZE, 1);
    INDArray probabilities = net.outputSingle(images);
    assertThat(probabilities.shape()).containsExactly(3, 10);
    for (double sum : probabilities.sum(1).toDoubleVector()) {
      assertThat(sum).isCloseTo(1, within(1e-4));
    }
    Inference inference = new Inference(net);
    assertThat(inference.isPlanned(images)).isTrue();
    assertAgree(inference.logits(images), SoftmaxCrossEntropy.logits(net, images));
    net.setInputs(images);
    net.setLabels(Tensors.labels(DataType.FLOAT, 3, 10));
    net.computeGradientAndScore();
    assertThat(net.score()).isFinite();
    net.gradient()
        .gradientForVariable()
        .forEach(
            (name, gradient) -> {
              if (name.endsWith("_W")) {
                assertThat(Tensors.largest(gradient))
                    .as("%s %s", entry.name(), name)
                    .isFinite()
                    .isPositive();
              }
            });
  }

  private static void assertAgree(double[][] actual, double[][] expected) {
    double largest =
        Arrays.stream(expected).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(1e-5 * largest));
    }
  }

  /** The pairing that the comparison rests on: equal draws z, gains apart, layer by layer. */
  private static void assertSharedDraws(
      ModelEntry entry, ComputationGraph vanilla, ComputationGraph normalized) {
    Optional<ComputationGraph> otherSeed =
        Optional.of(normalized)
            .filter(net -> net.numParams() < LARGE)
            .map(net -> network(entry, spec("nswish", 4)));
    int compared = 0;
    for (Layer layer : vanilla.getLayers()) {
      INDArray weights = layer.paramTable().get("W");
      if (weights == null) {
        continue;
      }
      String name = layer.conf().getLayer().getLayerName();
      INDArray paired = normalized.getLayer(name).getParam("W");
      boolean first = compared++ == 0;
      double gain = first || isReadByBatchNorm(vanilla, name) ? 1.0 : 1.650141;
      Tensors.assertClose(name, weights, paired.mul(gain), 1e-5);
      otherSeed
          .map(net -> net.getLayer(name).getParam("W"))
          .ifPresent(
              other ->
                  assertThat(Tensors.largest(paired.sub(other)))
                      .isGreaterThan(0.5 * Tensors.largest(other)));
    }
    assertThat(compared).isGreaterThan(2);
  }

  private static boolean isReadByBatchNorm(ComputationGraph net, String name) {
    return Stream.ofNullable(net.getVertex(name).getOutputVertices())
        .flatMap(Arrays::stream)
        .map(reader -> net.getVertices()[reader.getVertexIndex()])
        .anyMatch(reader -> reader.getLayer() instanceof BatchNormalization);
  }

  /** One network of each architecture that trains in a test's time. */
  @ParameterizedTest
  @ValueSource(strings = {"mlp", "cnn", "plain10", "resnet8", "resnet18"})
  void networksLearnABatchByHeart(String name) {
    for (String activation : new String[] {"swish", "nswish"}) {
      ComputationGraph net =
          network(
              Models.standard().get(name),
              spec(activation, 3).withOptimizer(Optimizer.of(new Nesterovs(0.005, 0.9), 1e-4)));
      DataSet batch =
          new DataSet(
              Tensors.gaussian(1, DataType.FLOAT, 8, SIZE, SIZE, 1),
              Tensors.labels(DataType.FLOAT, 8, 10));
      net.fit(batch);
      double first = net.score();
      for (int step = 0; step < 5; step++) {
        net.fit(batch);
      }
      assertThat(net.score()).as("%s with %s", name, activation).isLessThan(first);
    }
  }
}
