package org.anact.core.signal;

import org.nd4j.linalg.activations.IActivation;

/**
 * A layer that applies scale (f(y) - mu) to its input y and lets an observer look on in training. A
 * plain activation has a lambda and a scale of 1, and an alpha and a mu of 0.
 */
public interface ActivationSite {

  /** Returns the name that the layer has in its network. */
  String name();

  /** Returns f. */
  IActivation function();

  /** Returns the factor of normalization. */
  double lambda();

  /** Returns what is subtracted from f(y). */
  double mu();

  /** Returns the learnable scalar. */
  double alpha();

  /** Returns the factor that is applied. */
  double scale();

  /** Lets an observer look on from now on, in place of the one before. */
  void observe(SiteObserver observer);
}
