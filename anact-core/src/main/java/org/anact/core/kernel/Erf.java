package org.anact.core.kernel;

/**
 * The error function and the standard normal distribution function by a rational function without
 * branches, so that the JIT compiler can vectorize the loops.
 *
 * <p>erf(v) is an odd numerator of degree 13 over an even denominator of degree 8, fitted on [-4,
 * 4]; the fit is the one that Eigen uses for floats. Phi(x) = (1 + erf(x / sqrt(2))) / 2.
 */
final class Erf {

  /** Beyond it, erf rounds to one. */
  private static final float END = 4f;

  private static final float SQRT_HALF = 0.70710677f;

  private static final float A1 = -0.016096033f;
  private static final float A3 = -0.0029546f;
  private static final float A5 = -7.3499064e-4f;
  private static final float A7 = -5.6925062e-5f;
  private static final float A9 = -2.101024e-6f;
  private static final float A11 = 2.7706815e-8f;
  private static final float A13 = -2.7261424e-10f;
  private static final float B0 = -0.014264739f;
  private static final float B2 = -0.0073733293f;
  private static final float B4 = -0.001682827f;
  private static final float B6 = -2.1337405e-4f;
  private static final float B8 = -1.45660715e-5f;

  private Erf() {}

  /** p = Phi(x). */
  static void normalDistribution(float[] x, float[] p, int n) {
    for (int i = 0; i < n; i++) {
      // In the tails the fit rounds to a unit beyond zero and one.
      p[i] = Math.max(0f, Math.min(1f, Math.fma(0.5f, fit(x[i] * SQRT_HALF), 0.5f)));
    }
  }

  /** y = erf(x). */
  static void erf(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.max(-1f, Math.min(1f, fit(x[i])));
    }
  }

  private static float fit(float x) {
    float v = Math.max(-END, Math.min(END, x));
    float q = v * v;
    float a = Math.fma(q, A13, A11);
    a = Math.fma(q, a, A9);
    a = Math.fma(q, a, A7);
    a = Math.fma(q, a, A5);
    a = Math.fma(q, a, A3);
    a = Math.fma(q, a, A1);
    float b = Math.fma(q, B8, B6);
    b = Math.fma(q, b, B4);
    b = Math.fma(q, b, B2);
    b = Math.fma(q, b, B0);
    return v * a / b;
  }
}
