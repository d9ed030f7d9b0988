package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable.Column;

/**
 * Columns for each figure: vanilla, normalized, and their paired difference.
 *
 * @param measures the figures
 * @param differences whether the differences are shown
 */
record MeasureColumns(List<Measure> measures, boolean differences) {
  /** Copies the list. */
  MeasureColumns {
    measures = List.copyOf(measures);
  }

  static MeasureColumns of(List<Measure> measures) {
    return new MeasureColumns(measures, true);
  }

  List<Column> heads() {
    List<Column> heads = new ArrayList<>();
    for (Measure measure : measures) {
      String group = measure.words() + " (" + measure.unit() + ")";
      heads.add(new Column(group, "vanilla", true));
      heads.add(new Column(group, "normalized", true));
      if (differences) {
        heads.add(new Column(group, "difference", true));
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
      if (differences) {
        cells.add(Cell.difference(study.difference(comparison, measure), decimals));
      }
    }
    return cells;
  }
}
