package org.anact.core.activation;

/**
 * An activation as a grid names it: a function of the list, plain or normalized by ANAct.
 *
 * @param base the function
 * @param normalized whether ANAct wraps it
 */
public record NamedActivation(ActivationEntry base, boolean normalized) {

  /** Prefix that turns a function's name into that of its normalized form. */
  public static final String NORMALIZED_PREFIX = "n";

  /** Returns the name in grids and results: {@code swish}, or {@code nswish} when normalized. */
  public String name() {
    return normalized ? NORMALIZED_PREFIX + base.name() : base.name();
  }

  /** Returns the form without ANAct. */
  public NamedActivation vanilla() {
    return new NamedActivation(base, false);
  }
}
