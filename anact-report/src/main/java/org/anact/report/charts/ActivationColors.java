package org.anact.report.charts;

import java.util.List;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Comparisons;

/**
 * One colour for each base activation, the same in every chart of a report. Vanilla and normalized
 * share it. Beyond seven activations colours come again.
 */
public final class ActivationColors {
  private final List<String> bases;

  /** Assigns the colours to base activations, each of which is named once. */
  ActivationColors(List<String> bases) {
    this.bases = List.copyOf(bases);
  }

  /**
   * Assigns the colours.
   *
   * @param comparisons all of a report
   * @return the colours
   */
  public static ActivationColors of(Comparisons comparisons) {
    return new ActivationColors(
        comparisons.all().stream().map(Comparison::base).distinct().toList());
  }

  ThemeColor of(Comparison comparison) {
    return of(comparison.base());
  }

  /**
   * The colour of an activation.
   *
   * @param base name without normalization
   * @return its colour
   */
  public ThemeColor of(String base) {
    int index = Math.max(0, bases.indexOf(base));
    return ThemeColor.SERIES.get(index % ThemeColor.SERIES.size());
  }
}
