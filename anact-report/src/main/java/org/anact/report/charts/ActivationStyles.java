package org.anact.report.charts;

import java.util.List;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Comparisons;
import org.anact.report.plot.MarkerShape;
import org.anact.report.plot.ThemeColor;

/**
 * One colour and one shape of marker for each base activation, the same in every chart of a report.
 * Vanilla and normalized share them; where both are in one chart, vanilla markers are open. From
 * the 36th activation on, colours and shapes repeat.
 */
public final class ActivationStyles {
  private final List<String> bases;

  /** Assigns styles to base activations, each of which is named once. */
  ActivationStyles(List<String> bases) {
    this.bases = List.copyOf(bases);
  }

  /** Returns the styles of all activations of a report. */
  public static ActivationStyles of(Comparisons comparisons) {
    return new ActivationStyles(
        comparisons.all().stream().map(Comparison::base).distinct().toList());
  }

  ThemeColor color(Comparison comparison) {
    return color(comparison.base());
  }

  /** Returns the colour of an activation, by its name without normalization. */
  public ThemeColor color(String base) {
    return ThemeColor.SERIES.get(index(base) % ThemeColor.SERIES.size());
  }

  /**
   * Returns the marker of an activation, open for the vanilla form.
   *
   * @param base name without normalization
   */
  public MarkerShape shape(String base, boolean normalized) {
    return MarkerShape.of(index(base), !normalized);
  }

  private int index(String base) {
    return Math.max(0, bases.indexOf(base));
  }
}
