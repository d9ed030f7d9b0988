package org.anact.bench.cli;

import java.util.List;
import java.util.stream.Stream;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.ReportDocument;
import org.anact.report.document.Text;

/** Parts of a report as text for the console, in ASCII. */
final class ReportText {

  private ReportText() {}

  /** Returns the headline, the tables and the texts of a document; charts are left out. */
  static String of(ReportDocument document, int width) {
    StringBuilder text = new StringBuilder(ascii(document.headline())).append("\n\n");
    document.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .forEach(
            block -> {
              if (block instanceof DataTable table) {
                text.append(of(table, width)).append('\n');
              } else if (block instanceof Text lines) {
                lines.lines().forEach(line -> text.append(ascii(line)).append('\n'));
              }
            });
    return text.toString();
  }

  /** Returns a table under its caption. */
  static String of(DataTable table, int width) {
    ConsoleTable console =
        new ConsoleTable(table.columns().stream().map(head -> ascii(head.label())).toList());
    for (List<Cell> row : table.rows()) {
      console.add(row.stream().map(ReportText::firstLines).toList());
    }
    return ascii(table.caption()) + "\n" + console.layOut(width);
  }

  /** A figure and its deviation or interval; further lines have no room. */
  private static String firstLines(Cell cell) {
    Stream<String> detail = cell.lines().stream().limit(1);
    return ascii(String.join(" ", Stream.concat(Stream.of(cell.text()), detail).toList()));
  }

  private static String ascii(String text) {
    return text.replace("\u00b1", "+/-")
        .replace("\u2192", "->")
        .replace("\u2032", "'")
        .replace('\u2212', '-')
        .replace('\u2013', '-');
  }
}
