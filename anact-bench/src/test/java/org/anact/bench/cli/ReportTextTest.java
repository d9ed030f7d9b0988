package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Head;
import org.anact.report.document.ReportDocument;
import org.anact.report.document.Section;
import org.anact.report.document.Text;
import org.junit.jupiter.api.Test;

final class ReportTextTest {

  private static final DataTable TABLE =
      new DataTable(
          "t",
          "B \u2212 A",
          List.of("t.csv"),
          false,
          List.of(new Head("", "Model", false), new Head("g", "difference (points)", true)),
          List.of(
              List.of(
                  Cell.of("cnn"), Cell.of("\u22120.50").with("[\u22121.00, 0.10]").with("more")),
              List.of(Cell.of("resnet8-s2"), Cell.of("\u2013"))));

  @Test
  void tableHasTheFirstLinesOfItsCellsInAscii() {
    assertThat(ReportText.of(TABLE, 80))
        .isEqualTo(
            """
            B - A
            Model       difference (points)
            cnn         -0.50 [-1.00, 0.10]
            resnet8-s2                    -
            """);
  }

  @Test
  void documentIsItsHeadlineItsTablesAndItsTexts() {
    ReportDocument document =
        new ReportDocument(
            "a \u2192 b",
            "",
            "2 runs differ.",
            List.of(
                new Section(
                    "s", "S", List.of(TABLE, Text.paragraph("finished \u2192 diverged: none.")))));
    assertThat(ReportText.of(document, 60))
        .startsWith("2 runs differ.\n\nB - A\n")
        .endsWith("finished -> diverged: none.\n")
        .matches("[\\x20-\\x7e\\n]*");
  }
}
