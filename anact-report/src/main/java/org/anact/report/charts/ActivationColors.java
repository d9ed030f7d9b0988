package org.anact.report.charts;

import java.util.List;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Comparisons;

/**
 * One colour for each base activation, the same in every chart of a report. Vanilla and normalized
 * share it. Beyond seven activations colours come again; a chart shows one activation only.
 */
final class ActivationColors {
  private final List<String> bases;

  ActivationColors(Comparisons comparisons) {
    bases = comparisons.all().stream().map(Comparison::base).distinct().toList();
  }

  ThemeColor of(Comparison comparison) {
    int index = Math.max(0, bases.indexOf(comparison.base()));
    return ThemeColor.SERIES.get(index % ThemeColor.SERIES.size());
  }
}
