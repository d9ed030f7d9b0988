package org.anact.report.charts;

import java.util.List;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Comparisons;
import org.anact.report.plot.MarkerShape;
import org.anact.report.plot.ThemeColor;

/**
 * One colour and one shape of marker for each base activation, the same in every chart of a report.
 * Vanilla and normalized share them; where both are in one chart, vanilla markers are open. From
 * the 36th activation on, colour and shape come again.
 */
public final class ActivationStyles {
  private final List<String> bases;

  /** Assigns styles to base activations, each of which is named once. */
  ActivationStyles(List<String> bases) {
    this.bases = List.copyOf(bases);
  }

  /**
   * Assigns them.
   *
   * @param comparisons all of a report
   * @return the styles
   */
  public static ActivationStyles of(Comparisons comparisons) {
    return new ActivationStyles(
        comparisons.all().stream().map(Comparison::base).distinct().toList());
  }

  ThemeColor color(Comparison comparison) {
    return color(comparison.base());
  }

  /**
   * The colour of an activation.
   *
   * @param base name without normalization
   * @return its colour
   */
  public ThemeColor color(String base) {
    return ThemeColor.SERIES.get(index(base) % ThemeColor.SERIES.size());
  }

  /**
   * The marker of an activation.
   *
   * @param base name without normalization
   * @param normalized whether it is the normalized form
   * @return its shape, open for the vanilla form
   */
  public MarkerShape shape(String base, boolean normalized) {
    return MarkerShape.of(index(base), !normalized);
  }

  private int index(String base) {
    return Math.max(0, bases.indexOf(base));
  }
}
