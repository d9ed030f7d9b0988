package org.anact.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.report.change.SweepChange;
import org.anact.report.comparison.Study;
import org.anact.report.document.DataTable;
import org.anact.report.document.ReportDocument;
import org.anact.report.document.TableModel;
import org.anact.report.export.CsvTable;
import org.anact.report.export.LatexTable;
import org.anact.report.export.Markdown;
import org.anact.report.page.ReportPage;
import org.anact.report.plot.ChartEnvironment;
import org.anact.report.plot.ChartImage;
import org.anact.report.sections.ReportSections;
import org.anact.report.tables.AccuracyTable;
import org.anact.report.tables.ReportTable;
import org.anact.results.ResultFormat;
import org.anact.results.ResultFormatException;
import org.anact.results.Results;
import org.anact.results.RunEntry;

/** Makes the report of result directories. */
public final class Report {
  private Report() {}

  /**
   * Reads a result directory and writes {@code report/} in it.
   *
   * @throws ResultFormatException as {@link #write(List, Path)}
   */
  public static ReportSummary write(Path resultDirectory) throws IOException {
    return write(List.of(resultDirectory), resultDirectory.resolve(ResultFormat.REPORT));
  }

  /**
   * Reads result directories and writes their common report: {@code index.html}, {@code report.md},
   * the tables as CSV and as LaTeX and the charts as SVG. A report that was there is replaced as a
   * whole.
   *
   * <p>Sets the system property {@code java.awt.headless} to {@code true} unless it has a value:
   * charts need no display. On Linux, text is measured with the font that comes along.
   *
   * @throws ResultFormatException if a directory is missing, is named twice, is not a result
   *     directory, or its {@code sweep.json} is unreadable or of another version; or if the folder
   *     holds something else than a report or cannot be written
   */
  public static ReportSummary write(List<Path> resultDirectories, Path folder) throws IOException {
    return write(resultDirectories, folder, false);
  }

  /**
   * Writes a report as {@link #write(List, Path)} does.
   *
   * @param mixedMachines whether runs from different kinds of processor make pairs, even if no
   *     sweep was run so
   */
  public static ReportSummary write(
      List<Path> resultDirectories, Path folder, boolean mixedMachines) throws IOException {
    ChartEnvironment.prepare();
    Study study = new Study(Results.read(resultDirectories), mixedMachines);
    ReportDocument document = ReportSections.of(study);
    Map<String, TableModel<?>> tables = new LinkedHashMap<>();
    for (ReportTable table : ReportTable.values()) {
      tables.put(table.file(), table.of(study));
    }
    Path report = ReportFolder.replace(folder, fresh -> write(document, tables, fresh));
    return new ReportSummary(
        report.resolve(ReportFolder.PAGE),
        AccuracyTable.console(study),
        document.headline(),
        open(study.results()));
  }

  /**
   * Compares two sweeps and writes what changed: {@code index.html}, {@code report.md} and the
   * tables as CSV and as LaTeX.
   *
   * @param folder where it goes, absent if it is not to be written
   * @throws ResultFormatException as {@link #write(List, Path)}
   */
  public static SweepChange compare(Path first, Path second, Optional<Path> folder)
      throws IOException {
    SweepChange change = SweepChange.of(first, second);
    if (folder.isPresent()) {
      Map<String, TableModel<?>> tables = new LinkedHashMap<>();
      change.tables().forEach((table, model) -> tables.put(table.file(), model));
      ReportFolder.replace(folder.get(), fresh -> write(change.document(), tables, fresh));
    }
    return change;
  }

  private static void write(ReportDocument document, Map<String, TableModel<?>> tables, Path folder)
      throws IOException {
    Files.writeString(folder.resolve(ReportFolder.PAGE), ReportPage.of(document));
    Files.writeString(folder.resolve(ReportFolder.MARKDOWN), Markdown.of(document));
    tables.forEach((file, table) -> CsvTable.write(table, folder.resolve(file)));
    Path latex = Files.createDirectory(folder.resolve(ReportFolder.LATEX));
    for (DataTable table : document.tables()) {
      Files.writeString(latex.resolve(table.id() + ".tex"), LatexTable.of(table));
    }
    Path charts = Files.createDirectory(folder.resolve(ReportFolder.CHARTS));
    for (ChartImage chart : document.charts()) {
      Files.writeString(charts.resolve(chart.id() + ".svg"), chart.standalone());
    }
  }

  private static List<String> open(Results results) {
    return results.open().stream().map(Report::line).toList();
  }

  private static String line(RunEntry entry) {
    return entry.plan().id() + ": " + entry.state().words() + ". " + entry.detail();
  }
}
