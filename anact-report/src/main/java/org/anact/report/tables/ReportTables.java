package org.anact.report.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.anact.report.change.SweepChange;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.ReportDocument;
import org.anact.report.export.Escape;
import tech.tablesaw.api.Table;

/** The tables of the report in full precision; the name of each is that of its CSV file. */
public final class ReportTables {
  /** Tables that hold words alone, and so are no rounding of anything. */
  private static final Set<String> WORDS = Set.of("claims", "open-runs", "recipes");

  /** Names of all tables that a report or a comparison of two sweeps may have. */
  private static final Set<String> NAMES =
      Set.of(
          "ablation",
          "accuracy",
          "aggregate",
          "anchors",
          "changed-options",
          "changed-origin",
          "changed-runs",
          "claims",
          "convergence",
          "correlations",
          "cost",
          "curves",
          "differences",
          "epochs",
          "layers",
          "open-runs",
          "profile",
          "property",
          "property-differences",
          "recipes",
          "runs",
          "signals",
          "weight-gradients",
          "weights");

  private ReportTables() {}

  /**
   * Whether a table may have a name.
   *
   * @param name of a CSV file, without its extension
   * @return true if so
   */
  public static boolean isName(String name) {
    return NAMES.contains(name);
  }

  /**
   * Every table.
   *
   * @param study what was read and compared
   * @param document what the page shows of it
   * @return each name once
   */
  public static List<Table> of(Study study, ReportDocument document) {
    List<Table> tables = new ArrayList<>();
    tables.add(ComparisonTables.accuracy(study));
    tables.add(ComparisonTables.convergence(study));
    tables.add(ComparisonTables.properties(study));
    tables.add(ComparisonTables.cost(study));
    tables.add(ComparisonTables.ablation(study));
    tables.add(AggregateTables.aggregate(study));
    tables.add(AggregateTables.profile(study));
    tables.add(AggregateTables.correlations(study));
    tables.add(AggregateTables.anchors(study));
    tables.add(RunTables.runs(study));
    tables.add(RunTables.property(study));
    tables.add(RunTables.epochs(study));
    tables.add(RunTables.curves(study));
    tables.add(RunTables.layers(study));
    tables.add(SignalTables.signals(study));
    tables.add(SignalTables.weights(study));
    tables.add(SignalTables.weightGradients(study));
    document.tables().stream()
        .filter(table -> WORDS.contains(table.id()))
        .map(ReportTables::words)
        .forEach(tables::add);
    return tables;
  }

  /**
   * The tables of a comparison of two sweeps.
   *
   * @param change what changed
   * @return each name once
   */
  public static List<Table> of(SweepChange change) {
    List<Table> tables = new ArrayList<>();
    tables.add(
        Rows.of(
            "differences",
            change.differences(),
            (rows, row) ->
                rows.text("dataset", row.comparison().setting().dataset())
                    .text("model", row.comparison().model())
                    .text("activation", row.comparison().base())
                    .text("figure", row.measure().id())
                    .text("unit", row.measure().unit())
                    .summary("a", row.comparison().vanilla().summary(row.measure().of()))
                    .summary("b", row.comparison().normalized().summary(row.measure().of()))
                    .difference("difference", row.difference())));
    change.document().tables().stream()
        .filter(table -> table.id().startsWith("changed-"))
        .map(ReportTables::words)
        .forEach(tables::add);
    return tables;
  }

  private static Table words(DataTable table) {
    Rows rows = new Rows(table.id());
    for (List<Cell> row : table.rows()) {
      for (int i = 0; i < row.size(); i++) {
        rows.text(Escape.spreadsheet(table.columns().get(i).label()), row.get(i).text());
      }
    }
    return rows.toTable();
  }
}
