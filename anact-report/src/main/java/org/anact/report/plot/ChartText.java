package org.anact.report.plot;

import java.util.Map;

/** The kinds of text in a chart: where it is anchored and how large it is. */
public enum ChartText {
  /** The heading of a chart. */
  TITLE("start", 13, true),
  /** What an axis shows. */
  AXIS_TITLE("middle", 11, false),
  /** A tick of the horizontal axis. */
  X_TICK("middle", 11, false),
  /** A tick of the vertical axis. */
  Y_TICK("end", 11, false),
  /** A name in a legend. */
  LEGEND("start", 11, false);

  /** Width of an average character over the size of the font; sans-serif fonts differ little. */
  private static final double ASPECT = 0.58;

  private final String anchor;
  private final int size;
  private final boolean bold;

  ChartText(String anchor, int size, boolean bold) {
    this.anchor = anchor;
    this.size = size;
    this.bold = bold;
  }

  /** Estimates the width of a text in pixels; the font is the page's, so that it is not known. */
  double width(String text) {
    return ASPECT * size * text.codePointCount(0, text.length());
  }

  /** A text at its anchor, in pixels. */
  public SvgElement at(double x, double y, String text) {
    return element(text).with("x", SvgElement.number(x)).with("y", SvgElement.number(y));
  }

  /** A text that runs upwards from its anchor, in pixels. */
  public SvgElement upwards(double x, double y, String text) {
    return element(text)
        .with(
            "transform",
            "translate(%s %s) rotate(-90)".formatted(SvgElement.number(x), SvgElement.number(y)));
  }

  private SvgElement element(String text) {
    SvgElement element =
        new SvgElement("text", Map.of(), text)
            .with("text-anchor", anchor)
            .with("font-size", String.valueOf(size))
            .with("style", "fill:" + ThemeColor.INK.css());
    return bold ? element.with("font-weight", "600") : element;
  }
}
