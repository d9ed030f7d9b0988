package org.anact.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.kernel.ActivationKernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Functions of the suite that are written as formulas, against the suite's own. */
final class BuiltInFormulaTest {

  private static final float[] POINTS = points();

  private static float[] points() {
    double[] points =
        DoubleStream.concat(
                DoubleStream.iterate(-30, x -> x <= 30, x -> x + 1.0 / 64),
                DoubleStream.of(
                    -1e-3, 1e-3, -1e-7, 1e-7, -1e-20, 1e-20, -1000, 1000, -85, 85, 0.3, -0.7))
            .toArray();
    float[] floats = new float[points.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) points[i];
    }
    return floats;
  }

  /** In doubles, as the theory's integrals are computed, kinks included. */
  @ParameterizedTest(name = "{1}")
  @MethodSource("org.anact.core.formula.BuiltInFormulas#all")
  void inDoublesItIsTheFunction(ActivationEntry entry, String text) {
    FormulaActivation formula = new FormulaActivation("mine", text);
    INDArray x = Nd4j.createFromArray(doubles());
    INDArray ones = Nd4j.onesLike(x);
    double[] f = entry.create().getActivation(x.dup(), true).toDoubleVector();
    double[] slope = entry.create().backprop(x.dup(), ones.dup()).getFirst().toDoubleVector();
    double[] actual = formula.getActivation(x.dup(), true).toDoubleVector();
    double[] actualSlope = formula.backprop(x.dup(), ones.dup()).getFirst().toDoubleVector();
    for (int i = 0; i < f.length; i++) {
      double size = Math.max(1, Math.abs(POINTS[i]));
      // ND4J rounds the constants of these two to floats.
      boolean rounded = entry.name().equals("selu") || entry.name().equals("leakyrelu");
      double tolerance = rounded ? 1e-7 : 4e-15;
      assertNear("f", text, POINTS[i], actual[i], f[i], tolerance * size);
      // ND4J has 1 at the kinks of these two, where the kernels have less.
      boolean kink =
          (entry.name().equals("hardtanh") && Math.abs(POINTS[i]) == 1)
              || (entry.name().equals("leakyrelu") && POINTS[i] == 0);
      if (!kink) {
        assertNear("f'", text, POINTS[i], actualSlope[i], slope[i], tolerance * size);
      }
    }
  }

  private static double[] doubles() {
    double[] doubles = new double[POINTS.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = POINTS[i];
    }
    return doubles;
  }

  /** In floats, as networks are trained. */
  @ParameterizedTest(name = "{1}")
  @MethodSource("org.anact.core.formula.BuiltInFormulas#all")
  void inFloatsItIsTheKernel(ActivationEntry entry, String text) {
    if (entry.kernel() == null) {
      return;
    }
    ActivationKernel kernel = Formula.of(text).kernel();
    assertThat(kernel).isInstanceOf(CompiledKernel.class);
    int n = POINTS.length;
    float[] alone = new float[n];
    float[] f = new float[n];
    float[] slope = new float[n];
    float[] wanted = new float[n];
    float[] wantedSlope = new float[n];
    kernel.value(POINTS, alone, n);
    kernel.valueAndSlope(POINTS, f, slope, n);
    entry.kernel().valueAndSlope(POINTS, wanted, wantedSlope, n);
    assertThat(alone).isEqualTo(f);
    for (int i = 0; i < n; i++) {
      // A gate that is a unit of rounding off multiplies with x.
      double unit = Math.ulp(1f) * Math.max(1, Math.abs(POINTS[i]));
      assertNear("f", text, POINTS[i], f[i], wanted[i], 2 * unit);
      assertNear("f'", text, POINTS[i], slope[i], wantedSlope[i], 4 * unit);
    }
  }

  private static void assertNear(
      String what, String text, double x, double actual, double expected, double tolerance) {
    if (!(Math.abs(actual - expected) <= tolerance)) {
      throw new AssertionError(
          "%s of %s at %s is %s, expected %s".formatted(what, text, x, actual, expected));
    }
  }
}
