package org.anact.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the marks of a chart stand for, in rows under a chart in a file of its own; on the page the
 * legend of the whole figure says it.
 *
 * @param entries in order
 */
public record Legend(List<Entry> entries) {
  private static final int ROW = 18;
  private static final int LINE = 34;
  private static final int MARK = 12;
  private static final int GAP = 6;
  private static final int BETWEEN = 16;

  /**
   * One name and its mark.
   *
   * @param name of the series
   * @param color of line and marker
   * @param line whether there is a line
   * @param dashed whether it is dashed
   * @param marker absent for none
   */
  public record Entry(
      String name, ThemeColor color, boolean line, boolean dashed, Optional<MarkerShape> marker) {}

  /** A legend as it is drawn, and its height in pixels. */
  record Rows(List<SvgElement> marks, int height) {}

  /** Copies the list. */
  public Legend {
    entries = List.copyOf(entries);
  }

  /** For a chart that says it itself. */
  public static Legend none() {
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
   * Lays the entries out in rows.
   *
   * @param top where they begin
   * @param width in which they must fit
   */
  Rows rows(int top, int width) {
    List<SvgElement> marks = new ArrayList<>();
    double x = GAP;
    int row = 0;
    for (Entry entry : entries) {
      int swatch = entry.line ? LINE : MARK;
      double wide = swatch + GAP + ChartText.LEGEND.width(entry.name);
      if (x > GAP && x + wide > width) {
        x = GAP;
        row++;
      }
      double y = top + row * ROW + ROW / 2.0;
      double middle = x + swatch / 2.0;
      if (entry.line) {
        marks.add(
            SvgElement.polyline(
                List.of(SvgElement.point(x, y), SvgElement.point(x + swatch, y)),
                Curve.stroke(entry.color, 2, entry.dashed)));
      }
      entry.marker.ifPresent(shape -> marks.add(shape.at(middle, y, entry.color)));
      marks.add(ChartText.LEGEND.at(x + swatch + GAP, y + 4, entry.name));
      x += wide + BETWEEN;
    }
    return new Rows(marks, entries.isEmpty() ? 0 : (row + 1) * ROW + GAP);
  }
}
