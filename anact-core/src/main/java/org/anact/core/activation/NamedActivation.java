package org.anact.core.activation;

import java.util.List;
import java.util.Optional;
import org.anact.core.formula.Formula;
import org.anact.core.formula.FormulaActivation;
import org.anact.registry.Named;

/**
 * An activation as a grid names it: a function of the list, plain or normalized by ANAct.
 *
 * @param base the function
 * @param normalized whether ANAct wraps it
 */
public record NamedActivation(ActivationEntry base, boolean normalized) implements Named {

  /** Prefix that turns a function's name into that of its normalized form. */
  public static final String NORMALIZED_PREFIX = "n";

  /**
   * Prefix of a class's name. No name of a class has a dash, so it tells {@code n-org.me.Act} from
   * a class in a package {@code norg}.
   */
  static final String NORMALIZED_CLASS_PREFIX = NORMALIZED_PREFIX + "-";

  /**
   * Returns the name in grids and results: {@code swish}, or {@code nswish} when normalized; {@code
   * org.me.Act} and {@code n-org.me.Act} for a class of the user's.
   */
  @Override
  public String name() {
    return inThisForm(base.name());
  }

  @Override
  public List<String> aliases() {
    return base.aliases().stream().map(this::inThisForm).toList();
  }

  private String inThisForm(String name) {
    if (!normalized) {
      return name;
    }
    return (name.indexOf('.') >= 0 ? NORMALIZED_CLASS_PREFIX : NORMALIZED_PREFIX) + name;
  }

  /** Returns the formula that a user wrote; none for a function of another kind. */
  public Optional<Formula> ownFormula() {
    return base.create() instanceof FormulaActivation function
        ? Optional.of(function.formula())
        : Optional.empty();
  }

  /** Returns the form without ANAct. */
  public NamedActivation vanilla() {
    return new NamedActivation(base, false);
  }

  /** Returns the name, as grids and messages have it. */
  @Override
  public String toString() {
    return name();
  }
}
