package org.anact.core.activation;

import org.nd4j.linalg.activations.BaseActivationFunction;

/**
 * Base of a function without settings, all instances of which are equal; the class that extends it
 * is final, and has a public constructor without arguments if it is named in a grid.
 */
public abstract class ParameterFreeActivation extends BaseActivationFunction {

  private static final long serialVersionUID = 1L;

  @Override
  public final boolean equals(Object other) {
    return getClass().isInstance(other);
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode();
  }
}
