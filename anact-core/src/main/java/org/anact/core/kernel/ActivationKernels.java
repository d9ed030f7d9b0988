package org.anact.core.kernel;

/**
 * The activations of the suite as loops over floats, an entry each. A step at a kink is computed
 * without a branch, which the JIT compiler could not vectorize: step(x) = min(1, x times the
 * largest float), which is 1 from x = 2.9e-39 on and a fraction between 0 and there.
 */
public enum ActivationKernels implements ActivationKernel {
  /** x. */
  IDENTITY {
    @Override
    public void value(float[] x, float[] f, int n) {
      System.arraycopy(x, 0, f, 0, n);
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      System.arraycopy(x, 0, f, 0, n);
      java.util.Arrays.fill(slope, 0, n, 1f);
    }
  },

  /** max(0, x). */
  RELU {
    @Override
    public void value(float[] x, float[] f, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = Math.max(0f, x[i]);
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = Math.max(0f, x[i]);
      }
      for (int i = 0; i < n; i++) {
        slope[i] = Math.min(1f, f[i] * Float.MAX_VALUE);
      }
    }
  },

  /** max(0.01 x, x). */
  LEAKY_RELU {
    @Override
    public void value(float[] x, float[] f, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = Math.max(LEAK * x[i], x[i]);
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      value(x, f, n);
      for (int i = 0; i < n; i++) {
        slope[i] = Math.max(LEAK, Math.min(1f, x[i] * Float.MAX_VALUE));
      }
    }
  },

  /** min(max(0, x), 6). */
  RELU6 {
    @Override
    public void value(float[] x, float[] f, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = Math.min(6f, Math.max(0f, x[i]));
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      value(x, f, n);
      for (int i = 0; i < n; i++) {
        slope[i] =
            Math.min(1f, f[i] * Float.MAX_VALUE) * Math.min(1f, (6f - f[i]) * Float.MAX_VALUE);
      }
    }
  },

  /** x if x is above 0, else exp(x) - 1. */
  ELU {
    @Override
    public void value(float[] x, float[] f, int n) {
      elu(x, f, 1f, 1f, n);
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      eluAndSlope(x, f, slope, 1f, 1f, n);
    }
  },

  /** 1.0507 times (x if x is above 0, else 1.6733 (exp(x) - 1)). */
  SELU {
    @Override
    public void value(float[] x, float[] f, int n) {
      elu(x, f, SELU_SCALE, SELU_ALPHA, n);
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      eluAndSlope(x, f, slope, SELU_SCALE, SELU_ALPHA, n);
    }
  },

  /** x sigmoid(x). */
  SWISH {
    @Override
    public void value(float[] x, float[] f, int n) {
      Tanh.swish(x, f, n);
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      Tanh.sigmoid(x, slope, n);
      for (int i = 0; i < n; i++) {
        f[i] = x[i] * slope[i];
      }
      for (int i = 0; i < n; i++) {
        slope[i] = Math.fma(f[i], 1f - slope[i], slope[i]);
      }
    }
  },

  /** x tanh(ln(1 + exp(x))). */
  MISH {
    @Override
    public void value(float[] x, float[] f, int n) {
      Tanh.sigmoid(x, f, n);
      for (int i = 0; i < n; i++) {
        float a = f[i] * (2f - f[i]);
        float b = 1f - f[i];
        f[i] = x[i] * (a / Math.fma(2f * b, b, a));
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      Tanh.sigmoid(x, slope, n);
      for (int i = 0; i < n; i++) {
        float a = slope[i] * (2f - slope[i]);
        float b = 1f - slope[i];
        f[i] = a / Math.fma(2f * b, b, a);
      }
      for (int i = 0; i < n; i++) {
        slope[i] = Math.fma(x[i] * slope[i], Math.fma(-f[i], f[i], 1f), f[i]);
      }
      for (int i = 0; i < n; i++) {
        f[i] *= x[i];
      }
    }
  },

  /** x Phi(x). */
  GELU {
    @Override
    public void value(float[] x, float[] f, int n) {
      Erf.normalDistribution(x, f, n);
      for (int i = 0; i < n; i++) {
        f[i] *= x[i];
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = -0.5f * x[i] * x[i];
      }
      Tanh.expm1OfNegative(f, slope, n);
      Erf.normalDistribution(x, f, n);
      for (int i = 0; i < n; i++) {
        slope[i] = Math.fma(x[i] * DENSITY_AT_ZERO, slope[i] + 1f, f[i]);
      }
      for (int i = 0; i < n; i++) {
        f[i] *= x[i];
      }
    }
  },

  /** x sigmoid(2 u) with u = sqrt(2/pi) (x + 0.044715 x^3). */
  GELU_TANH {
    @Override
    public void value(float[] x, float[] f, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = x[i] * Math.fma(GELU_CUBIC * x[i], x[i], GELU_LINEAR);
      }
      Tanh.sigmoid(f, f, n);
      for (int i = 0; i < n; i++) {
        f[i] *= x[i];
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = x[i] * Math.fma(GELU_CUBIC * x[i], x[i], GELU_LINEAR);
      }
      // s (1 - s) = e / (1 + e)^2 with e = exp(-|2 u|). Near one, 1 - s itself would lose its
      // digits, and so would e, if it were not an eighth power.
      for (int i = 0; i < n; i++) {
        slope[i] = -0.125f * Math.abs(f[i]);
      }
      Tanh.expm1OfNegative(slope, slope, n);
      Tanh.sigmoid(f, f, n);
      for (int i = 0; i < n; i++) {
        float root = slope[i] + 1f;
        float square = root * root;
        float fourth = square * square;
        float e = fourth * fourth;
        // Beyond its end the term is zero, and must not be zero times infinity.
        float near = Math.max(-GELU_END, Math.min(GELU_END, x[i]));
        float inner = Math.fma(3f * GELU_CUBIC * near, near, GELU_LINEAR);
        slope[i] = Math.fma(near * inner, e / ((1f + e) * (1f + e)), f[i]);
      }
      for (int i = 0; i < n; i++) {
        f[i] *= x[i];
      }
    }
  },

  /** tanh(x). */
  TANH {
    @Override
    public void value(float[] x, float[] f, int n) {
      Tanh.tanh(x, f, n);
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      Tanh.tanh(x, f, n);
      for (int i = 0; i < n; i++) {
        slope[i] = Math.fma(-f[i], f[i], 1f);
      }
    }
  },

  /** min(max(-1, x), 1). */
  HARD_TANH {
    @Override
    public void value(float[] x, float[] f, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = Math.min(1f, Math.max(-1f, x[i]));
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      value(x, f, n);
      for (int i = 0; i < n; i++) {
        slope[i] = Math.min(1f, (1f - Math.abs(f[i])) * Float.MAX_VALUE);
      }
    }
  },

  /** 1 / (1 + exp(-x)). */
  SIGMOID {
    @Override
    public void value(float[] x, float[] f, int n) {
      Tanh.sigmoid(x, f, n);
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      Tanh.sigmoid(x, f, n);
      for (int i = 0; i < n; i++) {
        slope[i] = f[i] * (1f - f[i]);
      }
    }
  },

  /** x / (1 + |x|). */
  SOFTSIGN {
    @Override
    public void value(float[] x, float[] f, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = x[i] / (1f + Math.abs(x[i]));
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      for (int i = 0; i < n; i++) {
        slope[i] = 1f / (1f + Math.abs(x[i]));
      }
      for (int i = 0; i < n; i++) {
        f[i] = x[i] * slope[i];
      }
      for (int i = 0; i < n; i++) {
        slope[i] *= slope[i];
      }
    }
  };

  private static final float LEAK = 0.01f;
  private static final float SELU_SCALE = 1.050701f;
  private static final float SELU_ALPHA = 1.6732632f;
  private static final float DENSITY_AT_ZERO = 0.3989423f;
  private static final float GELU_LINEAR = 1.5957692f;
  private static final float GELU_END = 8f;
  private static final float GELU_CUBIC = 0.071354814f;

  private static void elu(float[] x, float[] f, float scale, float alpha, int n) {
    Tanh.expm1OfNegative(x, f, n);
    for (int i = 0; i < n; i++) {
      f[i] = scale * Math.fma(alpha, f[i], Math.max(0f, x[i]));
    }
  }

  private static void eluAndSlope(
      float[] x, float[] f, float[] slope, float scale, float alpha, int n) {
    Tanh.expm1OfNegative(x, f, n);
    for (int i = 0; i < n; i++) {
      float step = Math.min(1f, Math.max(0f, x[i]) * Float.MAX_VALUE);
      slope[i] = scale * Math.fma(1f - step, alpha * (f[i] + 1f), step);
    }
    for (int i = 0; i < n; i++) {
      f[i] = scale * Math.fma(alpha, f[i], Math.max(0f, x[i]));
    }
  }
}
