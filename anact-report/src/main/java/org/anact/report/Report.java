package org.anact.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.anact.report.charts.BundledFont;
import org.anact.report.charts.ChartImage;
import org.anact.report.comparison.Comparisons;
import org.anact.report.page.ReportPage;
import org.anact.report.results.ResultDirectory;
import org.anact.report.results.ResultReader;
import org.anact.report.results.RunEntry;
import org.anact.report.results.RunState;
import org.anact.report.tables.ReportTables;
import org.anact.report.tables.TerminalTable;
import tech.tablesaw.api.Table;

/** Makes the report of a result directory. */
public final class Report {
  private Report() {}

  /**
   * Reads a result directory and writes {@code report/} in it: {@code index.html}, the tables as
   * CSV and the charts as SVG. A report that was there is replaced as a whole.
   *
   * <p>Sets the system property {@code java.awt.headless} to {@code true} unless it has a value:
   * charts need no display. On Linux, text is measured with the font that comes along.
   *
   * @param resultDirectory the result directory
   * @return what the report says in short
   * @throws ResultFormatException if the directory is missing, is no result directory, or its
   *     {@code sweep.json} is unreadable or of another version
   * @throws IOException if the file system fails
   */
  public static ReportSummary write(Path resultDirectory) throws IOException {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    BundledFont.use();
    ResultDirectory directory = ResultReader.read(resultDirectory);
    Comparisons comparisons = Comparisons.of(directory);
    ReportPage page = ReportPage.of(directory, comparisons);
    Path report =
        ReportFolder.replace(
            resultDirectory,
            folder -> {
              Files.writeString(folder.resolve("index.html"), page.html());
              write(ReportTables.accuracy(comparisons), folder);
              write(ReportTables.convergence(comparisons), folder);
              write(ReportTables.runs(directory), folder);
              write(ReportTables.lambda(directory), folder);
              Path charts = Files.createDirectory(folder.resolve("charts"));
              for (ChartImage chart : page.charts()) {
                Files.writeString(charts.resolve(chart.id() + ".svg"), chart.standalone());
              }
            });
    return new ReportSummary(
        report.resolve("index.html"),
        TerminalTable.accuracy(comparisons),
        page.headline(),
        (int) directory.count(RunState.FINISHED),
        directory.entries().size(),
        open(directory));
  }

  private static void write(Table table, Path folder) {
    table.write().csv(folder.resolve(table.name() + ".csv").toFile());
  }

  private static List<String> open(ResultDirectory directory) {
    return directory.entries().stream()
        .filter(entry -> entry.state() != RunState.FINISHED)
        .map(Report::line)
        .toList();
  }

  private static String line(RunEntry entry) {
    return entry.plan().id() + ": " + entry.state().words() + ". " + entry.detail();
  }
}
