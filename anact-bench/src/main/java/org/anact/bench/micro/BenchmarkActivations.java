package org.anact.bench.micro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.anact.bench.catalog.Catalog;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.Activations;
import org.anact.core.activation.NamedActivation;
import org.anact.registry.Registry;

/** The activations that benchmarks can name; formulas come with the process that measures. */
public final class BenchmarkActivations {

  private static final String PROPERTY = "org.anact.formulas";

  /** No formula has one. */
  private static final String SEPARATOR = ";";

  private BenchmarkActivations() {}

  /**
   * Returns the arguments of a Java that knows some formulas.
   *
   * @param formulas each {@code NAME=FORMULA}
   */
  public static List<String> arguments(List<String> formulas) {
    return formulas.isEmpty()
        ? List.of()
        : List.of("-D" + PROPERTY + "=" + String.join(SEPARATOR, formulas));
  }

  static Registry<NamedActivation> known(Catalog catalog) {
    String formulas = System.getProperty(PROPERTY, "");
    List<ActivationEntry> entries = new ArrayList<>();
    Stream<String> texts =
        Arrays.stream(formulas.split(SEPARATOR, -1)).filter(text -> !text.isEmpty());
    texts
        .map(text -> text.split("=", 2))
        .forEach(parts -> entries.add(Activations.ofFormula(parts[0].strip(), parts[1])));
    return catalog.activations().with(Activations.forms(entries));
  }
}
