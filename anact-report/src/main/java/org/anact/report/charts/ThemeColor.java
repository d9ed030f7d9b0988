package org.anact.report.charts;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A colour that the page decides: a CSS variable on one side, and on the other a token colour that
 * XChart draws with and {@link SvgDocument} replaces by the variable.
 *
 * @param variable name of the CSS variable, without dashes
 * @param token blue channel of the token colour
 */
public record ThemeColor(String variable, int token) {
  /** Text. */
  public static final ThemeColor INK = new ThemeColor("ink", 1);

  /** Axis lines and reference lines. */
  public static final ThemeColor AXIS = new ThemeColor("axis", 2);

  /** Grid lines. */
  public static final ThemeColor GRID = new ThemeColor("grid", 3);

  /** One colour for each activation; colour-blind-safe after Okabe and Ito. */
  public static final List<ThemeColor> SERIES = family("s", 7, 16);

  /** From the first layer to the last. */
  public static final List<ThemeColor> DEPTH = family("d", 7, 32);

  /** From far below to far above. */
  static final List<ThemeColor> HEAT = family("h", 9, 48);

  /** What {@link #awt} takes for a drawing that belongs to no series. */
  static final int NO_SERIES = 0;

  /** Marks the line that shows where the plot's horizontal axis lies. */
  static final int X_AXIS = 255;

  /** Marks the line that shows where the plot's vertical axis lies. */
  static final int Y_AXIS = 254;

  /** Series beyond this many cannot be told apart in a drawing. */
  static final int MOST_SERIES = 250;

  private static final int RED = 1;

  /**
   * The token colour.
   *
   * @param opacity between 0 and 1
   * @param series 1-based number of the series that is drawn, carried in the green channel
   * @return a colour for XChart
   */
  Color awt(double opacity, int series) {
    return new Color(RED, series, token, (int) Math.round(255 * opacity));
  }

  /**
   * The colour in a style sheet.
   *
   * @return such as {@code var(--ink)}
   */
  public String css() {
    return "var(--" + variable + ")";
  }

  /** The colour of a token. */
  static ThemeColor ofToken(int token) {
    return java.util.stream.Stream.of(List.of(INK, AXIS, GRID), SERIES, DEPTH, HEAT)
        .flatMap(List::stream)
        .filter(color -> color.token == token)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no colour has the token " + token));
  }

  /**
   * The colour of a layer.
   *
   * @param index 0-based position of the layer
   * @param layers how many there are
   * @return from the ramp of {@link #DEPTH}
   */
  public static ThemeColor depth(int index, int layers) {
    int last = DEPTH.size() - 1;
    return layers < 2 ? DEPTH.get(0) : DEPTH.get(Math.round((float) index * last / (layers - 1)));
  }

  private static List<ThemeColor> family(String prefix, int size, int firstToken) {
    return IntStream.range(0, size)
        .mapToObj(i -> new ThemeColor(prefix + i, firstToken + i))
        .toList();
  }
}
