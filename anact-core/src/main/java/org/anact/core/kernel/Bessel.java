package org.anact.core.kernel;

/**
 * The modified Bessel functions I0 and I1 times exp(-|x|), which keeps them from overflow: in
 * double to its last digits, and as loops of floats.
 */
public final class Bessel {

  /** From here on, the three terms of the asymptotic series have all digits of a double. */
  private static final double FAR = 1e5;

  private static final double NEAR = 3.75;

  private Bessel() {}

  /** Returns exp(-|x|) I0(x). */
  public static double i0e(double x) {
    double v = Math.abs(x);
    return v > FAR
        ? (1 + (1 + 9 / (16 * v)) / (8 * v)) / Math.sqrt(2 * Math.PI * v)
        : mean(v, false);
  }

  /** Returns exp(-|x|) I1(x). */
  public static double i1e(double x) {
    return x * i1eRatio(x);
  }

  /** Returns exp(-|x|) I1(x) / x, which is 1/2 at 0. */
  public static double i1eRatio(double x) {
    double v = Math.abs(x);
    return v > FAR
        ? (1 - (3 + 15 / (16 * v)) / (8 * v)) / (v * Math.sqrt(2 * Math.PI * v))
        : mean(v, true);
  }

  /**
   * The mean of exp(v (cos t - 1)), or of that times sin(t)^2, over a half circle: by the
   * trapezoidal rule, whose error is about I_2m(v) for m points (Trefethen and Weideman, SIAM
   * Review 56, 2014).
   */
  private static double mean(double v, boolean timesSquare) {
    int points = 20 + (int) Math.sqrt(20 * v);
    double sum = 0;
    for (int k = 0; k < points; k++) {
      double t = (k + 0.5) * Math.PI / points;
      double sine = Math.sin(0.5 * t);
      double share = Math.exp(-2 * v * sine * sine);
      sum += timesSquare ? share * Math.sin(t) * Math.sin(t) : share;
    }
    return sum / points;
  }

  // Polynomials of Allen (1956), in Abramowitz and Stegun 9.8.1 to 9.8.4: to 6e-7 of the result.

  /** y = exp(-|x|) I0(x); not vectorized. */
  static void i0e(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      double v = Math.abs(x[i]);
      if (v < NEAR) {
        double t = v * v / (NEAR * NEAR);
        double p = 0.0360768 + t * 0.0045813;
        p = 1.2067492 + t * (0.2659732 + t * p);
        p = 1 + t * (3.5156229 + t * (3.0899424 + t * p));
        y[i] = (float) (p * Math.exp(-v));
      } else {
        double t = NEAR / v;
        double p = 0.02635537 + t * (-0.01647633 + t * 0.00392377);
        p = -0.00157565 + t * (0.00916281 + t * (-0.02057706 + t * p));
        p = 0.39894228 + t * (0.01328592 + t * (0.00225319 + t * p));
        y[i] = (float) (p / Math.sqrt(v));
      }
    }
  }

  /** y = exp(-|x|) I1(x); not vectorized. */
  static void i1e(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) (x[i] * ratio(x[i]));
    }
  }

  /** y = exp(-|x|) I1(x) / x; not vectorized. */
  static void i1eRatio(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) ratio(x[i]);
    }
  }

  private static double ratio(double x) {
    double v = Math.abs(x);
    if (v < NEAR) {
      double t = v * v / (NEAR * NEAR);
      double p = 0.00301532 + t * 0.00032411;
      p = 0.15084934 + t * (0.02658733 + t * p);
      p = 0.5 + t * (0.87890594 + t * (0.51498869 + t * p));
      return p * Math.exp(-v);
    }
    double t = NEAR / v;
    double p = -0.02895312 + t * (0.01787654 - t * 0.00420059);
    p = 0.00163801 + t * (-0.01031555 + t * (0.02282967 + t * p));
    p = 0.39894228 + t * (-0.03988024 + t * (-0.00362018 + t * p));
    return p / (v * Math.sqrt(v));
  }
}
