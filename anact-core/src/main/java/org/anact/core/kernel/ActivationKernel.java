package org.anact.core.kernel;

/**
 * An activation over arrays of floats. Results agree with the exact function to a few units of
 * rounding of its largest term; a NaN stays a NaN.
 */
public interface ActivationKernel {

  /**
   * Computes f(x).
   *
   * @param x arguments, which stay as they are
   * @param f takes the values
   * @param n number of elements, at most the length of each array
   */
  void value(float[] x, float[] f, int n);

  /**
   * Computes f(x) and f'(x).
   *
   * @param x arguments, which stay as they are
   * @param f takes the values
   * @param slope takes the derivatives
   * @param n number of elements, at most the length of each array
   */
  void valueAndSlope(float[] x, float[] f, float[] slope, int n);
}
