package org.anact.report.comparison;

import java.util.List;
import java.util.Locale;
import org.anact.results.RunRecord;
import org.anact.results.WeightRow;

/**
 * Variance of the gradient of each weight layer: its decimal logarithm in a run, at the first step
 * that the run recorded or at the last.
 */
public final class WeightGradients {
  /** The step that is looked at. */
  public enum Moment {
    /** The first that was recorded. */
    FIRST,
    /** The last that was recorded. */
    LAST;

    /** Returns the moment in a word, in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private WeightGradients() {}

  /**
   * Returns the weight layers of a comparison's finished runs, ascending by depth; none if no run
   * measured them.
   */
  public static List<Site> layers(Comparison comparison) {
    return comparison.finishedRuns().stream()
        .flatMap(run -> run.weights().orElse(List.of()).stream())
        .map(Site::of)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Returns the figure of a layer, {@code NaN} for a run that has none.
   *
   * @param moment which step
   */
  public static Measure measure(Site layer, Moment moment) {
    return new Measure(
        "weight_gradient_" + moment.word() + "_" + layer,
        moment.word() + " recorded step",
        "log\u2081\u2080",
        2,
        run -> of(run, layer, moment));
  }

  private static double of(RunRecord run, Site layer, Moment moment) {
    List<WeightRow> rows = run.weights().orElse(List.of());
    int step =
        moment == Moment.FIRST
            ? rows.stream().mapToInt(WeightRow::step).min().orElse(0)
            : rows.stream().mapToInt(WeightRow::step).max().orElse(0);
    return rows.stream()
        .filter(row -> row.step() == step && Site.of(row).equals(layer))
        .mapToDouble(row -> Math.log10(row.varWeightGradient()))
        .filter(Double::isFinite)
        .findFirst()
        .orElse(Double.NaN);
  }
}
