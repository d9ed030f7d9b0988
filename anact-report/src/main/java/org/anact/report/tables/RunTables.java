package org.anact.report.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.anact.report.comparison.Convergence;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.GradientSpread;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.NormalizationProperty;
import org.anact.report.comparison.RunCurve;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.TableModel;
import org.anact.results.EpochRow;
import org.anact.results.LayerRow;
import org.anact.results.PlannedRun;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;
import org.anact.results.RunState;

/** Tables with a row or more for each run. */
public final class RunTables {
  private static final List<Column<PlannedRun>> KEYS =
      List.of(
          Column.<PlannedRun>words("Run", plan -> Cell.of(plan.id(), Cell.Style.CODE))
              .saved(Column.text("id", PlannedRun::id)),
          Column.text("dataset", PlannedRun::dataset),
          Column.text("model", PlannedRun::model),
          Column.text("activation", PlannedRun::activation),
          Column.count("seed", PlannedRun::seed));

  private RunTables() {}

  /** A row of one of a run's files. */
  private record RowOf<R>(PlannedRun plan, R row) {}

  /** Every run that was asked for. */
  public static TableModel<RunEntry> runs(Study study) {
    List<Column<RunEntry>> columns = new ArrayList<>(Column.on(RunEntry::plan, KEYS));
    columns.add(
        Column.<RunEntry>words(
                "state",
                entry ->
                    Cell.of(
                        entry.state().words(),
                        entry.state() == RunState.FINISHED ? Cell.Style.PLAIN : Cell.Style.OPEN))
            .saved(Column.text("state", entry -> entry.state().words())));
    columns.add(
        shown(
                "test accuracy, last epoch (%)",
                2, run -> 100 * run.outcome().finalTestAccuracy().orElse(Double.NaN))
            .saved(
                Column.number(
                    "final_test_accuracy",
                    entry -> figure(entry, run -> run.outcome().finalTestAccuracy()))));
    columns.add(both("wall clock (s)", "seconds", 1, run -> run.outcome().seconds()));
    columns.add(
        both("training images/s", "images_per_second", 0, run -> of(study, run, Figures.SPEED)));
    columns.add(both("memory (MiB)", "resident_mib", 0, run -> of(study, run, Figures.MEMORY)));
    columns.add(Column.text("detail", RunEntry::detail));
    return new TableModel<>(columns, study.results().entries());
  }

  private static OptionalDouble of(Study study, RunRecord run, Measure measure) {
    return OptionalDouble.of(study.figure(run, measure));
  }

  private static Column<RunEntry> shown(
      String head, int decimals, Function<RunRecord, Double> figure) {
    return Column.numbers(
        head,
        entry ->
            Cell.number(
                entry
                    .run()
                    .map(figure)
                    .filter(Double::isFinite)
                    .map(OptionalDouble::of)
                    .orElse(OptionalDouble.empty()),
                decimals));
  }

  private static Column<RunEntry> both(
      String head, String name, int decimals, Function<RunRecord, OptionalDouble> figure) {
    return shown(head, decimals, figure.andThen(value -> value.orElse(Double.NaN)))
        .saved(Column.number(name, entry -> figure(entry, figure)));
  }

  private static double figure(RunEntry entry, Function<RunRecord, OptionalDouble> figure) {
    return entry.run().map(figure).orElse(OptionalDouble.empty()).orElse(Double.NaN);
  }

  /** The points of the scatter charts. */
  static TableModel<?> property(Study study) {
    List<Column<RunEntry>> columns = new ArrayList<>(Column.on(RunEntry::plan, KEYS));
    columns.add(
        Column.text(
            "source",
            entry -> entry.run().orElseThrow().signals().isPresent() ? "signals" : "layers"));
    for (Measure measure :
        List.of(
            NormalizationProperty.FORWARD,
            NormalizationProperty.BACKWARD,
            GradientSpread.MEASURE,
            Convergence.AREA)) {
      columns.add(
          Column.number(
              measure.id() + "_nats", entry -> study.figure(entry.run().orElseThrow(), measure)));
    }
    return new TableModel<>(
        columns,
        study.results().entries().stream()
            .filter(entry -> entry.run().map(RunRecord::finished).orElse(false))
            .toList());
  }

  private static <R> TableModel<?> rows(
      Study study, Function<RunRecord, List<R>> rows, List<Column<R>> columns) {
    List<RowOf<R>> all = new ArrayList<>();
    for (RunEntry entry : study.results().entries()) {
      entry
          .run()
          .ifPresent(
              run -> rows.apply(run).forEach(row -> all.add(new RowOf<>(entry.plan(), row))));
    }
    List<Column<RowOf<R>>> keys = Column.on(RowOf::plan, KEYS);
    List<Column<RowOf<R>>> others = Column.on(RowOf::row, columns);
    return new TableModel<>(Column.join(keys, others), all);
  }

  static TableModel<?> epochs(Study study) {
    return rows(
        study,
        RunRecord::epochs,
        List.of(
            Column.count("epoch", EpochRow::epoch),
            Column.count("step", EpochRow::step),
            Column.number("learning_rate", EpochRow::learningRate),
            Column.number("train_loss", EpochRow::trainLoss),
            Column.number("test_loss", EpochRow::testLoss),
            Column.number("test_accuracy", EpochRow::testAccuracy),
            Column.number("train_seconds", EpochRow::trainSeconds),
            Column.number("images_per_second", EpochRow::imagesPerSecond),
            Column.number("resident_mib", EpochRow::residentMib)));
  }

  private record CurvePoint(double step, double loss) {}

  /** The training losses as the page draws them: means of blocks of mini-batches. */
  static TableModel<?> curves(Study study) {
    return rows(
        study,
        run -> {
          RunCurve curve = RunCurve.of(run, study.pointsPerRun());
          return IntStream.range(0, curve.lossSteps().size())
              .mapToObj(i -> new CurvePoint(curve.lossSteps().get(i), curve.trainLoss().get(i)))
              .toList();
        },
        List.of(
            Column.number("step", CurvePoint::step),
            Column.number("train_loss", CurvePoint::loss)));
  }

  static TableModel<?> layers(Study study) {
    return rows(
        study,
        RunRecord::layers,
        List.of(
            Column.count("epoch", LayerRow::epoch),
            Column.text("layer", LayerRow::layer),
            Column.count("depth", LayerRow::depth),
            Column.number("lambda", LayerRow::lambda),
            Column.number("rho", LayerRow::rho),
            Column.number("rho_prime", LayerRow::rhoPrime),
            Column.number("mu", LayerRow::mu),
            Column.number("alpha", LayerRow::alpha),
            Column.number("scale", LayerRow::scale),
            Column.count("degenerate_batches", LayerRow::degenerateBatches)));
  }
}
