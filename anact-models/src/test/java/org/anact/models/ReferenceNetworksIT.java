package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.anact.core.activation.Activations;
import org.anact.core.kernel.Kernels;
import org.anact.core.layer.AnActLayers;
import org.anact.models.cost.NetworkCost;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Whole networks against every file of an independent implementation under {@code
 * src/test/resources/reference}, whose README describes the form; a further file there is picked
 * up.
 */
final class ReferenceNetworksIT {

  private static final String FOLDER = "/reference";

  /** Multiply-adds of an image above which not every way is worth its seconds. */
  private static final double LARGE = 0.5e9;

  /** How a network is computed. */
  private enum Way {
    KERNELS_CHANNELS_LAST(true, CNN2DFormat.NHWC, DataType.FLOAT, true),
    KERNELS_CHANNELS_FIRST(true, CNN2DFormat.NCHW, DataType.FLOAT, false),
    OPERATIONS_CHANNELS_LAST(false, CNN2DFormat.NHWC, DataType.FLOAT, false),
    OPERATIONS_CHANNELS_FIRST(false, CNN2DFormat.NCHW, DataType.FLOAT, false),
    DOUBLES_CHANNELS_LAST(false, CNN2DFormat.NHWC, DataType.DOUBLE, false),
    DOUBLES_CHANNELS_FIRST(false, CNN2DFormat.NCHW, DataType.DOUBLE, true);

    private final boolean kernels;
    private final CNN2DFormat format;
    private final DataType type;
    private final boolean always;

    Way(boolean kernels, CNN2DFormat format, DataType type, boolean always) {
      this.kernels = kernels;
      this.format = format;
      this.type = type;
      this.always = always;
    }

    /** Relative to the largest number, as rounding is. */
    double tolerance() {
      return type == DataType.DOUBLE ? 1e-10 : 1e-3;
    }

    /**
     * Relative to the gradient's norm. In float, rounding moves some of millions of inputs across
     * the kink of a ReLU, and each switches a part of the gradient on or off: 1 % of that of a
     * stage of 4x4 places.
     */
    double gradientTolerance(String activation) {
      boolean kinked = activation.endsWith("relu");
      return type == DataType.FLOAT && kinked ? 5e-2 : tolerance();
    }
  }

  @TestFactory
  Stream<DynamicContainer> files() throws IOException, URISyntaxException {
    URI folder = ReferenceNetworksIT.class.getResource(FOLDER).toURI();
    List<Path> files;
    try (Stream<Path> entries = Files.list(Path.of(folder))) {
      files = entries.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).as("reference files under %s", folder).isNotEmpty();
    List<DynamicContainer> containers = new ArrayList<>();
    for (Path file : files) {
      JsonNode cases = new ObjectMapper().readTree(file.toFile()).get("cases");
      assertThat(cases).as("cases of %s", file).isNotEmpty();
      List<DynamicNode> nodes = new ArrayList<>();
      cases.forEach(expected -> nodes.add(container(expected)));
      containers.add(dynamicContainer(file.getFileName().toString(), nodes));
    }
    return containers.stream();
  }

  private static DynamicContainer container(JsonNode expected) {
    String name =
        "%s %s on %spx"
            .formatted(
                expected.get("model").asText(),
                expected.get("activation").asText(),
                expected.get("size").asText());
    boolean large = entry(expected).cost(spec(expected, Way.values()[0])).multiplyAdds() > LARGE;
    Stream<DynamicTest> ways =
        Stream.of(Way.values())
            .filter(way -> way.always || !large)
            .map(way -> dynamicTest(way.name(), () -> check(expected, way)));
    return dynamicContainer(name, ways);
  }

  private static void check(JsonNode expected, Way way) {
    ComputationGraph net = network(expected, way);
    int batch = expected.get("batch").asInt();
    int size = expected.get("size").asInt();
    INDArray images = Nd4j.createFromArray(numbers("x", batch * 3 * size * size, 0, Math.sqrt(3)));
    images = images.reshape(batch, 3, size, size).castTo(way.type);
    if (way.format == CNN2DFormat.NHWC) {
      images = images.permute(0, 2, 3, 1).dup('c');
    }
    if (expected.has("inference")) {
      INDArray inference = matrix(expected.get("inference"), way.type);
      Tensors.assertClose("inference", net.outputSingle(images), inference, way.tolerance());
    }
    net.setInputs(images);
    net.setLabels(Tensors.labels(way.type, batch, expected.get("classes").asInt()));
    net.computeGradientAndScore();
    double loss = expected.get("loss").asDouble();
    assertThat(net.score()).as("loss").isCloseTo(loss, within(way.tolerance() * loss));
    double tolerance = way.gradientTolerance(expected.get("activation").asText());
    checkGradients(net, expected.get("gradients"), batch, tolerance);
    INDArray training = matrix(expected.get("training"), way.type);
    INDArray output = net.feedForward(images, true).get("output");
    Tensors.assertClose("training", output, training, way.tolerance());
  }

