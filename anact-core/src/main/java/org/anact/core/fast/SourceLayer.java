package org.anact.core.fast;

import org.anact.core.kernel.Source;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer or vertex that can leave its output in training to the one layer that reads it, which
 * then computes the values as it goes: the array that it returns has their shape, and other
 * numbers.
 */
public interface SourceLayer {

  /** Names the only reader of the output. */
  void leaveTo(SourceReader reader);

  /**
   * Returns the values that the array which the last forward pass returned stands for: its own,
   * unless they were left to the reader.
   */
  Source values(INDArray output);
}
