package org.anact.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;

/**
 * What the report says in short, for the terminal.
 *
 * @param page path of the page
 * @param accuracy accuracy tables, one for each setting
 * @param headline what the runs say in one or two sentences
 * @param finishedRuns planned runs that finished
 * @param plannedRuns runs that the sweep asked for
 * @param openRuns one line for each planned run that did not finish, with its reason
 */
public record ReportSummary(
    Path page,
    List<DataTable> accuracy,
    String headline,
    int finishedRuns,
    int plannedRuns,
    List<String> openRuns) {
  /** Explains {@link #accuracyTable}. */
  private static final String NOTE =
      """
      Final epoch's test accuracy in percent, mean +/- standard deviation over the seeds that
      finished; difference in percentage points, paired by seed, BCa bootstrap 95 % interval.
      """;

  /** Copies the lists. */
  public ReportSummary {
    accuracy = List.copyOf(accuracy);
    openRuns = List.copyOf(openRuns);
  }

  /** The accuracy tables as aligned ASCII text of several lines. */
  public String accuracyTable() {
    return accuracy.stream().map(ReportSummary::text).collect(Collectors.joining()) + NOTE;
  }

  private static String text(DataTable table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.columns().stream().map(DataTable.Head::label).toList());
    table.rows().forEach(row -> rows.add(row.stream().map(ReportSummary::text).toList()));
    StringBuilder text = new StringBuilder(table.caption()).append('\n');
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(one -> one.get(column).length()).max().orElse(0);
        line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.append('\n').toString();
  }

  /** The first two lines of a cell: a figure and its deviation or interval. */
  private static String text(Cell cell) {
    String text =
        cell.text() + cell.lines().stream().findFirst().map(line -> " " + line).orElse("");
    return text.replace("\u00b1", "+/-").replace('\u2212', '-').replace('\u2013', '-');
  }
}