  private static ModelEntry entry(JsonNode expected) {
    return Models.standard().get(expected.get("model").asText());
  }

  private static NetworkSpec spec(JsonNode expected, Way way) {
    int size = expected.get("size").asInt();
    return NetworkSpec.of(
            Activations.standard().get(expected.get("activation").asText()),
            new InputShape(3, size, size),
            expected.get("classes").asInt(),
            1)
        .withFormat(way.format)
        .withDataType(way.type);
  }

  private static ComputationGraph network(JsonNode expected, Way way) {
    NetworkSpec spec = spec(expected, way);
    NetworkCost cost = entry(expected).cost(spec);
    System.setProperty(Kernels.PROPERTY, Boolean.toString(way.kernels));
    try {
      ComputationGraph net = new ComputationGraph(entry(expected).build(spec));
      net.init(Nd4j.zeros(way.type, 1, cost.parameters() + cost.state()), false);
      long alphas = AnActLayers.of(net).size();
      assertThat(cost.parameters() - alphas).isEqualTo(expected.get("parameters").asLong());
      for (Layer layer : net.getLayers()) {
        layer.paramTable().forEach((key, values) -> set(layer, key, values));
      }
      return net;
    } finally {
      System.clearProperty(Kernels.PROPERTY);
    }
  }

  /** ANAct's alpha and state stay zero, as before the first mini-batch. */
  private static void set(Layer layer, String key, INDArray values) {
    String layerName = layer.conf().getLayer().getLayerName();
    String name = layerName + "." + key;
    int count = Math.toIntExact(values.length());
    double[] numbers =
        switch (key) {
          case "W" -> numbers(name, count, 0, Math.sqrt(6.0 / fanIn(values.shape())));
          case "b" -> numbers(name, count, 0, 0.1);
          case "gamma" -> numbers(name, count, 1, 0.2);
          case "beta", "mean" -> numbers(name, count, 0, 0.2);
          case "log10stdev" ->
              Arrays.stream(numbers(layerName + ".var", count, 1, 0.5))
                  .map(variance -> 0.5 * Math.log10(variance))
                  .toArray();
          default -> new double[count];
        };
    values.assign(Nd4j.createFromArray(numbers).reshape('c', values.shape()));
  }

  /** Weights are (out, in, height, width) or (in, out). */
  private static long fanIn(long[] shape) {
    return shape.length == 4 ? shape[1] * shape[2] * shape[3] : shape[0];
  }

  private static void checkGradients(
      ComputationGraph net, JsonNode expected, int batch, double tolerance) {
    Map<String, INDArray> gradients = net.gradient().gradientForVariable();
    List<String> trained = new ArrayList<>();
    for (Layer layer : net.getLayers()) {
      String name = layer.conf().getLayer().getLayerName();
      for (String key : layer.paramTable().keySet()) {
        if (!List.of("mean", "log10stdev", "alpha", "state").contains(key)) {
          trained.add(name + "." + key);
          check(
              name + "." + key,
              gradients.get(name + "_" + key).dup('c').data().asDouble(),
              expected.get(name + "." + key),
              batch,
              tolerance);
        }
      }
    }
    assertThat(expected.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(trained);
  }

  /** Deeplearning4j's gradient is the sum over the mini-batch, the reference's the mean. */
  private static void check(
      String name, double[] gradient, JsonNode expected, int batch, double tolerance) {
    double[] direction = numbers("probe." + name, gradient.length, 0, 1);
    double squares = 0;
    double product = 0;
    for (int i = 0; i < gradient.length; i++) {
      squares += gradient[i] / batch * (gradient[i] / batch);
      product += gradient[i] / batch * direction[i];
    }
    double norm = expected.get("norm").asDouble();
    assertThat(Math.sqrt(squares)).as("norm of " + name).isCloseTo(norm, within(tolerance * norm));
    assertThat(product)
        .as("probe of " + name)
        .isCloseTo(expected.get("probe").asDouble(), within(tolerance * norm));
  }

  private static INDArray matrix(JsonNode rows, DataType type) {
    return Nd4j.createFromArray(new ObjectMapper().convertValue(rows, double[][].class))
        .castTo(type);
  }

  /** The reference's numbers centre + scale u(name)[i], of which the README tells. */
  private static double[] numbers(String name, int count, double centre, double scale) {
    int hash = name.hashCode();
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      int z = i * 0x9E3779B1 + hash;
      z = (z ^ (z >>> 16)) * 0x85EBCA6B;
      z = (z ^ (z >>> 13)) * 0xC2B2AE35;
      z ^= z >>> 16;
      numbers[i] = centre + scale * (Integer.toUnsignedLong(z) / 0x1p31 - 1);
    }
    return numbers;
  }
}
