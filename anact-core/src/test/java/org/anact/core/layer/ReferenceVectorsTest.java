package org.anact.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.anact.core.activation.Activations;
import org.anact.core.statistics.Bounds;
import org.anact.core.theory.GaussianMoments;
import org.anact.core.theory.GaussianQuadrature;
import org.anact.core.theory.Target;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares functions, Gaussian moments and whole training traces with every file of an independent
 * implementation under {@code src/test/resources/reference}; a further file there is picked up.
 *
 * <p>The files give ten significant digits, of which half a unit is 5e-10 relative; the agreement
 * in double cannot be asked closer than that. {@code AnActOracleTest} goes to 1e-11 against a plain
 * implementation in Java.
 */
final class ReferenceVectorsTest {

  private static final String FOLDER = "/reference";

  /** Where a derivative jumps, any value between its two sides is right. */
  private static final Map<String, Set<Double>> KINKS =
      Map.of(
          "relu", Set.of(0.0),
          "leakyrelu", Set.of(0.0),
          "relu6", Set.of(0.0, 6.0),
          "hardtanh", Set.of(-1.0, 1.0),
          "selu", Set.of(0.0));

  /**
   * How close two numbers must be.
   *
   * @param type type of the tensors
   * @param relative against the expected number, for values of a function at exact points
   * @param absolute against 1, for values of a function
   * @param trace against the largest number of the tensor, for traces: a trace's inputs are rounded
   *     in the file too, so it cannot agree to the last digit
   */
  private record Tolerance(DataType type, double relative, double absolute, double trace) {

    static final List<Tolerance> ALL =
        List.of(
            new Tolerance(DataType.DOUBLE, 6e-10, 1e-14, 2e-9),
            new Tolerance(DataType.FLOAT, 1e-5, 2e-7, 2e-6));

    void checkFunction(String what, double actual, double expected) {
      compare(what, actual, expected, relative * Math.abs(expected) + absolute);
    }

    void check(String what, double actual, double expected) {
      check(what, actual, expected, 1);
    }

    void check(String what, double actual, double expected, double scale) {
      compare(what, actual, expected, trace * Math.max(scale, Math.abs(expected)));
    }

    void check(String what, INDArray actual, double[] expected) {
      double scale = 1;
      for (double value : expected) {
        scale = Math.max(scale, Math.abs(value));
      }
      double[] values = actual.castTo(DataType.DOUBLE).dup('c').data().asDouble();
      assertThat(values).as(what).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        check(what + "[" + i + "]", values[i], expected[i], scale);
      }
    }

