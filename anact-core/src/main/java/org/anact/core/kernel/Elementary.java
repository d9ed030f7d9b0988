package org.anact.core.kernel;

/**
 * Elementary functions over arrays of floats, as loops without branches or tables that the JIT
 * compiler vectorizes where a comment does not say otherwise. The result may take the place of the
 * argument; a NaN stays a NaN.
 */
public final class Elementary {

  private static final float LOG2_E = 1.442695f;
  private static final float LN2_HIGH = 0.6933594f;
  private static final float LN2_LOW = -2.1219444e-4f;

  /** A float that, added and subtracted again, leaves the nearest whole number. */
  private static final float ROUNDING = 12582912f;

  /** The least power of two that the scaling begins with. */
  private static final float LEAST = 125f;

  private static final float LEAST_POWER = 2.3509887e-38f;

  /** Below it exp(x) is less than any float that has all its digits, and taken as zero. */
  private static final float EXP_START = -86.6f;

  /** Above it exp(x) is more than the largest float. */
  private static final float EXP_END = 89f;

  private static final float DENSITY_AT_ZERO = 0.3989423f;

  private Elementary() {}

  /**
   * exp(r) for |r| up to ln(2) / 2, times 2^-125; a minimax polynomial, that of the Cephes library.
   */
  private static float scaledExp(float r) {
    float p = Math.fma(1.9875691e-4f, r, 1.3981999e-3f);
    p = Math.fma(p, r, 8.333452e-3f);
    p = Math.fma(p, r, 4.1665796e-2f);
    p = Math.fma(p, r, 0.16666666f);
    p = Math.fma(p, r, 0.5f);
    return Math.fma(p, r * r, r + 1f) * LEAST_POWER;
  }

  /** 1 if k, a whole number, is at least {@code power}, else 0. */
  private static float has(float k, float power) {
    return Math.max(0f, Math.min(1f, k - (power - 1f)));
  }

  /**
   * s 2^k for a whole k from 0 to 63. The JIT compiler vectorizes no conversion between floats and
   * their bits, so the power is a product, one factor for each binary digit of k.
   */
  private static float scale(float s, float k) {
    float digit = has(k, 32f);
    k = Math.fma(-32f, digit, k);
    s = Math.fma(s * digit, 4.2949673e9f, s);
    digit = has(k, 16f);
    k = Math.fma(-16f, digit, k);
    s = Math.fma(s * digit, 65535f, s);
    digit = has(k, 8f);
    k = Math.fma(-8f, digit, k);
    s = Math.fma(s * digit, 255f, s);
    digit = has(k, 4f);
    k = Math.fma(-4f, digit, k);
    s = Math.fma(s * digit, 15f, s);
    digit = has(k, 2f);
    k = Math.fma(-2f, digit, k);
    s = Math.fma(s * digit, 3f, s);
    return Math.fma(s, k, s);
  }

