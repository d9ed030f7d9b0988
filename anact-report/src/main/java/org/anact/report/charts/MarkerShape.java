package org.anact.report.charts;

import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Shapes of markers, which tell series apart without colour. */
public enum MarkerShape {
  /** A circle. */
  CIRCLE(SeriesMarkers.CIRCLE),
  /** A square. */
  SQUARE(SeriesMarkers.SQUARE),
  /** A square on its corner. */
  DIAMOND(SeriesMarkers.DIAMOND),
  /** A triangle pointing up. */
  TRIANGLE_UP(SeriesMarkers.TRIANGLE_UP),
  /** A triangle pointing down. */
  TRIANGLE_DOWN(SeriesMarkers.TRIANGLE_DOWN);

  // Markers of XChart hold no state; the type is only not declared immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Marker marker;

  MarkerShape(Marker marker) {
    this.marker = marker;
  }

  Marker marker() {
    return marker;
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
