package org.anact.report.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

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
record LineChart(
    String id,
    String heading,
    String title,
    String description,
    Axis x,
    Axis y,
    int height,
    List<Curve> backdrop,
    List<Series> series) {
  static final int WIDTH = 360;
  static final int HEIGHT = 212;
  private static final Color TRANSPARENT = new Color(0, 0, 0, 0);
  private static final float[] DASHES = {5, 4};

  /** Draws charts side by side, in their order. */
  static List<ChartImage> draw(List<LineChart> charts) {
    return charts.parallelStream().map(LineChart::draw).toList();
  }

  /** Draws the chart. */
  ChartImage draw() {
    return draw(Legend.of(series));
  }

  /** Draws the chart with another legend in its file. */
  ChartImage draw(Legend legend) {
    SvgCanvas canvas = new SvgCanvas();
    canvas.expect(x.label(), ChartText.AXIS_TITLE);
    canvas.expect(y.label(), ChartText.AXIS_TITLE);
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(height)
            .xAxisTitle(x.label())
            .yAxisTitle(y.label())
            .build();
    style(chart.getStyler());
    axes(chart.getStyler(), canvas);
    add(chart, "x", axisLine(x.max(), y.min()), ThemeColor.X_AXIS);
    add(chart, "y", axisLine(x.min(), y.max()), ThemeColor.Y_AXIS);
    for (int i = 0; i < backdrop.size(); i++) {
      add(chart, "b" + i, backdrop.get(i), ThemeColor.NO_SERIES);
    }
    for (int i = 0; i < series.size(); i++) {
      int number = i < ThemeColor.MOST_SERIES ? i + 1 : ThemeColor.NO_SERIES;
      List<Curve> curves = series.get(i).curves();
      for (int k = 0; k < curves.size(); k++) {
        add(chart, i + "." + k, curves.get(k), number);
      }
    }
    chart.paint(canvas, WIDTH, height);
    SvgDrawing drawing = SvgDrawing.of(canvas, id, WIDTH, height);
    return new SvgDocument(id, heading, title, description, WIDTH, height)
        .finish(drawing, legend, ChartData.of(drawing.frame(), x, y, series));
  }

  /** From the lower left corner; half of its width lies outside the plot and is not seen. */
  private Curve axisLine(double toX, double toY) {
    return Curve.line(List.of(x.min(), toX), List.of(y.min(), toY), ThemeColor.AXIS, 2, false);
  }

  private void style(XYStyler styler) {
    styler.setChartBackgroundColor(TRANSPARENT);
    styler.setPlotBackgroundColor(TRANSPARENT);
    styler.setPlotBorderVisible(false);
    styler.setLegendVisible(false);
    styler.setChartPadding(4);
    styler.setPlotContentSize(1);
    styler.setPlotMargin(0);
    styler.setMarkerSize(7);
    styler.setChartFontColor(ThemeColor.INK.awt(1, ThemeColor.NO_SERIES));
    // XChart gives a title as much room as its letters are high, so that plots side by side would
    // differ in size; SvgDocument sets it.
    styler.setChartTitleVisible(false);
    styler.setAxisTitleFont(ChartText.AXIS_TITLE.font());
    styler.setAxisTitlePadding(10);
    styler.setAxisTickLabelsFont(ChartText.X_TICK.font());
    styler.setAxisTickLabelsColor(ThemeColor.INK.awt(1, ThemeColor.NO_SERIES));
    styler.setAxisTickMarksColor(ThemeColor.AXIS.awt(1, ThemeColor.NO_SERIES));
    styler.setAxisTickMarkLength(3);
    // XChart measures its own axis lines before it knows the room of blank labels.
    styler.setAxisTicksLineVisible(false);
    styler.setYAxisLabelAlignment(TextAlignment.Right);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotGridLinesColor(ThemeColor.GRID.awt(1, ThemeColor.NO_SERIES));
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setAxisTickMarksStroke(new BasicStroke(1));
  }

  private void axes(XYStyler styler, SvgCanvas canvas) {
    styler.setXAxisMin(x.min());
    styler.setXAxisMax(x.max());
    styler.setYAxisMin(y.min());
    styler.setYAxisMax(y.max());
    styler.setXAxisTickMarkSpacingHint(x.tickGap());
    styler.setYAxisTickMarkSpacingHint(y.tickGap());
    styler.setxAxisTickLabelsFormattingFunction(labels(canvas, ChartText.X_TICK, x.tick()));
    styler.setyAxisTickLabelsFormattingFunction(labels(canvas, ChartText.Y_TICK, y.tick()));
  }

  /**
   * Labels of ticks. XChart cannot lay out an empty text and gives up its ticks when two labels are
   * equal, so each tick without a text gets blanks of a length of its own.
   */
  private static Function<Double, String> labels(
      SvgCanvas canvas, ChartText kind, DoubleFunction<String> tick) {
    Map<Double, String> blanks = new HashMap<>();
    return value -> {
      String text = tick.apply(value);
      canvas.expect(text, kind);
      return text.isEmpty()
          ? blanks.computeIfAbsent(value, unused -> " ".repeat(blanks.size() + 1))
          : text;
    };
  }

  private static void add(XYChart chart, String name, Curve curve, int number) {
    if (curve.x().isEmpty()) {
      return;
    }
    XYSeries series = chart.addSeries(name, curve.x(), curve.y());
    series.setMarkerColor(curve.color().awt(1, number));
    series.setMarker(curve.marker().map(MarkerShape::marker).orElse(SeriesMarkers.NONE));
    if (curve.filled()) {
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
      series.setFillColor(curve.color().awt(curve.opacity(), number));
    }
    if (curve.width() > 0) {
      series.setLineColor(curve.color().awt(curve.opacity(), number));
      series.setLineStyle(
          new BasicStroke(
              (float) curve.width(),
              BasicStroke.CAP_BUTT,
              BasicStroke.JOIN_ROUND,
              1,
              curve.dashed() ? DASHES : null,
              0));
    } else {
      series.setLineStyle(SeriesLines.NONE);
    }
  }
}
