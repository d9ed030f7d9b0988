package org.anact.core.signal;

import org.nd4j.linalg.activations.IActivation;

/**
 * A layer that applies scale (f(y) - mu) to its input y and lets an observer look on in training.
 * As it is here it is a plain activation, with a lambda and a scale of 1, and an alpha and a mu of
 * 0.
 */
public interface ActivationSite {

  /** Returns the name that the layer has in its network. */
  String name();

  /** Returns f. */
  IActivation function();

  /** Returns the factor of normalization. */
  default double lambda() {
    return 1;
  }

  /** Returns what is subtracted from f(y). */
  default double mu() {
    return 0;
  }

  /** Returns the learnable scalar. */
  default double alpha() {
    return 0;
  }

  /** Returns the factor that is applied. */
  default double scale() {
    return 1;
  }

  /** Lets an observer look on from now on, in place of the one before. */
  void observe(SiteObserver observer);
}
