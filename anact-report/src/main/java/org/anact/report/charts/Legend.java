package org.anact.report.charts;

import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What the marks of a chart stand for, in rows under a chart that stands alone; on the page the
 * legend of the whole figure says it.
 *
 * @param entries in order
 */
record Legend(List<Entry> entries) {
  private static final int ROW = 18;
  private static final int LINE = 34;
  private static final int MARK = 12;
  private static final int GAP = 6;
  private static final int BETWEEN = 16;
  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  /**
   * One name and its mark.
   *
   * @param name of the series
   * @param color of line and marker
   * @param line whether there is a line
   * @param dashed whether it is dashed
   * @param marker absent for none
   */
  record Entry(
      String name, ThemeColor color, boolean line, boolean dashed, Optional<MarkerShape> marker) {}

  /** Copies the list. */
  Legend {
    entries = List.copyOf(entries);
  }

  /** For a chart that says it itself. */
  static Legend none() {
    return new Legend(List.of());
  }

  /** The legend of series, each by its line and its marker. */
  static Legend of(List<Series> series) {
    List<Entry> entries = new ArrayList<>();
    for (Series one : series) {
      Optional<Curve> line =
          one.curves().stream()
              .filter(curve -> curve.width() > 0 && !curve.x().isEmpty())
              .findFirst();
      Optional<Curve> marker =
          one.curves().stream().filter(curve -> curve.marker().isPresent()).findFirst();
      line.or(() -> marker)
          .ifPresent(
              curve ->
                  entries.add(
                      new Entry(
                          one.name(),
                          curve.color(),
                          line.isPresent(),
                          curve.dashed(),
                          marker.flatMap(Curve::marker))));
    }
    return new Legend(entries);
  }

  /**
   * Appends the rows to a drawing.
   *
   * @param root the SVG element
   * @param top where they begin
   * @param width in which they must fit
   * @return their height
   */
  int append(Element root, int top, int width) {
    Document document = root.getOwnerDocument();
    double x = GAP;
    int row = 0;
    for (Entry entry : entries) {
      int swatch = entry.line ? LINE : MARK;
      double wide =
          swatch + GAP + ChartText.LEGEND.font().getStringBounds(entry.name, EXACT).getWidth();
      if (x > GAP && x + wide > width) {
        x = GAP;
        row++;
      }
      double y = top + row * ROW + ROW / 2.0;
      mark(document, root, entry, x, y, swatch);
      root.appendChild(
          SvgDocument.text(
              document,
              new SvgCanvas.Label(entry.name, ChartText.LEGEND, false, x + swatch + GAP, y + 4)));
      x += wide + BETWEEN;
    }
    return entries.isEmpty() ? 0 : (row + 1) * ROW + GAP;
  }

  private static void mark(
      Document document, Element root, Entry entry, double x, double y, int swatch) {
    if (entry.line) {
      path(
          document,
          root,
          format("M%s %sh%s", x, y, (double) swatch),
          "fill:none;stroke-width:2;stroke:"
              + entry.color.css()
              + (entry.dashed ? ";stroke-dasharray:5 4" : ""));
    }
    entry.marker.ifPresent(
        shape ->
            path(document, root, shape.path(x + swatch / 2.0, y), markerStyle(shape, entry.color)));
  }

  private static String markerStyle(MarkerShape shape, ThemeColor color) {
    return shape.open()
        ? "fill:none;stroke-width:1.6;stroke:" + color.css()
        : "stroke-width:.5;stroke:" + ThemeColor.AXIS.css() + ";fill:" + color.css();
  }

  private static void path(Document document, Element root, String d, String style) {
    Element path = document.createElementNS(SvgDrawing.NAMESPACE, "path");
    path.setAttribute("d", d);
    path.setAttribute("style", style);
    root.appendChild(path);
  }

  private static String format(String pattern, Object... numbers) {
    return String.format(Locale.ROOT, pattern, numbers);
  }
}
