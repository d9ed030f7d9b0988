package org.anact.core.fast;

import java.util.Optional;

/** A layer or vertex that knows how to compute inference without Deeplearning4j. */
public interface InferenceLayer {

  /**
   * Returns what the layer does in inference, with its parameters as they are now; nothing where
   * only Deeplearning4j can compute it.
   *
   * @param inputs shape of one example of each input, without the mini-batch
   */
  Optional<InferenceStep> inference(long[]... inputs);
}
