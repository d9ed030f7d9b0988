package org.anact.report.plot;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A colour that the page decides.
 *
 * @param variable name of the CSS variable, without dashes
 */
public record ThemeColor(String variable) {
  /** Text. */
  public static final ThemeColor INK = new ThemeColor("ink");

  /** Axis lines and reference lines. */
  public static final ThemeColor AXIS = new ThemeColor("axis");

  /** Grid lines. */
  public static final ThemeColor GRID = new ThemeColor("grid");

  /** One colour for each activation; colour-blind-safe after Okabe and Ito. */
  public static final List<ThemeColor> SERIES = family("s", 7);

  /** From the first layer to the last. */
  public static final List<ThemeColor> DEPTH = family("d", 7);

  /** From far below to far above. */
  public static final List<ThemeColor> HEAT = family("h", 9);

  /** Returns the colour as style sheets name it, such as {@code var(--ink)}. */
  public String css() {
    return "var(--" + variable + ")";
  }

  /**
   * Returns the colour of a layer, from the ramp of {@link #DEPTH}.
   *
   * @param index 0-based position of the layer
   * @param layers how many there are
   */
  public static ThemeColor depth(int index, int layers) {
    int last = DEPTH.size() - 1;
    return layers < 2 ? DEPTH.get(0) : DEPTH.get(Math.round((float) index * last / (layers - 1)));
  }

  private static List<ThemeColor> family(String prefix, int size) {
    return IntStream.range(0, size).mapToObj(i -> new ThemeColor(prefix + i)).toList();
  }
}
