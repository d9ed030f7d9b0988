package org.anact.report.change;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.anact.report.change.MatchedRuns.Match;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Convergence;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.Setting;
import org.anact.report.comparison.Variants;
import org.anact.report.document.Block;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.DataTable;
import org.anact.report.document.Numbers;
import org.anact.report.document.ReportDocument;
import org.anact.report.document.Section;
import org.anact.report.document.TableModel;
import org.anact.report.document.Text;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.tables.ComparisonTables;
import org.anact.results.ResultDirectory;
import org.anact.results.ResultFormatException;
import org.anact.results.ResultReader;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;

/**
 * What changed between two sweeps.
 *
 * @param document the findings
 * @param tables the tables with their columns in full
 * @param changed whether the sweeps have other runs, or a run with another state, other losses or
 *     another accuracy; speed and environment do not count
 */
public record SweepChange(
    ReportDocument document, Map<ChangeTable, TableModel<?>> tables, boolean changed) {
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
  private record Difference(Comparison comparison, Measure measure, PairedDifference difference) {}

  /** An arm of the first sweep; its variants have differences of their own. */
  private record ArmName(Setting setting, String model, String label) {
    static ArmName of(RunEntry entry, RunRecord run, Variants variants) {
      return new ArmName(
          variants.setting(entry, run), run.config().model(), variants.armLabel(run));
    }
  }

  /** Copies the map. */
  public SweepChange {
    tables = Map.copyOf(tables);
  }

  /**
   * Compares two result directories.
   *
   * @throws ResultFormatException if one of them is not a result directory
   */
  public static SweepChange of(Path first, Path second) throws IOException {
    ResultDirectory before = ResultReader.read(first);
    ResultDirectory after = ResultReader.read(second);
    MatchedRuns runs = MatchedRuns.of(before, after);

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
            + " only in B."
            + (runs.trials() == 0
                ? ""
                : " "
                    + Numbers.count(
                        runs.trials(), "of the former is a trial", "of the former are trials")
                    + ", which the differences below leave out: their accuracies are of a"
                    + " validation share.");
    List<Block> blocks = new ArrayList<>();
    TableModel<?> differences = differenceTable(differences(runs));
    blocks.add(
        differences.show(
            "differences",
            "B minus A, paired by seed, with the BCa 95 % interval; runs that finished in both",
            ChangeTable.DIFFERENCES.file()));
    TableModel<?> other = ChangeTables.runs(runs);
    blocks.add(
        orNone(
            other.showSentences(
                "changed-runs",
                "Runs that only one sweep has, or that ended in another way",
                ChangeTable.CHANGED_RUNS.file())));
    TableModel<?> options =
        ChangeTables.options(
            runs.matches().stream().filter(match -> !match.sameConfiguration()).toList());
    blocks.add(
        orNone(
            options.show(
                "changed-options",
                "Options with another value",
                ChangeTable.CHANGED_OPTIONS.file())));
    TableModel<?> origin = ChangeTables.origin(before, after);
    blocks.add(
        orNone(
            origin.showSentences(
                "changed-origin",
                "Versions, machine and data that are not the same",
                ChangeTable.CHANGED_ORIGIN.file())));
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
    return new SweepChange(
        document,
        Map.of(
            ChangeTable.DIFFERENCES, differences,
            ChangeTable.CHANGED_RUNS, other,
            ChangeTable.CHANGED_OPTIONS, options,
            ChangeTable.CHANGED_ORIGIN, origin),
        changed);
  }

  private static Block orNone(DataTable table) {
    return table.rows().isEmpty() ? Text.paragraph(table.caption() + ": none.") : table;
  }

  private static List<Difference> differences(MatchedRuns runs) {
    Variants variants = new Variants(runs.matches().stream().map(Match::first).toList());
    Map<ArmName, List<Match>> groups = new LinkedHashMap<>();
    for (Match match : runs.matches()) {
      RunEntry first = match.first();
      // A run without a record has no figure.
      if (!first.plan().isTrial() && first.run().isPresent()) {
        ArmName name = ArmName.of(first, first.run().get(), variants);
        groups.computeIfAbsent(name, unused -> new ArrayList<>()).add(match);
      }
    }
    List<Difference> rows = new ArrayList<>();
    groups.forEach(
        (name, matches) -> {
          Comparison comparison =
              new Comparison(
                  name.setting,
                  name.model,
                  name.label,
                  Arm.of("A", matches.stream().map(Match::first).toList()),
                  Arm.of("B", matches.stream().map(Match::second).toList()),
                  // That the machines differ may be what one wants to see.
                  true);
          for (Measure measure : MEASURES) {
            rows.add(new Difference(comparison, measure, comparison.difference(measure.of())));
          }
        });
    return rows;
  }

  private static TableModel<?> differenceTable(List<Difference> rows) {
    ToIntFunction<Difference> decimals = row -> row.measure.decimals();
    return new TableModel<>(
        Column.join(
            Column.on(Difference::comparison, ComparisonTables.CELL),
            List.of(
                Column.words(
                    "Data and model",
                    row ->
                        Cell.of(row.comparison.setting().label() + ", " + row.comparison.model())),
                Column.text("Activation", "activation", row -> row.comparison.base()),
                Column.<Difference>words(
                        "Figure",
                        row -> Cell.of(row.measure.words() + " (" + row.measure.unit() + ")"))
                    .saved(Column.text("figure", row -> row.measure.id()))
                    .saved(Column.text("unit", row -> row.measure.unit())),
                Column.summary(
                    "A", "a", decimals, row -> row.comparison.vanilla().summary(row.measure.of())),
                Column.summary(
                    "B",
                    "b",
                    decimals,
                    row -> row.comparison.normalized().summary(row.measure.of())),
                Column.difference("B \u2212 A", "difference", decimals, Difference::difference),
                Column.numbers("p", row -> Cell.number(row.difference.pValue(), 3)),
                Column.numbers("n", row -> Cell.count(row.difference.summary().n())),
                Column.words(
                    "significance", row -> Cell.of(row.difference.significance().words())))),
        rows);
  }
}
