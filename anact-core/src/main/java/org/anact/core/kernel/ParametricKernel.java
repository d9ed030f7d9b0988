package org.anact.core.kernel;

/**
 * An activation f(x, p) over arrays of floats, with a parameter p for each element. Results agree
 * with the exact function to a few units of rounding of its largest term; a NaN stays a NaN.
 */
public interface ParametricKernel {

  /** Computes f of the first {@code n} elements. */
  void value(float[] x, float[] p, float[] f, int n);

  /** Computes f and df/dx of the first {@code n} elements. */
  void valueAndSlope(float[] x, float[] p, float[] f, float[] slope, int n);

  /** Computes df/dp of the first {@code n} elements. */
  void parameterSlope(float[] x, float[] p, float[] slope, int n);
}
