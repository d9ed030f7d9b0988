package org.anact.report.sections;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;

/** Published results that stand beside those of a sweep. */
final class AnchorTable {
  private AnchorTable() {}

  /** Published results of the same networks, if the grids name some. */
  static Optional<DataTable> of(Study study, String dataset, List<String> models) {
    List<List<Cell>> rows =
        study.results().anchors().stream()
            .filter(anchor -> anchor.dataset().equals(dataset) && models.contains(anchor.model()))
            .map(
                anchor ->
                    List.of(
                        Cell.of(anchor.model()),
                        Cell.of(anchor.activation()),
                        Cell.number(OptionalDouble.of(anchor.top1()), 2),
                        Cell.of(anchor.recipe()),
                        Cell.of(anchor.source())))
            .toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DataTable(
                "anchors-" + SectionIds.of(dataset),
                "Published results of the same networks on "
                    + dataset
                    + ", each in its source\u2019s recipe; they are no runs of this sweep",
                List.of("anchors.csv"),
                false,
                List.of(
                    Column.words("Model"),
                    Column.words("Activation"),
                    Column.numbers("test accuracy (%)"),
                    Column.words("Recipe"),
                    Column.words("Source")),
                rows));
  }
}
