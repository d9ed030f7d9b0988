package org.anact.report.charts;

import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Shapes of markers, which tell series apart without colour. */
public enum MarkerShape {
  /** A circle. */
  CIRCLE(SeriesMarkers.CIRCLE, "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"),
  /** A square. */
  SQUARE(SeriesMarkers.SQUARE, "m-4 -4h8v8h-8z"),
  /** A square on its corner. */
  DIAMOND(SeriesMarkers.DIAMOND, "m0 -5l5 5l-5 5l-5 -5z"),
  /** A triangle pointing up. */
  TRIANGLE_UP(SeriesMarkers.TRIANGLE_UP, "m0 -4.5l5 9h-10z"),
  /** A triangle pointing down. */
  TRIANGLE_DOWN(SeriesMarkers.TRIANGLE_DOWN, "m0 4.5l5 -9h-10z");

  // Markers of XChart hold no state; the type is only not declared immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Marker marker;

  private final String outline;

  MarkerShape(Marker marker, String outline) {
    this.marker = marker;
    this.outline = outline;
  }

  Marker marker() {
    return marker;
  }

  /** The outline around a point, as SVG writes a path. */
  String path(double x, double y) {
    return "M"
        + SvgDrawing.rounded(String.valueOf(x))
        + " "
        + SvgDrawing.rounded(String.valueOf(y))
        + outline;
  }

  /**
   * The shape of a numbered series.
   *
   * @param index 0-based
   * @return shapes in turn
   */
  public static MarkerShape of(int index) {
    return values()[index % values().length];
  }
}
