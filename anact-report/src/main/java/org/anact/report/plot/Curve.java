package org.anact.report.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One line, group of markers or filled band of a chart.
 *
 * @param x ascending; of a band there and back
 * @param y as many as {@code x}; the line ends before the first that is not finite
 * @param color of line, markers or filling
 * @param opacity of the line or the filling, between 0 and 1
 * @param width of the line in pixels; 0 draws no line
 * @param dashed whether the line is dashed
 * @param marker shape of the markers, absent for none
 * @param filled whether the points are the outline of an area
 */
public record Curve(
    List<Double> x,
    List<Double> y,
    ThemeColor color,
    double opacity,
    double width,
    boolean dashed,
    Optional<MarkerShape> marker,
    boolean filled) {
  private static final double BAND_OPACITY = 0.16;

  /** Cuts the line before the first value that is not finite, so that none is ever drawn. */
  public Curve {
    int end = 0;
    while (end < y.size() && Double.isFinite(x.get(end)) && Double.isFinite(y.get(end))) {
      end++;
    }
    x = List.copyOf(x.subList(0, end));
    y = List.copyOf(y.subList(0, end));
  }

  public static Curve line(
      List<Double> x, List<Double> y, ThemeColor color, double width, boolean dashed) {
    return new Curve(x, y, color, 1, width, dashed, Optional.empty(), false);
  }

  /** A line between two points. */
  public static Curve segment(
      double x0, double x1, double y0, double y1, ThemeColor color, double width) {
    return line(List.of(x0, x1), List.of(y0, y1), color, width, false);
  }

  public static Curve markers(List<Double> x, List<Double> y, ThemeColor color, MarkerShape shape) {
    return new Curve(x, y, color, 1, 0, false, Optional.of(shape), false);
  }

  /** The style of a line, for drawings and legends. */
  static String stroke(ThemeColor color, double width, boolean dashed) {
    return "fill:none;stroke-width:%s;stroke:%s%s"
        .formatted(SvgElement.number(width), color.css(), dashed ? ";stroke-dasharray:5 4" : "");
  }

  /** The area between two lines. */
  public static Curve band(List<Double> x, List<Double> low, List<Double> high, ThemeColor color) {
    List<Double> outlineX = new ArrayList<>(x);
    List<Double> outlineY = new ArrayList<>(high);
    List<Double> backX = new ArrayList<>(x);
    List<Double> backY = new ArrayList<>(low);
    Collections.reverse(backX);
    Collections.reverse(backY);
    outlineX.addAll(backX);
    outlineY.addAll(backY);
    return new Curve(outlineX, outlineY, color, BAND_OPACITY, 0, false, Optional.empty(), true);
  }
}
