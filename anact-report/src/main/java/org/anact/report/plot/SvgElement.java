package org.anact.report.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An element of a drawing.
 *
 * @param name of its tag
 * @param attributes in the order in which they are written
 * @param text its content, often empty
 */
public record SvgElement(String name, Map<String, String> attributes, String text) {
  /** Attribute with the 0-based number of the series that an element belongs to. */
  private static final String SERIES = "data-s";

  /** Copies the map. */
  public SvgElement {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** A path with its style. */
  public static SvgElement path(String d, String style) {
    return new SvgElement("path", Map.of(), "").with("style", style).with("d", d);
  }

  /** A line through points, {@code x,y} each. */
  static SvgElement polyline(List<String> points, String style) {
    return new SvgElement("polyline", Map.of(), "")
        .with("style", style)
        .with("points", String.join(" ", points));
  }

  /** Returns the element with one more attribute. */
  public SvgElement with(String attribute, String value) {
    Map<String, String> more = new LinkedHashMap<>(attributes);
    more.put(attribute, value);
    return new SvgElement(name, more, text);
  }

  /** Returns the element as part of a series, by its 0-based number. */
  SvgElement of(int series) {
    return with(SERIES, String.valueOf(series));
  }

  /** Returns a number with at most two decimals, as drawings write it. */
  public static String number(double value) {
    BigDecimal rounded = Rounding.toDecimals(value, 2, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** Returns a point as polylines write it. */
  static String point(double x, double y) {
    return number(x) + "," + number(y);
  }
}
