package org.anact.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.special.Erf;
import org.hipparchus.util.FastMath;
import org.junit.jupiter.api.Test;

/** The float functions against those of doubles. */
final class ElementaryTest {

  private interface Loop {
    void run(float[] x, float[] y, int n);
  }

  /** Returns the largest error, in units in the last place of the exact value. */
  private static double worst(Loop loop, DoubleUnaryOperator exact, double from, double to) {
    int n = 20_001;
    float[] x = new float[n];
    float[] y = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) (from + (to - from) * i / (n - 1));
    }
    loop.run(x, y, n);
    double worst = 0;
    for (int i = 0; i < n; i++) {
      double wanted = exact.applyAsDouble(x[i]);
      double error = Math.abs(y[i] - wanted) / Math.ulp((float) wanted);
      worst = Math.max(worst, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
    }
    return worst;
  }

  @Test
  void functionsAreExactToAFewUnitsInTheLastPlace() {
    assertThat(worst(Elementary::exp, Math::exp, -86, 88)).isLessThan(2);
    assertThat(worst(Elementary::exp, Math::exp, -1e-3, 1e-3)).isLessThan(1);
    assertThat(worst(Elementary::expOfNegative, Math::exp, -86, 0)).isLessThan(2);
    assertThat(worst(Elementary::expm1, Math::expm1, -20, 80)).isLessThan(10);
    assertThat(worst(Elementary::log, Math::log, 1e-3, 100)).isLessThan(1);
    assertThat(worst(Elementary::log1p, Math::log1p, -0.9, 100)).isLessThan(1);
    assertThat(
            worst(
                Elementary::softplus,
                x -> Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))),
                -80,
                80))
        .isLessThan(4);
    assertThat(worst(Elementary::erf, Erf::erf, -3.5, 3.5)).isLessThan(5);
    assertThat(
            worst(
                Elementary::sigmoidSlope,
                x -> Math.exp(-Math.abs(x)) / Math.pow(1 + Math.exp(-Math.abs(x)), 2),
                -10,
                10))
        .isLessThan(60);
    assertThat(worst(Elementary::sin, Math::sin, -40, 40)).isLessThan(1);
    assertThat(worst(Elementary::cos, Math::cos, -40, 40)).isLessThan(1);
    assertThat(worst(Elementary::atan, Math::atan, -40, 40)).isLessThan(1);
    assertThat(worst(Elementary::sinh, Math::sinh, -40, 40)).isLessThan(10);
    assertThat(worst(Elementary::cosh, Math::cosh, -40, 40)).isLessThan(4);
    assertThat(worst(Elementary::asinh, FastMath::asinh, -40, 40)).isLessThan(1);
    assertThat(worst(Elementary::asinh, FastMath::asinh, -1e-3, 1e-3)).isLessThan(1);
  }

  @Test
  void limitsAreExact() {
    float[] x = {
      -1e30f, -200, -87, 0, 89, 200, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN
    };
    float[] y = new float[x.length];
    Elementary.exp(x, y, x.length);
    float infinite = Float.POSITIVE_INFINITY;
    assertThat(y).containsExactly(0, 0, 0, 1, infinite, infinite, infinite, 0, Float.NaN);
    Elementary.expOfNegative(x, y, x.length);
    assertThat(y).containsExactly(0, 0, 0, 1, 1, 1, 1, 0, Float.NaN);
    Elementary.softplus(x, y, x.length);
    assertThat(y[0]).isZero();
    assertThat(y[5]).isEqualTo(200);
    assertThat(y[8]).isNaN();
    Elementary.asinh(new float[] {-3e38f, -0f}, y, 2);
    assertThat((double) y[0]).isCloseTo(-89.0, org.assertj.core.api.Assertions.within(0.5));
  }
}
