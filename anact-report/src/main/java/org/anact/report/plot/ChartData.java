package org.anact.report.plot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * What the page's script needs to know of a chart: where its plot lies in pixels, what the axes say
 * and the values of its points. Numbers keep five significant digits; all digits are in the CSV.
 */
public final class ChartData {
  private static final MathContext DIGITS = new MathContext(5);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ChartData() {}

  /** Returns a chart as the script reads it, JSON. */
  public static String of(Frame frame, Axis x, Axis y, List<Series> series) {
    ObjectNode data = JSON.objectNode();
    data.set("f", numbers(List.of(frame.left(), frame.bottom(), frame.right(), frame.top())));
    data.set("d", numbers(List.of(x.min(), x.max(), y.min(), y.max())));
    // Positions that stand for something else are not values to show: notes say what they are.
    data.put("x", x.places().isEmpty() ? x.label() : "").put("y", y.label());
    ArrayNode all = data.putArray("s");
    for (Series one : series) {
      ObjectNode node = all.addObject().put("n", one.name());
      if (!one.x().isEmpty()) {
        node.set("x", numbers(one.x()));
        node.set("y", numbers(one.y()));
      }
      if (!one.notes().isEmpty()) {
        ArrayNode notes = node.putArray("t");
        one.notes().forEach(notes::add);
      }
    }
    return text(data);
  }

  /** Numbers as JSON, {@code null} for one that is not finite. */
  public static ArrayNode numbers(List<Double> values) {
    ArrayNode array = JSON.arrayNode(values.size());
    for (double value : values) {
      if (Double.isFinite(value)) {
        BigDecimal rounded = Rounding.toDigits(value, DIGITS).stripTrailingZeros();
        array.add(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
      } else {
        array.addNull();
      }
    }
    return array;
  }

  /** JSON that is safe in an HTML script element. */
  public static String text(ObjectNode data) {
    return data.toString().replace("<", "\\u003c");
  }
}
