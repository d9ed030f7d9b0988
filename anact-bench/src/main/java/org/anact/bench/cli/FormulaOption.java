package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.anact.bench.InputException;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.Activations;
import org.anact.core.activation.NamedActivation;
import org.anact.core.formula.Formula;
import org.anact.core.theory.GaussianMoments;
import org.anact.core.theory.GaussianQuadrature;
import org.anact.core.theory.Target;
import org.anact.registry.Registry;
import picocli.CommandLine.Option;

/** The option by which a command takes activations that are written as a formula. */
final class FormulaOption {

  private static final String NAME = "--activation-formula";

  @Option(
      names = NAME,
      paramLabel = "NAME=FORMULA",
      description =
          "An activation of your own, like 'eswish=1.375 * x * sigmoid(x)' (docs/activations.md);"
              + " may be given several times.")
  private List<String> formulas = new ArrayList<>();

  /**
   * Returns the definitions as they were given.
   *
   * @throws InputException if a formula or its name cannot be used
   */
  List<String> texts() {
    entries();
    return List.copyOf(formulas);
  }

  /** Returns the names of the activations that are defined. */
  List<String> names() {
    return entries().stream().map(ActivationEntry::name).toList();
  }

  /**
   * Returns a list of activations with those of the option.
   *
   * @throws InputException if a formula or its name cannot be used
   */
  Registry<NamedActivation> over(Registry<NamedActivation> known) {
    try {
      return known.with(Activations.forms(entries()));
    } catch (IllegalArgumentException e) {
      throw new InputException(NAME + ": " + e.getMessage(), e);
    }
  }

  private List<ActivationEntry> entries() {
    return formulas.stream().map(FormulaOption::entry).toList();
  }

  private static ActivationEntry entry(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new InputException(
          "%s is '%s': give NAME=FORMULA, like eswish=1.375*x*sigmoid(x)".formatted(NAME, text));
    }
    String name = text.substring(0, equals).strip();
    try {
      return Activations.ofFormula(name, text.substring(equals + 1));
    } catch (IllegalArgumentException e) {
      throw new InputException("%s '%s' %s".formatted(NAME, name, e.getMessage()), e);
    }
  }

  /** Prints the formulas among some activations, with their derivatives and their gains. */
  static void print(Collection<NamedActivation> activations, PrintWriter out) {
    activations.stream()
        .map(NamedActivation::vanilla)
        .distinct()
        .forEach(activation -> print(activation, activation.ownFormula(), out));
    out.flush();
  }

  private static void print(
      NamedActivation activation, Optional<Formula> formula, PrintWriter out) {
    if (formula.isEmpty()) {
      return;
    }
    out.printf("%s(x) = %s%n", activation.name(), formula.get().text());
    out.printf("%s'(x) = %s%n", activation.name(), formula.get().derivative());
    GaussianMoments moments = GaussianQuadrature.moments(activation.base().create(), 1);
    out.printf(
        "under N(0, 1): rho %.6f, rho' %.6f, lambda %.6f%n%n",
        moments.rho(), moments.rhoPrime(), moments.lambda(Target.BALANCED));
  }
}
