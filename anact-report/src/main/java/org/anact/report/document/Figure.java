package org.anact.report.document;

import java.util.List;
import org.anact.report.plot.ChartImage;

/**
 * Charts that belong together.
 *
 * @param caption what they show
 * @param source CSV files that hold the drawn numbers
 * @param legend what the marks stand for; empty if the charts say it themselves
 * @param charts in order
 * @param view controls that the page adds; empty for none
 * @param data further values that the page's script draws from, JSON; empty for none
 */
public record Figure(
    String caption,
    List<String> source,
    List<Key> legend,
    List<ChartImage> charts,
    View view,
    String data)
    implements Block {
  /** What the page lets its reader change. */
  public enum View {
    /** Nothing but switching series off. */
    FIXED,
    /** Curves over training that start with the training loss. */
    LOSS_CURVES,
    /** Curves over training that start with the test accuracy. */
    ACCURACY_CURVES
  }

  /**
   * An entry of the legend.
   *
   * @param name of the series, as the charts have it
   * @param shape of its markers, with {@code open-} before it for an outline, or empty for none
   * @param color CSS colour
   * @param dashed whether its line is dashed
   * @param line whether it has a line
   */
  public record Key(String name, String shape, String color, boolean dashed, boolean line) {}

  /** Copies the lists. */
  public Figure {
    source = List.copyOf(source);
    legend = List.copyOf(legend);
    charts = List.copyOf(charts);
  }

  /** A figure whose reader can switch series off. */
  public static Figure of(
      String caption, List<String> source, List<Key> legend, List<ChartImage> charts) {
    return new Figure(caption, source, legend, charts, View.FIXED, "");
  }

  @Override
  public String kind() {
    return "figure";
  }
}
