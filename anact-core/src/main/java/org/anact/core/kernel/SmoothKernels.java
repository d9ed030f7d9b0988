package org.anact.core.kernel;

/**
 * Smooth activations as loops over floats that the JIT compiler vectorizes, beside those of {@link
 * ActivationKernels}. A gate of x ends exactly at 0 and 1, so that what should vanish does.
 */
public enum SmoothKernels implements ActivationKernel {
  /** ln(1 + exp(x)). */
  SOFTPLUS {
    @Override
    public void value(float[] x, float[] f, int n) {
      Elementary.softplus(x, f, n);
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      Elementary.softplus(x, f, n);
      Tanh.sigmoid(x, slope, n);
    }
  },

  /** ln(sigmoid(x)). */
  LOG_SIGMOID {
    @Override
    public void value(float[] x, float[] f, int n) {
      negate(x, f, n);
      Elementary.softplus(f, f, n);
      negate(f, f, n);
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      negate(x, f, n);
      Tanh.sigmoid(f, slope, n);
      Elementary.softplus(f, f, n);
      negate(f, f, n);
    }
  },

  /** x - tanh(x). */
  TANH_SHRINK {
    @Override
    public void value(float[] x, float[] f, int n) {
      Tanh.tanh(x, f, n);
      for (int i = 0; i < n; i++) {
        f[i] = x[i] - f[i];
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      Tanh.tanh(x, f, n);
      for (int i = 0; i < n; i++) {
        slope[i] = f[i] * f[i];
      }
      for (int i = 0; i < n; i++) {
        f[i] = x[i] - f[i];
      }
    }
  },

  /** (x + sqrt(x^2 + 4)) / 2, which times its value at -x is 1. */
  SQUARE_PLUS {
    @Override
    public void value(float[] x, float[] f, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = Math.max(0f, x[i]) + 2f / (Math.abs(x[i]) + root(x[i]));
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      value(x, f, n);
      for (int i = 0; i < n; i++) {
        slope[i] = f[i] / root(x[i]);
      }
    }

    private static float root(float x) {
      return (float) Math.sqrt(Math.fma(x, x, 4f));
    }
  },

  /** x erf(s) with s = ln(1 + exp(x)). */
  SERF {
    @Override
    public void value(float[] x, float[] f, int n) {
      Elementary.softplus(x, f, n);
      Erf.erf(f, f, n);
      multiply(x, f, n);
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      Elementary.softplus(x, slope, n);
      for (int i = 0; i < n; i++) {
        f[i] = -slope[i] * slope[i];
      }
      Elementary.expOfNegative(f, f, n);
      // sigmoid(x) = 1 - exp(-s).
      for (int i = 0; i < n; i++) {
        f[i] *= x[i] * -ERF_SLOPE_AT_ZERO * Tanh.expm1OfNegative(-slope[i]);
      }
      Erf.erf(slope, slope, n);
      for (int i = 0; i < n; i++) {
        float gate = slope[i];
        slope[i] = gate + f[i];
        f[i] = x[i] * gate;
      }
    }
  },

  /** x ln(1 + s) with s = sigmoid(x). */
  LOGISH {
    @Override
    public void value(float[] x, float[] f, int n) {
      Tanh.sigmoid(x, f, n);
      for (int i = 0; i < n; i++) {
        f[i] = x[i] * Elementary.log1pOfFraction(f[i]);
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      Tanh.sigmoid(x, f, n);
      Elementary.sigmoidSlope(x, slope, n);
      for (int i = 0; i < n; i++) {
        float gate = Elementary.log1pOfFraction(f[i]);
        slope[i] = Math.fma(x[i], slope[i] / (1f + f[i]), gate);
        f[i] = x[i] * gate;
      }
    }
  },

  /** x tanh(ln(1 + s)) with s = sigmoid(x), where tanh(ln(w)) = (w^2 - 1) / (w^2 + 1). */
  SMISH {
    @Override
    public void value(float[] x, float[] f, int n) {
      Tanh.sigmoid(x, f, n);
      for (int i = 0; i < n; i++) {
        f[i] = x[i] * gate(f[i]);
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      Tanh.sigmoid(x, f, n);
      Elementary.sigmoidSlope(x, slope, n);
      for (int i = 0; i < n; i++) {
        float gate = gate(f[i]);
        float inner = slope[i] / (1f + f[i]);
        slope[i] = Math.fma(x[i] * inner, Math.fma(-gate, gate, 1f), gate);
        f[i] = x[i] * gate;
      }
    }

    private static float gate(float sigmoid) {
      float excess = sigmoid * (2f + sigmoid);
      return excess / (excess + 2f);
    }
  },

  /** x tanh(exp(x)). */
  TANH_EXP {
    @Override
    public void value(float[] x, float[] f, int n) {
      Elementary.exp(x, f, n);
      Tanh.tanh(f, f, n);
      multiply(x, f, n);
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      // From 4 on the slope of the gate is 0, and must not be zero times infinity.
      for (int i = 0; i < n; i++) {
        f[i] = Math.min(4f, x[i]);
      }
      Elementary.exp(f, f, n);
      // 1 - tanh(e)^2 = 4 sigmoid'(2 e).
      for (int i = 0; i < n; i++) {
        slope[i] = 2f * f[i];
      }
      Elementary.sigmoidSlope(slope, slope, n);
      for (int i = 0; i < n; i++) {
        slope[i] *= 4f * x[i] * f[i];
      }
      Tanh.tanh(f, f, n);
      for (int i = 0; i < n; i++) {
        slope[i] += f[i];
      }
      multiply(x, f, n);
    }
  };

  private static final float ERF_SLOPE_AT_ZERO = 1.1283792f;

  private static void negate(float[] x, float[] f, int n) {
    for (int i = 0; i < n; i++) {
      f[i] = -x[i];
    }
  }

  private static void multiply(float[] x, float[] f, int n) {
    for (int i = 0; i < n; i++) {
      f[i] *= x[i];
    }
  }
}
