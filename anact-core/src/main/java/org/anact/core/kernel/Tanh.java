package org.anact.core.kernel;

/**
 * tanh and what follows from it, by one rational function without branches or tables, so that the
 * JIT compiler can vectorize the loops.
 *
 * <p>The function is the continued fraction of tanh, cut and fitted on [-9, 9] with an odd
 * numerator of degree 13 and an even denominator of degree 6; the fit is the one that Eigen uses
 * (its {@code ptanh_float}). From t = tanh(x / 2): sigmoid(x) = (1 + t) / 2 and exp(x) = (1 + t) /
 * (1 - t). Over all floats tanh and exp(x) - 1 are off by less than 5 units in the last place,
 * sigmoid by less than 3 of those of one half, and all three are exact at their limits.
 */
final class Tanh {

  /**
   * The least argument at which the fit, rounded as it is here, is exactly one; no lesser one gives
   * more. Were it less than one, x sigmoid(x) would grow with |x| where it should vanish.
   */
  static final float END = 7.9988117f;

  private static final float A1 = 4.8935246e-3f;
  private static final float A3 = 6.3726195e-4f;
  private static final float A5 = 1.48572235e-5f;
  private static final float A7 = 5.1222973e-8f;
  private static final float A9 = -8.604672e-11f;
  private static final float A11 = 2.000188e-13f;
  private static final float A13 = -2.7607684e-16f;
  private static final float B0 = 4.893525e-3f;
  private static final float B2 = 2.2684347e-3f;
  private static final float B4 = 1.1853471e-4f;
  private static final float B6 = 1.1982584e-6f;

  private Tanh() {}

  /** Of tanh(v) / v, in the square of v. */
  private static float numerator(float q) {
    float p = Math.fma(q, A13, A11);
    p = Math.fma(q, p, A9);
    p = Math.fma(q, p, A7);
    p = Math.fma(q, p, A5);
    p = Math.fma(q, p, A3);
    return Math.fma(q, p, A1);
  }

  /** Of tanh(v) / v, in the square of v. */
  private static float denominator(float q) {
    float d = Math.fma(q, B6, B4);
    d = Math.fma(q, d, B2);
    return Math.fma(q, d, B0);
  }

  /** t = tanh(x). */
  static void tanh(float[] x, float[] t, int n) {
    for (int i = 0; i < n; i++) {
      float v = Math.max(-END, Math.min(END, x[i]));
      float q = v * v;
      float p = numerator(q);
      float d = denominator(q);
      t[i] = v * p / d;
    }
  }

  /** s = 1 / (1 + exp(-x)). */
  static void sigmoid(float[] x, float[] s, int n) {
    for (int i = 0; i < n; i++) {
      float v = Math.max(-2 * END, Math.min(2 * END, x[i])) * 0.5f;
      float q = v * v;
      float p = numerator(q);
      float d = denominator(q);
      s[i] = Math.fma(0.5f, v * p / d, 0.5f);
    }
  }

  /**
   * f = x sigmoid(x) = (x + |x| tanh(|x| / 2)) / 2, in one loop and with one bound, which is what
   * takes the time.
   */
  static void swish(float[] x, float[] f, int n) {
    for (int i = 0; i < n; i++) {
      float size = Math.abs(x[i]);
      float v = Math.min(END, 0.5f * size);
      float q = v * v;
      float p = numerator(q);
      float d = denominator(q);
      f[i] = 0.5f * Math.fma(size, v * p / d, x[i]);
    }
  }

  /** e = exp(min(x, 0)) - 1, exact to 5 units of its own last place however small it is. */
  static void expm1OfNegative(float[] x, float[] e, int n) {
    for (int i = 0; i < n; i++) {
      e[i] = expm1OfNegative(x[i]);
    }
  }

  /** Returns exp(min(x, 0)) - 1. */
  static float expm1OfNegative(float x) {
    float v = Math.max(-2 * END, Math.min(0f, x)) * 0.5f;
    float q = v * v;
    float p = numerator(q) * v;
    float d = denominator(q);
    return 2f * p / (d - p);
  }
}
