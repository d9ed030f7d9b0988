package org.anact.bench;

import java.util.List;
import java.util.stream.Collectors;

/** A line of a CSV file as docs/results-format.md has them. */
public final class CsvLine {

  private CsvLine() {}

  /**
   * Joins cells.
   *
   * @param cells texts without commas and quotes, and numbers; one that is not finite becomes an
   *     empty cell
   * @return the line without its end
   */
  public static String of(List<?> cells) {
    return cells.stream().map(CsvLine::text).collect(Collectors.joining(","));
  }

  private static String text(Object cell) {
    boolean none = cell instanceof Double number && !Double.isFinite(number);
    return none ? "" : cell.toString();
  }
}
