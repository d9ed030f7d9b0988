package org.anact.core.formula;

import org.anact.core.kernel.ActivationKernel;

/** What the kernel of a formula extends. */
public abstract class CompiledKernel implements ActivationKernel {

  private final ThreadLocal<float[][]> arrays = ThreadLocal.withInitial(() -> new float[0][]);

  /** For the classes that are made of formulas. */
  protected CompiledKernel() {}

  /** Returns arrays of this thread, with whatever was in them. */
  protected final float[][] scratch(int count, int length) {
    float[][] known = arrays.get();
    if (known.length < count || known[0].length < length) {
      known = new float[count][length];
      arrays.set(known);
    }
    return known;
  }
}
