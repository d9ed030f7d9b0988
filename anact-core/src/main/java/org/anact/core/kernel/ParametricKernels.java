package org.anact.core.kernel;

/** The parametric activations of the suite as loops that the JIT compiler vectorizes. */
public enum ParametricKernels implements ParametricKernel {
  /** x if x is above 0, else p x. */
  PRELU {
    @Override
    public void value(float[] x, float[] p, float[] f, int n) {
      for (int i = 0; i < n; i++) {
        f[i] = Math.fma(p[i], Math.min(0f, x[i]), Math.max(0f, x[i]));
      }
    }

    @Override
    public void valueAndSlope(float[] x, float[] p, float[] f, float[] slope, int n) {
      value(x, p, f, n);
      for (int i = 0; i < n; i++) {
        float step = Math.min(1f, Math.max(0f, x[i]) * Float.MAX_VALUE);
        slope[i] = Math.fma(p[i], 1f - step, step);
      }
    }

    @Override
    public void parameterSlope(float[] x, float[] p, float[] slope, int n) {
      for (int i = 0; i < n; i++) {
        slope[i] = Math.min(0f, x[i]);
      }
    }
  },

  /** x sigmoid(p x). */
  SWISH_BETA {
    @Override
    public void value(float[] x, float[] p, float[] f, int n) {
      multiply(x, p, f, n);
      Tanh.sigmoid(f, f, n);
      multiply(x, f, f, n);
    }

    @Override
    public void valueAndSlope(float[] x, float[] p, float[] f, float[] slope, int n) {
      multiply(x, p, f, n);
      Elementary.sigmoidSlope(f, slope, n);
      multiply(f, slope, slope, n);
      Tanh.sigmoid(f, f, n);
      for (int i = 0; i < n; i++) {
        slope[i] += f[i];
      }
      multiply(x, f, f, n);
    }

    @Override
    public void parameterSlope(float[] x, float[] p, float[] slope, int n) {
      multiply(x, p, slope, n);
      Elementary.sigmoidSlope(slope, slope, n);
      // In this order a zero never meets an x^2 that is infinite.
      multiply(x, slope, slope, n);
      multiply(x, slope, slope, n);
    }
  };

  private static void multiply(float[] a, float[] b, float[] product, int n) {
    for (int i = 0; i < n; i++) {
      product[i] = a[i] * b[i];
    }
  }
}
