package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Section;
import org.anact.report.document.Text;

/** What training costs with and without normalization. */
final class CostSection {
  private CostSection() {}

  static Section of(Study study) {
    MeasureColumns speed = new MeasureColumns(List.of(Figures.SPEED, Figures.TRAIN_SECONDS), false);
    MeasureColumns memory = MeasureColumns.of(List.of(Figures.MEMORY));
    List<Column> columns = new ArrayList<>(RowHead.columns());
    columns.addAll(speed.heads());
    columns.add(Column.numbers("overhead (%)"));
    columns.addAll(memory.heads());
    columns.add(Column.numbers("n"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Comparison comparison : study.comparisons().all()) {
      List<Cell> row = new ArrayList<>(RowHead.of(comparison));
      row.addAll(speed.cells(study, comparison));
      row.add(Cell.difference(study.difference(comparison, Figures.OVERHEAD), 1));
      row.addAll(memory.cells(study, comparison));
      row.add(Cell.count(study.difference(comparison, Figures.OVERHEAD).summary().n()));
      rows.add(row);
    }
    return new Section(
        "cost",
        "Cost",
        List.of(
            Text.paragraph(
                "Speed is training images over the wall clock of the training steps. The overhead"
                    + " of ANAct is the mean over pairs of 100 ln(time normalized / time vanilla),"
                    + " which for small values is the percentage of time that it adds; its interval"
                    + " is a BCa bootstrap over pairs. Runs that shared their machine with others"
                    + " are slower than alone. Memory is the largest of the process at the end of"
                    + " an epoch; runs of one process follow one another in it."),
            new DataTable(
                "cost",
                "Cost of training with and without normalization",
                List.of("cost.csv"),
                false,
                columns,
                rows)));
  }
}
