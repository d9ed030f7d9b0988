package org.anact.report.charts;

import java.util.List;
import java.util.Optional;

/**
 * One line of a chart.
 *
 * @param x ascending
 * @param y as many as {@code x}; the line ends before the first that is not finite
 * @param color of line and markers
 * @param opacity of the line, between 0 and 1
 * @param width of the line in pixels; 0 draws markers only
 * @param dashed whether the line is dashed
 * @param marker shape of the markers, absent for none
 */
record Curve(
    List<Double> x,
    List<Double> y,
    ThemeColor color,
    double opacity,
    double width,
    boolean dashed,
    Optional<MarkerShape> marker) {
  /** Cuts the line before the first value that is not finite, so that none is ever drawn. */
  Curve {
    int end = 0;
    while (end < y.size() && Double.isFinite(x.get(end)) && Double.isFinite(y.get(end))) {
      end++;
    }
    x = List.copyOf(x.subList(0, end));
    y = List.copyOf(y.subList(0, end));
  }
}
