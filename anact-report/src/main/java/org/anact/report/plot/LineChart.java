package org.anact.report.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A chart of lines before it is drawn.
 *
 * @param id name of its file without extension, unique in a report
 * @param heading short title drawn over the plot
 * @param title full title, for those who do not see the chart
 * @param description what the chart shows, in numbers
 * @param x horizontal axis
 * @param y vertical axis
 * @param height of the whole chart in pixels
 * @param backdrop drawn first, belongs to no series
 * @param series drawn in this order
 */
public record LineChart(
    String id,
    String heading,
    String title,
    String description,
    Axis x,
    Axis y,
    int height,
    List<Curve> backdrop,
    List<Series> series) {
  /** Width of every chart in pixels. */
  public static final int WIDTH = 360;

  /** Height of most charts in pixels. */
  public static final int HEIGHT = 212;

  /** Copies the lists. */
  public LineChart {
    backdrop = List.copyOf(backdrop);
    series = List.copyOf(series);
  }

  /** Draws charts side by side, in their order. */
  public static List<ChartImage> draw(List<LineChart> charts) {
    return charts.parallelStream().map(LineChart::draw).toList();
  }

  /** Draws the chart. */
  public ChartImage draw() {
    return draw(Legend.of(series));
  }

  /** Draws the chart with another legend in its file. */
  public ChartImage draw(Legend legend) {
    Frame frame = Frame.around(x, y, WIDTH, height);
    List<SvgElement> marks = new ArrayList<>();
    List<SvgElement> labels = new ArrayList<>();
    Axes.draw(frame, x, y, marks, labels);
    return new SvgDocument(id, heading, title, description, WIDTH, height)
        .finish(
            new Drawing(frame, marks, XChartPainter.paint(this, frame), labels),
            legend,
            ChartData.of(frame, x, y, series));
  }
}
