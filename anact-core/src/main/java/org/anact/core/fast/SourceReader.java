package org.anact.core.fast;

import java.util.function.Function;
import org.anact.core.kernel.Source;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer or vertex that can read values which are stored nowhere. */
public interface SourceReader {

  /** Returns whether the next training pass can read an input of that shape without its values. */
  boolean canRead(INDArray like);

  /**
   * Says what an input stands for from now on.
   *
   * @param input which, from 0
   * @param values from the array that the layer is given to its values
   */
  void readFrom(int input, Function<INDArray, Source> values);
}
