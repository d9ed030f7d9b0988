package org.anact.report.sections;

import java.util.List;
import org.anact.report.comparison.Study;
import org.anact.report.document.Section;
import org.anact.report.tables.ReportTable;
import org.anact.report.tables.RunTables;

/** Every planned run. */
final class RunsSection {
  private RunsSection() {}

  static Section of(Study study) {
    return new Section(
        "runs",
        "All runs",
        List.of(
            RunTables.runs(study)
                .show(
                    "runs",
                    "Every run that was asked for"
                        + (study.results().trials().isEmpty()
                            ? ""
                            : " but for trials, which " + ReportTable.TRIALS.file() + " has"),
                    ReportTable.RUNS.file())));
  }
}
