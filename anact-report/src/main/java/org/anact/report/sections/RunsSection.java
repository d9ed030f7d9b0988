package org.anact.report.sections;

import java.util.List;
import java.util.OptionalDouble;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Section;
import org.anact.results.RunEntry;
import org.anact.results.RunState;

/** Every planned run. */
final class RunsSection {
  private static final OptionalDouble NOTHING = OptionalDouble.empty();

  private RunsSection() {}

  static Section of(Study study) {
    return new Section(
        "runs",
        "All runs",
        List.of(
            new DataTable(
                "runs",
                "Every run that was asked for",
                List.of("runs.csv"),
                false,
                List.of(
                    Column.words("Run"),
                    Column.words("state"),
                    Column.numbers("test accuracy, last epoch (%)"),
                    Column.numbers("wall clock (s)"),
                    Column.numbers("training images/s"),
                    Column.numbers("memory (MiB)")),
                study.results().entries().stream().map(RunsSection::row).toList())));
  }

  private static List<Cell> row(RunEntry entry) {
    OptionalDouble accuracy =
        entry.run().map(run -> run.outcome().finalTestAccuracy()).orElse(NOTHING);
    OptionalDouble percent =
        accuracy.isPresent() ? OptionalDouble.of(100 * accuracy.getAsDouble()) : NOTHING;
    return List.of(
        Cell.of(entry.plan().id(), Cell.Style.CODE),
        Cell.of(
            entry.state().words(),
            entry.state() == RunState.FINISHED ? Cell.Style.PLAIN : Cell.Style.OPEN),
        Cell.number(percent, 2),
        Cell.number(entry.run().map(run -> run.outcome().seconds()).orElse(NOTHING), 1),
        Cell.number(
            entry.run().map(run -> OptionalDouble.of(Figures.imagesPerSecond(run))).orElse(NOTHING),
            0),
        Cell.number(
            entry
                .run()
                .map(run -> OptionalDouble.of(Figures.MEMORY.of().applyAsDouble(run)))
                .orElse(NOTHING),
            0));
  }
}
