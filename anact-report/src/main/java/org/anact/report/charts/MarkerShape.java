package org.anact.report.charts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Shapes of markers, which tell series apart without colour. */
public enum MarkerShape {
  /** A circle. */
  CIRCLE(SeriesMarkers.CIRCLE, Outline.CIRCLE),
  /** A square. */
  SQUARE(SeriesMarkers.SQUARE, Outline.SQUARE),
  /** A square on its corner. */
  DIAMOND(SeriesMarkers.DIAMOND, Outline.DIAMOND),
  /** A triangle pointing up. */
  UP(SeriesMarkers.TRIANGLE_UP, Outline.UP),
  /** A triangle pointing down. */
  DOWN(SeriesMarkers.TRIANGLE_DOWN, Outline.DOWN),
  /** The outline of a circle. */
  OPEN_CIRCLE(OpenMarker.circle(), Outline.CIRCLE),
  /** The outline of a square. */
  OPEN_SQUARE(OpenMarker.polygon(-0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5, 0.5), Outline.SQUARE),
  /** The outline of a square on its corner. */
  OPEN_DIAMOND(OpenMarker.polygon(0, -0.7, 0.7, 0, 0, 0.7, -0.7, 0), Outline.DIAMOND),
  /** The outline of a triangle pointing up. */
  OPEN_UP(OpenMarker.polygon(0, -0.6, 0.6, 0.5, -0.6, 0.5), Outline.UP),
  /** The outline of a triangle pointing down. */
  OPEN_DOWN(OpenMarker.polygon(0, 0.6, 0.6, -0.5, -0.6, -0.5), Outline.DOWN);

  private static final List<MarkerShape> FILLED = shapes(false);
  private static final List<MarkerShape> OPEN = shapes(true);

  /** Paths of SVG that start at the middle. */
  private interface Outline {
    String CIRCLE = "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z";
    String SQUARE = "m-4 -4h8v8h-8z";
    String DIAMOND = "m0 -5l5 5l-5 5l-5 -5z";
    String UP = "m0 -4.5l5 9h-10z";
    String DOWN = "m0 4.5l5 -9h-10z";
  }

  // Markers hold no state; the type is only not declared immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Marker marker;

  private final String outline;

  MarkerShape(Marker marker, String outline) {
    this.marker = marker;
    this.outline = outline;
  }

  private static List<MarkerShape> shapes(boolean open) {
    return Arrays.stream(values()).filter(shape -> shape.open() == open).toList();
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

  /** Whether the outline alone is drawn. */
  boolean open() {
    return marker instanceof OpenMarker;
  }

  /**
   * The shape of a numbered series.
   *
   * @param index 0-based
   * @param open whether the outline alone is drawn
   * @return shapes in turn
   */
  static MarkerShape of(int index, boolean open) {
    List<MarkerShape> shapes = open ? OPEN : FILLED;
    return shapes.get(index % shapes.size());
  }

  /**
   * The shape as a page's legend names it.
   *
   * @return such as {@code open-circle}
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
