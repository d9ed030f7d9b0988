package org.anact.core.kernel;

/**
 * All elementary functions that formulas have, over arrays of floats: loops without branches or
 * tables that the JIT compiler vectorizes where a comment does not say otherwise. The result may
 * take the place of the argument; a NaN stays a NaN.
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

  /** k = x / ln(2), rounded to a whole number, of an x that is brought to where exp is a float. */
  private static void wholePowers(float[] x, float[] k, float end, int n) {
    for (int i = 0; i < n; i++) {
      float v = Math.max(EXP_START, Math.min(end, x[i]));
      k[i] = Math.fma(v, LOG2_E, ROUNDING) - ROUNDING;
    }
  }

  /**
   * y = exp(x - k ln(2)) 2^-125, and 0 for an x that is too small; the polynomial is a minimax one,
   * that of the Cephes library.
   */
  private static void rest(float[] x, float[] k, float[] y, float end, int n) {
    for (int i = 0; i < n; i++) {
      float v = Math.max(EXP_START, Math.min(end, x[i]));
      float r = Math.fma(-LN2_LOW, k[i], Math.fma(-LN2_HIGH, k[i], v));
      float p = Math.fma(1.9875691e-4f, r, 1.3981999e-3f);
      p = Math.fma(p, r, 8.333452e-3f);
      p = Math.fma(p, r, 4.1665796e-2f);
      p = Math.fma(p, r, 0.16666666f);
      p = Math.fma(p, r, 0.5f);
      float inside = Math.min(1f, Math.max(0f, x[i] - EXP_START) * Float.MAX_VALUE);
      y[i] = Math.fma(p, r * r, r + 1f) * (inside * LEAST_POWER);
    }
  }

  /** 1 if k, a whole number, is at least {@code power}, else 0. */
  private static float has(float k, float power) {
    return Math.max(0f, Math.min(1f, k - (power - 1f)));
  }

  /** Takes 64 from every k that has as much, and multiplies y with 2^64 there. */
  private static void scaleBy64(float[] k, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.fma(y[i] * has(k[i], 64f), 1.8446744e19f, y[i]);
    }
    for (int i = 0; i < n; i++) {
      k[i] = Math.fma(-64f, has(k[i], 64f), k[i]);
    }
  }

  /** y = y 2^k for a whole k from 0 to 63, by a factor for each binary digit of k. */
  private static void scale(float[] k, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      float left = k[i];
      float s = y[i];
      float digit = has(left, 32f);
      left = Math.fma(-32f, digit, left);
      s = Math.fma(s * digit, 4.2949673e9f, s);
      digit = has(left, 16f);
      left = Math.fma(-16f, digit, left);
      s = Math.fma(s * digit, 65535f, s);
      digit = has(left, 8f);
      left = Math.fma(-8f, digit, left);
      s = Math.fma(s * digit, 255f, s);
      digit = has(left, 4f);
      left = Math.fma(-4f, digit, left);
      s = Math.fma(s * digit, 15f, s);
      digit = has(left, 2f);
      left = Math.fma(-2f, digit, left);
      s = Math.fma(s * digit, 3f, s);
      y[i] = Math.fma(s, left, s);
    }
  }

  /**
   * y = exp(min(x, end)). The JIT compiler vectorizes no conversion between floats and their bits,
   * so that the power of two is a product; and no loop as long as all of this together, so that
   * there are several.
   *
   * @param sixtyFours how often 64 goes into the largest power, 2^-125 being the zeroth
   */
  private static void exp(float[] x, float[] y, float end, int sixtyFours, int n) {
    float[] k = new float[n];
    wholePowers(x, k, end, n);
    rest(x, k, y, end, n);
    for (int i = 0; i < n; i++) {
      k[i] += LEAST;
    }
    for (int i = 0; i < sixtyFours; i++) {
      scaleBy64(k, y, n);
    }
    scale(k, y, n);
  }

  /** y = exp(x), within 2 units in the last place; infinity from 88.73 on, 0 below -86.6. */
  public static void exp(float[] x, float[] y, int n) {
    exp(x, y, EXP_END, 3, n);
  }

  /** y = exp(min(x, 0)), within 2 units in the last place; 0 below -86.6. */
  public static void expOfNegative(float[] x, float[] y, int n) {
    exp(x, y, 0f, 1, n);
  }

  /** Returns exp(-|x|). */
  private static float[] expOfNegativeSize(float[] x, int n) {
    float[] e = new float[n];
    for (int i = 0; i < n; i++) {
      e[i] = -Math.abs(x[i]);
    }
    expOfNegative(e, e, n);
    return e;
  }

  /** Returns exp(|x|). */
  private static float[] expOfSize(float[] x, int n) {
    float[] e = new float[n];
    for (int i = 0; i < n; i++) {
      e[i] = Math.abs(x[i]);
    }
    exp(e, e, n);
    return e;
  }

  /** y = exp(x) - 1, within 10 units in the last place: (1 - exp(-x)) exp(x) above 0. */
  public static void expm1(float[] x, float[] y, int n) {
    float[] e = expOfSize(x, n);
    for (int i = 0; i < n; i++) {
      float below = Tanh.expm1OfNegative(-Math.abs(x[i]));
      float above = Math.min(1f, Math.max(0f, x[i]) * Float.MAX_VALUE);
      y[i] = below * (1f - above - Math.min(above * Float.MAX_VALUE, e[i]));
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

  /**
   * y = e / (1 + e)^2 with e = exp(-|x|). As an eighth power e keeps its digits where it is small;
   * what is left of the error is 3e-6 of y at |x| = 10.
   */
  public static void sigmoidSlope(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      float root = Tanh.expm1OfNegative(-0.125f * Math.abs(x[i])) + 1f;
      float square = root * root;
      float fourth = square * square;
      float e = fourth * fourth;
      y[i] = e / ((1f + e) * (1f + e));
    }
  }

  /** y = ln(1 + exp(x)) = max(0, x) + ln(1 + exp(-|x|)), within 3 units in the last place. */
  public static void softplus(float[] x, float[] y, int n) {
    float[] e = expOfNegativeSize(x, n);
    for (int i = 0; i < n; i++) {
      y[i] = log1pOfFraction(e[i]) + Math.max(0f, x[i]);
    }
  }

  /** y = ln(1 + x) for x from 0 to 1, within 3 units in the last place. */
  public static void log1pOfFraction(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = log1pOfFraction(x[i]);
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

  /** y = exp(-|x|) I0(x), to 6e-7 of it. */
  public static void i0e(float[] x, float[] y, int n) {
    Bessel.i0e(x, y, n);
  }

  /** y = exp(-|x|) I1(x), to 6e-7 of it. */
  public static void i1e(float[] x, float[] y, int n) {
    Bessel.i1e(x, y, n);
  }

  /** y = exp(-|x|) I1(x) / x, to 6e-7 of it. */
  public static void i1eRatio(float[] x, float[] y, int n) {
    Bessel.i1eRatio(x, y, n);
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

  /** y = sinh(x) = sign(x) exp(|x|) (1 - exp(-2 |x|)) / 2, within 10 units in the last place. */
  public static void sinh(float[] x, float[] y, int n) {
    float[] e = expOfSize(x, n);
    for (int i = 0; i < n; i++) {
      float half = -0.5f * Tanh.expm1OfNegative(-2f * Math.abs(x[i]));
      float sign = Math.max(-1f, Math.min(1f, x[i] * Float.MAX_VALUE));
      y[i] = sign * half * e[i];
    }
  }

  /** y = cosh(x), within 4 units in the last place. */
  public static void cosh(float[] x, float[] y, int n) {
    float[] e = expOfSize(x, n);
    for (int i = 0; i < n; i++) {
      y[i] = 0.5f * (e[i] + 1f / e[i]);
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
