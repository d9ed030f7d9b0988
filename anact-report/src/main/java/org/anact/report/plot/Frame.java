package org.anact.report.plot;

/**
 * Where the plot of a chart lies, in pixels.
 *
 * @param left of its vertical axis
 * @param bottom of its horizontal axis
 * @param right its other side
 * @param top its other side
 */
public record Frame(double left, double bottom, double right, double top) {
  /** Room between the plot and the right edge of the chart. */
  static final double EDGE = 12;

  /** Room for a title beside or under an axis. */
  private static final double TITLE = 18;

  /** Room under the horizontal axis for its ticks. */
  private static final double TICKS = 22;

  private static final double TOP = 6;

  /** Leaves room for the titles and ticks of two axes in a chart of a width and height. */
  static Frame around(Axis x, Axis y, int width, int height) {
    double bottom = height - TICKS - (x.label().isEmpty() ? 0 : TITLE);
    double ticks =
        y.ticks(bottom - TOP).stream()
            .mapToDouble(tick -> ChartText.Y_TICK.width(tick.text()))
            .max()
            .orElse(0);
    double left = (y.label().isEmpty() ? 0 : TITLE) + ticks + EDGE;
    return new Frame(left, bottom, width - EDGE, TOP);
  }

  /** Returns the width of the plot in pixels. */
  public double width() {
    return right - left;
  }

  /** Returns the height of the plot in pixels. */
  public double height() {
    return bottom - top;
  }
}
