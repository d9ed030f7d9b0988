package org.anact.report.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws the curves of a chart with XChart.
 *
 * <p>XChart fills the outlines of its glyphs, which would make text large, unselectable and bound
 * to the fonts of this machine, so its axes are off and {@link Axes} draws them. What it paints
 * comes to {@link Canvas} with the colour that was set, which knows its curve.
 */
final class XChartPainter {
  private static final Color TRANSPARENT = new Color(0, 0, 0, 0);

  /** XChart's sizes are whole numbers; a finer grid keeps the frame's own. */
  private static final int SCALE = 16;

  private static final int NO_SERIES = -1;

  private XChartPainter() {}

  /** Returns the curves of a chart, drawn into its frame. */
  static List<SvgElement> paint(LineChart plot, Frame frame) {
    int width = (int) Math.round(frame.width() * SCALE);
    int height = (int) Math.round(frame.height() * SCALE);
    XYChart chart = new XYChartBuilder().width(width).height(height).build();
    style(chart.getStyler(), plot, width, height);
    for (int i = 0; i < plot.backdrop().size(); i++) {
      add(chart, "b" + i, new Ink(plot.backdrop().get(i), NO_SERIES));
    }
    for (int i = 0; i < plot.series().size(); i++) {
      List<Curve> curves = plot.series().get(i).curves();
      for (int k = 0; k < curves.size(); k++) {
        add(chart, i + "." + k, new Ink(curves.get(k), i));
      }
    }
    Canvas canvas = new Canvas(frame);
    chart.paint(canvas, width, height);
    return canvas.marks();
  }

  private static void style(XYStyler styler, LineChart plot, int width, int height) {
    styler.setXAxisMin(plot.x().min());
    styler.setXAxisMax(plot.x().max());
    styler.setYAxisMin(plot.y().min());
    styler.setYAxisMax(plot.y().max());
    styler.setChartBackgroundColor(TRANSPARENT);
    styler.setPlotBackgroundColor(TRANSPARENT);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesVisible(false);
    styler.setLegendVisible(false);
    styler.setChartTitleVisible(false);
    styler.setAxisTitlesVisible(false);
    styler.setAxisTicksVisible(false);
    styler.setChartPadding(0);
    styler.setPlotContentSize(1);
    styler.setPlotMargin(0);
    // XChart lays out ticks that are never seen: few of them.
    styler.setXAxisTickMarkSpacingHint(width);
    styler.setYAxisTickMarkSpacingHint(height);
  }

  private static void add(XYChart chart, String name, Ink ink) {
    Curve curve = ink.curve;
    if (curve.x().isEmpty()) {
      return;
    }
    XYSeries series = chart.addSeries(name, curve.x(), curve.y());
    series.setMarkerColor(ink);
    series.setMarker(curve.marker().isPresent() ? new Point() : SeriesMarkers.NONE);
    if (curve.filled()) {
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
      series.setFillColor(ink);
    }
    series.setLineColor(ink);
    series.setLineStyle(curve.width() > 0 ? new BasicStroke() : SeriesLines.NONE);
  }

  /** A colour that carries what is drawn with it. */
  @SuppressWarnings("serial")
  private static final class Ink extends Color {
    private final Curve curve;
    private final int series;

    Ink(Curve curve, int series) {
      super(0, 0, 0, 255);
      this.curve = curve;
      this.series = series;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** A marker that the canvas draws with the outline that legends have too. */
  private static final class Point extends Marker {
    @Override
    public void paint(Graphics2D graphics, double x, double y, int size) {
      ((Canvas) graphics).point(x, y);
    }
  }

  /** Takes what XChart draws, in its own pixels, as elements in those of the chart. */
  private static final class Canvas extends VectorGraphics2D {
    private final Frame frame;
    private final List<SvgElement> marks = new ArrayList<>();

    /** XChart draws a line segment by segment, which would start its dashes anew at each point. */
    private final List<String> line = new ArrayList<>();

    private Ink lineInk;

    Canvas(Frame frame) {
      this.frame = frame;
    }

    List<SvgElement> marks() {
      endLine();
      return marks;
    }

    @Override
    public void draw(Shape shape) {
      if (shape instanceof Line2D segment && getColor() instanceof Ink ink) {
        String from = at(segment.getX1(), segment.getY1());
        if (!ink.equals(lineInk) || !line.get(line.size() - 1).equals(from)) {
          endLine();
          lineInk = ink;
          line.add(from);
        }
        line.add(at(segment.getX2(), segment.getY2()));
      }
    }

    private void endLine() {
      if (!line.isEmpty()) {
        Curve curve = lineInk.curve;
        String style = Curve.stroke(curve.color(), curve.width(), curve.dashed());
        style += curve.opacity() < 1 ? ";stroke-opacity:" + curve.opacity() : "";
        add(SvgElement.polyline(line, style), lineInk);
      }
      line.clear();
      lineInk = null;
    }

    @Override
    public void fill(Shape shape) {
      if (getColor() instanceof Ink ink) {
        endLine();
        String style = "fill:" + ink.curve.color().css() + ";fill-opacity:" + ink.curve.opacity();
        add(SvgElement.path(path(shape), style), ink);
      }
    }

    void point(double x, double y) {
      endLine();
      if (getColor() instanceof Ink ink) {
        ink.curve
            .marker()
            .ifPresent(shape -> add(shape.at(across(x), down(y), ink.curve.color()), ink));
      }
    }

    private void add(SvgElement element, Ink ink) {
      marks.add(ink.series == NO_SERIES ? element : element.of(ink.series));
    }

    private String path(Shape shape) {
      StringBuilder d = new StringBuilder();
      double[] point = new double[6];
      for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
        int type = path.currentSegment(point);
        d.append(
            type == PathIterator.SEG_MOVETO ? 'M' : type == PathIterator.SEG_LINETO ? 'L' : 'Z');
        if (type != PathIterator.SEG_CLOSE) {
          d.append(at(point[0], point[1]));
        }
      }
      return d.toString();
    }

    private String at(double x, double y) {
      return SvgElement.point(across(x), down(y));
    }

    private double across(double x) {
      return frame.left() + x / SCALE;
    }

    private double down(double y) {
      return frame.top() + y / SCALE;
    }
  }
}