  /** y = exp(x), within 2 units in the last place; infinity from 88.73 on, 0 below -86.6. */
  public static void exp(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      float v = Math.max(EXP_START, Math.min(EXP_END, x[i]));
      float k = Math.fma(v, LOG2_E, ROUNDING) - ROUNDING;
      float s = scaledExp(Math.fma(-LN2_LOW, k, Math.fma(-LN2_HIGH, k, v)));
      k += LEAST;
      float digit = has(k, 64f);
      k = Math.fma(-64f, digit, k);
      s = Math.fma(s * digit, 1.8446744e19f, s);
      digit = has(k, 64f);
      k = Math.fma(-64f, digit, k);
      s = Math.fma(s * digit, 1.8446744e19f, s);
      digit = has(k, 64f);
      k = Math.fma(-64f, digit, k);
      s = Math.fma(s * digit, 1.8446744e19f, s);
      float inside = Math.min(1f, Math.max(0f, x[i] - EXP_START) * Float.MAX_VALUE);
      y[i] = scale(s, k) * inside;
    }
  }

  /** y = exp(min(x, 0)), within 2 units in the last place; 0 below -86.6. */
  public static void expOfNegative(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = expOfNegative(x[i]);
    }
  }

  private static float expOfNegative(float x) {
    float v = Math.max(EXP_START, Math.min(0f, x));
    float k = Math.fma(v, LOG2_E, ROUNDING) - ROUNDING;
    float s = scaledExp(Math.fma(-LN2_LOW, k, Math.fma(-LN2_HIGH, k, v)));
    k += LEAST;
    float digit = has(k, 64f);
    k = Math.fma(-64f, digit, k);
    s = Math.fma(s * digit, 1.8446744e19f, s);
    float inside = Math.min(1f, Math.max(0f, x - EXP_START) * Float.MAX_VALUE);
    return scale(s, k) * inside;
  }

  /** y = exp(x) - 1. */
  public static void expm1(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) Math.expm1(x[i]);
    }
  }

  /** y = exp(min(x, 0)) - 1. */
  public static void expm1OfNegative(float[] x, float[] y, int n) {
    Tanh.expm1OfNegative(x, y, n);
  }

  /** y = ln(x); not vectorized. */
  public static void log(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) Math.log(x[i]);
    }
  }

  /** y = ln(1 + x); not vectorized. */
  public static void log1p(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) Math.log1p(x[i]);
    }
  }

  /** y = tanh(x). */
  public static void tanh(float[] x, float[] y, int n) {
    Tanh.tanh(x, y, n);
  }

  /** y = 1 / (1 + exp(-x)). */
  public static void sigmoid(float[] x, float[] y, int n) {
    Tanh.sigmoid(x, y, n);
  }

  /** y = exp(x) / (1 + exp(x))^2, within 4 units in the last place. */
  public static void sigmoidSlope(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      float e = expOfNegative(-Math.abs(x[i]));
      float s = 1f / (1f + e);
      y[i] = e * s * s;
    }
  }

  /** y = ln(1 + exp(x)) = max(0, x) + ln(1 + exp(-|x|)), within 3 units in the last place. */
  public static void softplus(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      float e = expOfNegative(-Math.abs(x[i]));
      y[i] = log1pOfFraction(e) + Math.max(0f, x[i]);
    }
  }

  /** Returns ln(1 + e) = 2 artanh(e / (2 + e)), for e from 0 to 1. */
  static float log1pOfFraction(float e) {
    float s = e / (2f + e);
    float q = s * s;
    float p = Math.fma(q, 2f / 15f, 2f / 13f);
    p = Math.fma(q, p, 2f / 11f);
    p = Math.fma(q, p, 2f / 9f);
    p = Math.fma(q, p, 2f / 7f);
    p = Math.fma(q, p, 2f / 5f);
    p = Math.fma(q, p, 2f / 3f);
    return Math.fma(s * q, p, 2f * s);
  }

  /** y = erf(x). */
  public static void erf(float[] x, float[] y, int n) {
    Erf.erf(x, y, n);
  }

  /** y = Phi(x), the standard normal distribution function. */
  public static void normalCdf(float[] x, float[] y, int n) {
    Erf.normalDistribution(x, y, n);
  }

  /** y = exp(-x^2 / 2) / sqrt(2 pi), exact to a rounding unit of its largest value. */
  public static void normalPdf(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = DENSITY_AT_ZERO * (Tanh.expm1OfNegative(-0.5f * x[i] * x[i]) + 1f);
    }
  }

  /** y = sin(x); not vectorized. */
  public static void sin(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) Math.sin(x[i]);
    }
  }

  /** y = cos(x); not vectorized. */
  public static void cos(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) Math.cos(x[i]);
    }
  }

  /** y = arctan(x); not vectorized. */
  public static void atan(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) Math.atan(x[i]);
    }
  }

  /** y = sinh(x); not vectorized. */
  public static void sinh(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) Math.sinh(x[i]);
    }
  }

  /** y = cosh(x); not vectorized. */
  public static void cosh(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) Math.cosh(x[i]);
    }
  }

  /** y = arsinh(x); not vectorized. */
  public static void asinh(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      double size = Math.abs((double) x[i]);
      double value = Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
      y[i] = (float) Math.copySign(value, x[i]);
    }
  }
}
