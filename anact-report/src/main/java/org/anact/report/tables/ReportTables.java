package org.anact.report.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Comparisons;
import org.anact.report.comparison.Convergence;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Setting;
import org.anact.report.results.LayerRow;
import org.anact.report.results.Outcome;
import org.anact.report.results.PlannedRun;
import org.anact.report.results.ResultDirectory;
import org.anact.report.results.RunEntry;
import org.anact.report.results.RunRecord;
import org.anact.report.results.RunState;
import org.anact.report.statistics.Interval;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.Summary;
import tech.tablesaw.api.Table;

/** The tables of the report in full precision, one row for each comparison, run or layer. */
public final class ReportTables {
  private static final Arm NO_ARM = new Arm("", List.of(), List.of());
  private static final Comparison NO_COMPARISON =
      new Comparison(new Setting("", ""), "", "", NO_ARM, NO_ARM);

  private record Measured(Comparison comparison, Convergence convergence) {}

  private record LayerOfRun(PlannedRun plan, LayerRow row) {}

  private ReportTables() {}

  /**
   * Accuracy of the final epoch: one row for each comparison. Means in percent, deviations and
   * differences in percentage points.
   *
   * @param comparisons the sweep
   * @return the table
   */
  public static Table accuracy(Comparisons comparisons) {
    return Rows.of("accuracy", comparisons.all(), NO_COMPARISON, ReportTables::accuracyRow);
  }

  /**
   * Steps and epochs to the common training loss, and area under the training-loss curve: one row
   * for each comparison with a finished run.
   *
   * @param comparisons the sweep
   * @return the table
   */
  public static Table convergence(Comparisons comparisons) {
    List<Measured> measured = new ArrayList<>();
    for (Setting setting : comparisons.settings()) {
      for (String model : comparisons.models(setting)) {
        List<Comparison> shown = comparisons.in(setting, model);
        Convergence.of(setting, model, shown)
            .ifPresent(measure -> shown.forEach(one -> measured.add(new Measured(one, measure))));
      }
    }
    Measured nothing = new Measured(NO_COMPARISON, new Convergence(NO_COMPARISON.setting(), "", 0));
    return Rows.of("convergence", measured, nothing, ReportTables::convergenceRow);
  }

  /**
   * Every planned run.
   *
   * @param directory what was read
   * @return the table
   */
  public static Table runs(ResultDirectory directory) {
    RunEntry nothing =
        new RunEntry(new PlannedRun("", "", "", "", 0), RunState.MISSING, Optional.empty(), "");
    return Rows.of("runs", directory.entries(), nothing, ReportTables::runRow);
  }

  /**
   * Every row of every layer table of a readable run.
   *
   * @param directory what was read
   * @return the table
   */
  public static Table lambda(ResultDirectory directory) {
    List<LayerOfRun> layers =
        directory.entries().stream()
            .flatMap(
                entry ->
                    entry.run().stream()
                        .flatMap(run -> run.layers().stream())
                        .map(row -> new LayerOfRun(entry.plan(), row)))
            .toList();
    LayerOfRun nothing =
        new LayerOfRun(
            new PlannedRun("", "", "", "", 0), new LayerRow(0, "", 0, 0, 0, 0, 0, 0, 0, 0));
    return Rows.of("lambda", layers, nothing, ReportTables::layerRow);
  }

  private static void accuracyRow(Rows rows, Comparison comparison) {
    identify(rows, comparison);
    arm(rows, "vanilla", "percent", comparison.vanilla(), Figures::accuracyPercent);
    arm(rows, "normalized", "percent", comparison.normalized(), Figures::accuracyPercent);
    PairedDifference difference = comparison.difference(Figures::accuracyPercent);
    difference(rows, "difference", "points", difference);
    rows.number("sign_flip_p", difference.pValue())
        .text("verdict", difference.verdict().name().toLowerCase(Locale.ROOT))
        .text("vanilla_unfinished", comparison.vanilla().unfinishedWords())
        .text("normalized_unfinished", comparison.normalized().unfinishedWords());
  }

  private static void convergenceRow(Rows rows, Measured measured) {
    Comparison comparison = measured.comparison;
    identify(rows, comparison);
    rows.number("threshold_nats", OptionalDouble.of(measured.convergence.threshold()));
    both(rows, comparison, "steps", "steps", measured.convergence::steps);
    both(rows, comparison, "epochs", "epochs", measured.convergence::epochs);
    both(rows, comparison, "area", "nats", Convergence::area);
  }

  private static void runRow(Rows rows, RunEntry entry) {
    Optional<Outcome> outcome = entry.run().map(RunRecord::outcome);
    plan(rows, entry.plan())
        .text("state", entry.state().words())
        .number(
            "final_test_accuracy",
            outcome.map(Outcome::finalTestAccuracy).orElse(OptionalDouble.empty()))
        .number("seconds", outcome.map(Outcome::seconds).orElse(OptionalDouble.empty()))
        .number("images_per_second", optional(entry.run().map(Figures::imagesPerSecond)))
        .text("detail", entry.detail());
  }

  private static void layerRow(Rows rows, LayerOfRun layer) {
    LayerRow row = layer.row;
    plan(rows, layer.plan)
        .count("epoch", row.epoch())
        .text("layer", row.layer())
        .count("depth", row.depth())
        .number("lambda", OptionalDouble.of(row.lambda()))
        .number("rho", OptionalDouble.of(row.rho()))
        .number("rho_prime", OptionalDouble.of(row.rhoPrime()))
        .number("mu", OptionalDouble.of(row.mu()))
        .number("alpha", OptionalDouble.of(row.alpha()))
        .number("scale", OptionalDouble.of(row.scale()))
        .count("degenerate_batches", row.degenerateBatches());
  }

  private static Rows plan(Rows rows, PlannedRun plan) {
    return rows.text("id", plan.id())
        .text("dataset", plan.dataset())
        .text("model", plan.model())
        .text("activation", plan.activation())
        .count("seed", plan.seed());
  }

  private static void identify(Rows rows, Comparison comparison) {
    rows.text("dataset", comparison.setting().dataset())
        .text("variant", comparison.setting().variant())
        .text("model", comparison.model())
        .text("base_activation", comparison.base())
        .text("vanilla", comparison.vanilla().label())
        .text("normalized", comparison.normalized().label());
  }

  private static void both(
      Rows rows,
      Comparison comparison,
      String name,
      String unit,
      ToDoubleFunction<RunRecord> figure) {
    arm(rows, name + "_vanilla", unit, comparison.vanilla(), figure);
    arm(rows, name + "_normalized", unit, comparison.normalized(), figure);
    difference(rows, name + "_difference", unit, comparison.difference(figure));
  }

  private static void arm(
      Rows rows, String name, String unit, Arm arm, ToDoubleFunction<RunRecord> figure) {
    Summary summary = arm.summary(figure);
    rows.count(name + "_n", summary.n())
        .number(name + "_mean_" + unit, summary.mean())
        .number(name + "_sd", summary.deviation());
  }

  private static void difference(Rows rows, String name, String unit, PairedDifference difference) {
    rows.count(name + "_pairs", difference.summary().n())
        .number(name + "_mean_" + unit, difference.summary().mean())
        .number(name + "_sd", difference.summary().deviation())
        .number(name + "_low", optional(difference.interval().map(Interval::low)))
        .number(name + "_high", optional(difference.interval().map(Interval::high)));
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
