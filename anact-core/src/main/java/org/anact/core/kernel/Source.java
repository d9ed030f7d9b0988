package org.anact.core.kernel;

/**
 * What a pass reads: the elements of a tensor, or values that follow from those of tensors one by
 * one and are stored nowhere, such as the output of a batch norm that only an activation reads.
 */
public sealed interface Source permits HostTensor, NormalizedSource, SumSource {

  /** Returns the number of values. */
  int length();

  /** Returns the number of values that a slice must hold or leave out together. */
  int unit();

  /** Returns a reader of a slice, for one thread and one pass. */
  Reader reader(int slice);

  /**
   * Reads blocks of at most {@link Lanes#BLOCK} values, each from a multiple of it in the slice.
   */
  interface Reader {

    /** Writes the {@code n} values from value {@code at} on to the beginning of an array. */
    void load(int at, float[] target, int n);

    /** Takes the gradient of the loss with respect to the values of the block loaded last. */
    default void gradient(float[] epsilon, int n) {}

    /** Ends a pass that gave gradients. */
    default void end() {}
  }
}
