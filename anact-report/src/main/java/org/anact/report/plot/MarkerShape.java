package org.anact.report.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Shapes of markers, which tell series apart without colour. */
public enum MarkerShape {
  /** A circle. */
  CIRCLE(Outline.CIRCLE, false),
  /** A square. */
  SQUARE(Outline.SQUARE, false),
  /** A square on its corner. */
  DIAMOND(Outline.DIAMOND, false),
  /** A triangle pointing up. */
  UP(Outline.UP, false),
  /** A triangle pointing down. */
  DOWN(Outline.DOWN, false),
  /** The outline of a circle. */
  OPEN_CIRCLE(Outline.CIRCLE, true),
  /** The outline of a square. */
  OPEN_SQUARE(Outline.SQUARE, true),
  /** The outline of a square on its corner. */
  OPEN_DIAMOND(Outline.DIAMOND, true),
  /** The outline of a triangle pointing up. */
  OPEN_UP(Outline.UP, true),
  /** The outline of a triangle pointing down. */
  OPEN_DOWN(Outline.DOWN, true),
  /** Two strokes for what went wrong; no series has it as its own. */
  CROSS(Outline.CROSS, true);

  private static final List<MarkerShape> FILLED = shapes(false);
  private static final List<MarkerShape> OPEN = shapes(true);

  /** Paths of SVG that start at the middle. */
  private interface Outline {
    String CIRCLE = "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z";
    String SQUARE = "m-3.5 -3.5h7v7h-7z";
    String DIAMOND = "m0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z";
    String UP = "m0 -4.2l4.4 8h-8.8z";
    String DOWN = "m0 4.2l4.4 -8h-8.8z";
    String CROSS = "m-3.5 -3.5l7 7m0 -7l-7 7";
  }

  private final String outline;
  private final boolean open;

  MarkerShape(String outline, boolean open) {
    this.outline = outline;
    this.open = open;
  }

  private static List<MarkerShape> shapes(boolean open) {
    return Arrays.stream(values()).filter(shape -> shape.open == open && shape != CROSS).toList();
  }

  /** The marker at a point, in pixels. */
  SvgElement at(double x, double y, ThemeColor color) {
    return SvgElement.path(
        "M" + SvgElement.number(x) + " " + SvgElement.number(y) + outline,
        open
            ? "fill:none;stroke-width:1.6;stroke:" + color.css()
            : "stroke-width:.5;stroke:" + ThemeColor.AXIS.css() + ";fill:" + color.css());
  }

  /**
   * Returns the shape of a numbered series, shapes in turn.
   *
   * @param index 0-based
   * @param open whether the outline alone is drawn
   */
  public static MarkerShape of(int index, boolean open) {
    List<MarkerShape> shapes = open ? OPEN : FILLED;
    return shapes.get(index % shapes.size());
  }

  /** Returns the shape as a page's legend names it, such as {@code open-circle}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
