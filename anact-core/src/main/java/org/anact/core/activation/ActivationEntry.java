package org.anact.core.activation;

import java.util.List;
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
 * @param aliases names of the same function elsewhere
 * @param factory makes a new instance of the implementation
 * @param kernel computes the same function faster, or null if nothing does
 * @param twin another implementation, which the kernel also replaces, or null if there is none
 */
public record ActivationEntry(
    String name,
    String family,
    String formula,
    String source,
    List<String> aliases,
    Supplier<IActivation> factory,
    ActivationKernel kernel,
    IActivation twin) {

  /** Copies the aliases. */
  public ActivationEntry {
    aliases = List.copyOf(aliases);
  }

  /** Makes an entry without aliases and kernel. */
  public ActivationEntry(
      String name, String family, String formula, String source, Supplier<IActivation> factory) {
    this(name, family, formula, source, List.of(), factory, null, null);
  }

  /** Returns the entry with a kernel. */
  ActivationEntry withKernel(ActivationKernel value) {
    return new ActivationEntry(name, family, formula, source, aliases, factory, value, twin);
  }

  /** Returns the entry with the names of the same function in PyTorch, Keras and elsewhere. */
  ActivationEntry withAliases(String... values) {
    return new ActivationEntry(
        name, family, formula, source, List.of(values), factory, kernel, twin);
  }

  /** Returns the entry with another implementation of the function. */
  ActivationEntry withTwin(IActivation value) {
    return new ActivationEntry(name, family, formula, source, aliases, factory, kernel, value);
  }

  /** Returns whether that is this function. A subclass of its class may compute another one. */
  boolean isComputedBy(IActivation function) {
    return isSame(create(), function) || (twin != null && isSame(twin, function));
  }

  private static boolean isSame(IActivation known, IActivation function) {
    return known.getClass() == function.getClass() && known.equals(function);
  }

  /** Returns a new instance of the function. */
  public IActivation create() {
    return factory.get();
  }
}
