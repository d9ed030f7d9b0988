package org.anact.core.activation;

import java.util.function.Supplier;
import org.anact.core.kernel.ActivationKernel;
import org.nd4j.linalg.activations.IActivation;

/**
 * One entry of the list of activation functions.
 *
 * @param name name without the prefix of the normalized form, for example {@code swish}
 * @param family group under which listings show it
 * @param formula the function as one line of text
 * @param source where the function was published
 * @param factory makes a new instance of Deeplearning4j's implementation
 * @param kernel computes the same function faster, or null if nothing does
 */
public record ActivationEntry(
    String name,
    String family,
    String formula,
    String source,
    Supplier<IActivation> factory,
    ActivationKernel kernel) {

  /** Makes an entry that only Deeplearning4j computes. */
  public ActivationEntry(
      String name, String family, String formula, String source, Supplier<IActivation> factory) {
    this(name, family, formula, source, factory, null);
  }

  /** Returns a new instance of the function. */
  public IActivation create() {
    return factory.get();
  }
}
