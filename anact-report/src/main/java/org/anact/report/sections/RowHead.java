package org.anact.report.sections;

import java.util.List;
import org.anact.report.comparison.Comparison;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable.Column;

/** The first two columns of a table with a row for each comparison. */
final class RowHead {
  private RowHead() {}

  static List<Column> columns() {
    return List.of(Column.words("Data and model"), Column.words("Activation"));
  }

  static List<Cell> of(Comparison comparison) {
    return List.of(
        Cell.of(comparison.setting().label()).with(comparison.model()),
        Cell.of(comparison.label()));
  }
}
