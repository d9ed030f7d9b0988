package org.anact.report.sections;

import java.util.List;
import org.anact.report.comparison.Study;
import org.anact.report.document.Section;
import org.anact.report.document.Text;
import org.anact.report.tables.ComparisonTables;
import org.anact.report.tables.ReportTable;

/** What training costs with and without normalization. */
final class CostSection {
  private CostSection() {}

  static Section of(Study study) {
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
            ComparisonTables.cost(study)
                .show(
                    "cost",
                    "Cost of training with and without normalization",
                    ReportTable.COST.file())));
  }
}
