package org.anact.core.formula;

import org.anact.core.kernel.ActivationKernel;
import org.slf4j.LoggerFactory;

/** The kernel of a formula where there is no compiler: exact, and tens of times slower. */
record InterpretedKernel(Expression value, Expression slope) implements ActivationKernel {

  static {
    // Once, however many formulas and layers there are.
    LoggerFactory.getLogger(InterpretedKernel.class)
        .warn(
            "this Java has no compiler, so activations by formula are interpreted, tens of times"
                + " slower: use a JDK in place of a JRE");
  }

  @Override
  public void value(float[] x, float[] f, int n) {
    for (int i = 0; i < n; i++) {
      f[i] = (float) value.at(x[i], Precision.SINGLE);
    }
  }

  @Override
  public void valueAndSlope(float[] x, float[] f, float[] slope, int n) {
    for (int i = 0; i < n; i++) {
      slope[i] = (float) this.slope.at(x[i], Precision.SINGLE);
    }
    value(x, f, n);
  }
}
