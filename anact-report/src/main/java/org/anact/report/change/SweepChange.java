package org.anact.report.change;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anact.report.change.MatchedRuns.Match;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Convergence;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.Setting;
import org.anact.report.document.Block;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Numbers;
import org.anact.report.document.ReportDocument;
import org.anact.report.document.Section;
import org.anact.report.document.Text;
import org.anact.report.statistics.PairedDifference;
import org.anact.results.ResultDirectory;
import org.anact.results.ResultFormatException;
import org.anact.results.ResultReader;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;

/**
 * What changed between two sweeps.
 *
 * @param document the findings
 * @param differences paired differences, second sweep minus first, one for each group and figure
 * @param changed whether the sweeps have other runs, or a run with another state, other losses or
 *     another accuracy; speed and environment do not count
 */
public record SweepChange(ReportDocument document, List<Row> differences, boolean changed) {
  /** What is compared, run by run. */
  private static final List<Measure> MEASURES =
      List.of(
          Figures.ACCURACY, Figures.TEST_LOSS, Figures.TRAIN_LOSS, Convergence.AREA, Figures.SPEED);

  /**
   * A paired difference.
   *
   * @param comparison its arms: the runs of the first sweep as vanilla, of the second as normalized
   * @param measure which figure
   * @param difference second minus first
   */
  public record Row(Comparison comparison, Measure measure, PairedDifference difference) {}

  /** Copies the list. */
  public SweepChange {
    differences = List.copyOf(differences);
  }

  /**
   * Compares two result directories.
   *
   * @param first result directory
   * @param second result directory
   * @return what changed from the first to the second
   * @throws ResultFormatException if one of them is no result directory
   * @throws IOException if the file system fails
   */
  public static SweepChange of(Path first, Path second) throws IOException {
    ResultDirectory before = ResultReader.read(first);
    ResultDirectory after = ResultReader.read(second);
    MatchedRuns runs = MatchedRuns.of(before, after);
    List<Row> rows = differences(runs);
    long same = runs.matches().stream().filter(Match::sameFigures).count();
    boolean changed =
        same < runs.matches().size() || !runs.onlyFirst().isEmpty() || !runs.onlySecond().isEmpty();
    String headline =
        Numbers.count(runs.matches().size(), "run is", "runs are")
            + " in both sweeps, "
            + Numbers.count(same)
            + " of them with the same losses and accuracy; "
            + Numbers.count(runs.onlyFirst().size())
            + " only in A, "
            + Numbers.count(runs.onlySecond().size())
            + " only in B.";
    List<Block> blocks = new ArrayList<>();
    blocks.add(differenceTable(rows));
    List<Match> reconfigured =
        runs.matches().stream().filter(match -> !match.sameConfiguration()).toList();
    for (DataTable table :
        List.of(
            runTable(runs),
            ChangeTables.configuration(reconfigured),
            ChangeTables.origin(before, after))) {
      blocks.add(table.rows().isEmpty() ? Text.paragraph(table.caption() + ": none.") : table);
    }
    blocks.add(
        Text.bullets(
            List.of(
                "A: " + before.name() + ", " + before.sweep().command(),
                "B: " + after.name() + ", " + after.sweep().command())));
    ReportDocument document =
        new ReportDocument(
            before.sweep().name() + " \u2192 " + after.sweep().name(),
            "What changed between two sweeps: A is "
                + before.name()
                + ", B is "
                + after.name()
                + ".",
            headline,
            List.of(new Section("summary", "Changes", blocks)));
    return new SweepChange(document, rows, changed);
  }

  private static List<Row> differences(MatchedRuns runs) {
    Map<List<String>, List<Match>> groups = new LinkedHashMap<>();
    for (Match match : runs.matches()) {
      var plan = match.first().plan();
      groups
          .computeIfAbsent(
              List.of(plan.dataset(), plan.model(), plan.activation()), unused -> new ArrayList<>())
          .add(match);
    }
    List<Row> rows = new ArrayList<>();
    groups.forEach(
        (name, matches) -> {
          Comparison comparison =
              new Comparison(
                  new Setting(name.get(0), ""),
                  name.get(1),
                  name.get(2),
                  arm("A", matches.stream().map(Match::first).toList()),
                  arm("B", matches.stream().map(Match::second).toList()));
          for (Measure measure : MEASURES) {
            rows.add(new Row(comparison, measure, comparison.difference(measure.of())));
          }
        });
    return rows;
  }

  private static Arm arm(String label, List<RunEntry> entries) {
    List<RunRecord> finished =
        entries.stream()
            .flatMap(entry -> entry.run().stream())
            .filter(RunRecord::finished)
            .toList();
    return new Arm(label, finished, List.of());
  }

  private static DataTable differenceTable(List<Row> rows) {
    return new DataTable(
        "differences",
        "B minus A, paired by seed, with the BCa 95 % interval; runs that finished in both",
        List.of("differences.csv"),
        false,
        List.of(
            Column.words("Data and model"),
            Column.words("Activation"),
            Column.words("Figure"),
            Column.numbers("A"),
            Column.numbers("B"),
            Column.numbers("B \u2212 A"),
            Column.numbers("p"),
            Column.numbers("n"),
            Column.words("verdict")),
        rows.stream()
            .map(
                row -> {
                  int decimals = row.measure.decimals();
                  return List.of(
                      Cell.of(row.comparison.setting().label() + ", " + row.comparison.model()),
                      Cell.of(row.comparison.base()),
                      Cell.of(row.measure.words() + " (" + row.measure.unit() + ")"),
                      Cell.summary(row.comparison.vanilla().summary(row.measure.of()), decimals),
                      Cell.summary(row.comparison.normalized().summary(row.measure.of()), decimals),
                      Cell.difference(row.difference, decimals),
                      Cell.number(row.difference.pValue(), 3),
                      Cell.count(row.difference.summary().n()),
                      Cell.of(row.difference.verdict().words()));
                })
            .toList());
  }

  private static DataTable runTable(MatchedRuns runs) {
    List<List<Cell>> rows = new ArrayList<>();
    runs.onlyFirst().forEach(entry -> rows.add(row(entry, "only in A", entry.state().words())));
    runs.onlySecond().forEach(entry -> rows.add(row(entry, "only in B", entry.state().words())));
    for (Match match : runs.matches()) {
      if (match.first().state() != match.second().state()) {
        String states = match.first().state().words() + " \u2192 " + match.second().state().words();
        rows.add(row(match.first(), "other state", states));
      } else if (!match.sameFigures()) {
        rows.add(row(match.first(), "other figures", "losses or accuracy differ"));
      }
    }
    return new DataTable(
        "changed-runs",
        "Runs that only one sweep has, or that ended otherwise",
        List.of("changed-runs.csv"),
        true,
        List.of(Column.words("Run"), Column.words("Change"), Column.words("Detail")),
        rows);
  }

  private static List<Cell> row(RunEntry entry, String change, String detail) {
    return List.of(
        Cell.of(entry.plan().id(), Cell.Style.CODE),
        Cell.of(change, Cell.Style.OPEN),
        Cell.of(detail));
  }
}