    private void compare(String what, double actual, double expected, double allowed) {
      assertThat(Math.abs(actual - expected))
          .as("%s in %s: %s against %s", what, type, actual, expected)
          .isLessThanOrEqualTo(allowed);
    }
  }

  @TestFactory
  Stream<DynamicContainer> everyReferenceFile() throws IOException, URISyntaxException {
    URI folder = ReferenceVectorsTest.class.getResource(FOLDER).toURI();
    List<Path> files;
    try (Stream<Path> entries = Files.list(Path.of(folder))) {
      files = entries.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).as("reference files under %s", folder).isNotEmpty();
    List<DynamicContainer> containers = new ArrayList<>();
    for (Path file : files) {
      JsonNode root = new ObjectMapper().readTree(file.toFile());
      containers.add(dynamicContainer(file.getFileName().toString(), testsOf(root)));
    }
    return containers.stream();
  }

  private static List<DynamicNode> testsOf(JsonNode root) {
    AnActOptions options =
        AnActOptions.defaults()
            .withMomentum(root.path("momentum").asDouble(0.9))
            .withBounds(
                Bounds.CLAMP,
                root.path("lowerBound").asDouble(0.8),
                root.path("upperBound").asDouble(1.2))
            .withAlphaBound(root.path("alphaBound").asDouble(0.3));
    List<DynamicNode> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : root.get("activations").properties()) {
      String name = entry.getKey();
      JsonNode node = entry.getValue();
      tests.add(dynamicTest(name + " Gaussian moments", () -> checkGaussian(name, node)));
      for (Tolerance tolerance : Tolerance.ALL) {
        String suffix = " in " + tolerance.type();
        tests.add(dynamicTest(name + " points" + suffix, () -> checkPoints(name, node, tolerance)));
        int number = 0;
        for (JsonNode trace : node.path("traces")) {
          number++;
          tests.add(
              dynamicTest(
                  name + " trace " + number + suffix,
                  () -> checkTrace(name, trace, options, tolerance)));
        }
      }
    }
    return tests;
  }

  private static IActivation activation(String name) {
    return Activations.standard().get(name).base().create();
  }

  private static void checkPoints(String name, JsonNode node, Tolerance tolerance) {
    double[] x = doubles(node.get("points").get("x"));
    double[] f = doubles(node.get("points").get("f"));
    double[] slope = doubles(node.get("points").get("df"));
    INDArray y = Nd4j.createFromArray(x).castTo(tolerance.type());
    INDArray ones = Nd4j.ones(tolerance.type(), x.length);
    INDArray actualF = activation(name).getActivation(y.dup(), true);
    INDArray actualSlope = activation(name).backprop(y.dup(), ones).getFirst();
    for (int i = 0; i < x.length; i++) {
      tolerance.checkFunction(name + "(" + x[i] + ")", actualF.getDouble(i), f[i]);
      if (KINKS.getOrDefault(name, Set.of()).contains(x[i])) {
        double left = slopeAt(name, x[i] - 1e-3);
        double right = slopeAt(name, x[i] + 1e-3);
        assertThat(actualSlope.getDouble(i))
            .as("%s'(%s)", name, x[i])
            .isBetween(Math.min(left, right) - 1e-6, Math.max(left, right) + 1e-6);
      } else {
        // Deeplearning4j keeps the slope of its leaky ReLU as a float, in double nets too.
        double expected = name.equals("leakyrelu") && x[i] < 0 ? (float) slope[i] : slope[i];
        tolerance.checkFunction(name + "'(" + x[i] + ")", actualSlope.getDouble(i), expected);
      }
    }
  }

  private static double slopeAt(String name, double x) {
    INDArray at = Nd4j.createFromArray(x);
    return activation(name).backprop(at, Nd4j.ones(DataType.DOUBLE, 1)).getFirst().getDouble(0);
  }

  private static void checkGaussian(String name, JsonNode node) {
    boolean kinked = KINKS.containsKey(name);
    for (JsonNode expected : node.path("gaussian")) {
      double sigma = expected.get("sigma").asDouble();
      GaussianMoments moments = GaussianQuadrature.moments(activation(name), sigma);
      check(name + " mean", moments.mean(), expected.get("mean").asDouble(), 1e-9);
      check(name + " rho", moments.rho(), expected.get("rho").asDouble(), kinked ? 1e-8 : 1e-9);
      double slopeTolerance = kinked ? 1e-5 : 1e-9;
      check(
          name + " rho'", moments.rhoPrime(), expected.get("rhoPrime").asDouble(), slopeTolerance);
      check(
          name + " lambda",
          moments.lambda(Target.BALANCED),
          expected.get("lam").asDouble(),
          slopeTolerance);
    }
  }

  private static void check(String what, double actual, double expected, double tolerance) {
    assertThat(Math.abs(actual - expected))
        .as("%s: %s against %s", what, actual, expected)
        .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(expected)));
  }

  private static void checkTrace(
      String name, JsonNode trace, AnActOptions options, Tolerance tolerance) {
    long[] shape = new ObjectMapper().convertValue(trace.get("shape"), long[].class);
    StandaloneLayer layer =
        new StandaloneLayer(
            activation(name),
            options.withCentre(trace.get("centre").asBoolean()),
            tolerance.type());
    layer.setAlpha(trace.get("alpha").asDouble());
    int step = 0;
    for (JsonNode batch : trace.get("train")) {
      String at = name + " step " + ++step + " ";
      INDArray output = layer.train(tensor(batch.get("x"), shape, tolerance));
      tolerance.check(at + "output", output, doubles(batch.get("output")));
      INDArray epsilon = tensor(batch.get("epsilon"), shape, tolerance);
      var gradients = layer.back(epsilon);
      tolerance.check(at + "gradX", gradients.getSecond(), doubles(batch.get("gradX")));
      tolerance.check(
          at + "gradAlpha",
          StandaloneLayer.alphaGradient(gradients),
          batch.get("gradAlpha").asDouble(),
          epsilon.norm1Number().doubleValue());
      JsonNode running = batch.get("running");
      tolerance.check(at + "rho", layer.layer().statistics().rho(), running.get("rho").asDouble());
      tolerance.check(
          at + "rho'", layer.layer().statistics().rhoPrime(), running.get("rhoPrime").asDouble());
      tolerance.check(at + "mu", layer.layer().statistics().mu(), running.get("mean").asDouble());
      tolerance.check(at + "lambda", layer.layer().lambda(), batch.get("lam").asDouble());
    }
    JsonNode inference = trace.get("inference");
    INDArray output = layer.infer(tensor(inference.get("x"), shape, tolerance));
    tolerance.check(name + " inference", output, doubles(inference.get("output")));
  }

  private static INDArray tensor(JsonNode values, long[] shape, Tolerance tolerance) {
    return Nd4j.createFromArray(doubles(values)).reshape('c', shape).castTo(tolerance.type());
  }

  private static double[] doubles(JsonNode values) {
    double[] array = new double[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i).asDouble();
    }
    return array;
  }
}
