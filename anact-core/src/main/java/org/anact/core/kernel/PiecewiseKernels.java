package org.anact.core.kernel;

/**
 * Activations of straight pieces as loops over floats, with steps at kinks as {@link
 * ActivationKernels} has them: the slope at a kink is that of the flat side.
 */
public enum PiecewiseKernels implements ActivationKernel {
  /** x min(max(x + 3, 0), 6) / 6. */
  HARD_SWISH {
    @Override
    public void value(float[] x, float[] f, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = x[i] * (clipped(x[i]) / 6f);
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      for (int i = 0; i < n; i++) {
        float gate = clipped(x[i]) / 6f;
        f[i] = x[i] * gate;
        slope[i] = Math.fma(x[i], inside(x[i]) / 6f, gate);
      }
    }
  },

  /** min(max(x + 3, 0), 6) / 6. */
  HARD_SIGMOID {
    @Override
    public void value(float[] x, float[] f, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = clipped(x[i]) / 6f;
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = clipped(x[i]) / 6f;
        slope[i] = inside(x[i]) / 6f;
      }
    }
  },

  /** x without its part in [-1/2, 1/2]. */
  SOFT_SHRINK {
    @Override
    public void value(float[] x, float[] f, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = beyondThreshold(x[i]);
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = beyondThreshold(x[i]);
        slope[i] = isBeyondThreshold(x[i]);
      }
    }
  },

  /** x outside of [-1/2, 1/2], else 0. */
  HARD_SHRINK {
    @Override
    public void value(float[] x, float[] f, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = x[i] * isBeyondThreshold(x[i]);
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
      for (int i = 0; i < n; i++) {
        slope[i] = isBeyondThreshold(x[i]);
        f[i] = x[i] * slope[i];
      }
    }
  };

  /** min(max(x + 3, 0), 6). */
  private static float clipped(float x) {
    return Math.min(6f, Math.max(0f, x + 3f));
  }

  /** 1 between -3 and 3, else 0. */
  private static float inside(float x) {
    return Math.min(1f, Math.max(0f, 3f - Math.abs(x)) * Float.MAX_VALUE);
  }

  private static float beyondThreshold(float x) {
    return x - Math.max(-0.5f, Math.min(0.5f, x));
  }

  private static float isBeyondThreshold(float x) {
    return Math.min(1f, Math.abs(beyondThreshold(x)) * Float.MAX_VALUE);
  }
}
