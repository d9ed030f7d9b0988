package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable.Column;

/**
 * Three columns for each figure: vanilla, normalized, and their paired difference.
 *
 * @param measures the figures
 */
record MeasureColumns(List<Measure> measures) {
  /** Copies the list. */
  MeasureColumns {
    measures = List.copyOf(measures);
  }

  List<Column> heads() {
    List<Column> heads = new ArrayList<>();
    for (Measure measure : measures) {
      String group = measure.words() + " (" + measure.unit() + ")";
      for (String arm : List.of("vanilla", "normalized", "difference")) {
        heads.add(new Column(group, arm, true));
      }
    }
    return heads;
  }

  List<Cell> cells(Study study, Comparison comparison) {
    List<Cell> cells = new ArrayList<>();
    for (Measure measure : measures) {
      int decimals = measure.decimals();
      cells.add(Cell.summary(study.summary(comparison.vanilla(), measure), decimals));
      cells.add(Cell.summary(study.summary(comparison.normalized(), measure), decimals));
      cells.add(Cell.difference(study.difference(comparison, measure), decimals));
    }
    return cells;
  }
}
