package org.anact.report.tables;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.anact.report.comparison.Convergence;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.GradientSpread;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.NormalizationProperty;
import org.anact.report.comparison.RunCurve;
import org.anact.report.comparison.Study;
import org.anact.results.EpochRow;
import org.anact.results.LayerRow;
import org.anact.results.Outcome;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;
import tech.tablesaw.api.Table;

/** One row or more for each run. */
final class RunTables {
  private RunTables() {}

  static Table runs(Study study) {
    OptionalDouble nothing = OptionalDouble.empty();
    return Rows.of(
        "runs",
        study.results().entries(),
        (rows, entry) -> {
          Optional<Outcome> outcome = entry.run().map(RunRecord::outcome);
          rows.run(entry.plan())
              .text("state", entry.state().words())
              .number(
                  "final_test_accuracy", outcome.map(Outcome::finalTestAccuracy).orElse(nothing))
              .number("seconds", outcome.map(Outcome::seconds).orElse(nothing))
              .number("images_per_second", figure(entry, Figures.SPEED))
              .number("resident_mib", figure(entry, Figures.MEMORY))
              .text("detail", entry.detail());
        });
  }

  private static OptionalDouble figure(RunEntry entry, Measure measure) {
    return entry
        .run()
        .map(run -> OptionalDouble.of(measure.of().applyAsDouble(run)))
        .orElse(OptionalDouble.empty());
  }

  /** The points of the scatter charts. */
  static Table property(Study study) {
    List<RunEntry> finished =
        study.results().entries().stream()
            .filter(entry -> entry.run().map(RunRecord::finished).orElse(false))
            .toList();
    return Rows.of(
        "property",
        finished,
        (rows, entry) -> {
          RunRecord run = entry.run().orElseThrow();
          rows.run(entry.plan()).text("source", run.signals().isPresent() ? "signals" : "layers");
          for (Measure measure :
              List.of(
                  NormalizationProperty.FORWARD,
                  NormalizationProperty.BACKWARD,
                  GradientSpread.MEASURE,
                  Convergence.AREA)) {
            rows.number(measure.id() + "_nats", study.figure(run, measure));
          }
        });
  }

  static Table epochs(Study study) {
    Rows rows = new Rows("epochs");
    for (RunEntry entry : study.results().entries()) {
      for (EpochRow row : entry.run().map(RunRecord::epochs).orElse(List.of())) {
        rows.run(entry.plan())
            .count("epoch", row.epoch())
            .count("step", row.step())
            .number("learning_rate", row.learningRate())
            .number("train_loss", row.trainLoss())
            .number("test_loss", row.testLoss())
            .number("test_accuracy", row.testAccuracy())
            .number("train_seconds", row.trainSeconds())
            .number("images_per_second", row.imagesPerSecond())
            .number("resident_mib", row.residentMib());
      }
    }
    return rows.toTable();
  }

  /** The training losses as the page draws them: means of blocks of mini-batches. */
  static Table curves(Study study) {
    Rows rows = new Rows("curves");
    for (RunEntry entry : study.results().entries()) {
      if (entry.run().isPresent()) {
        RunCurve curve = RunCurve.of(entry.run().get(), study.pointsPerRun());
        for (int i = 0; i < curve.lossSteps().size(); i++) {
          rows.run(entry.plan())
              .number("step", curve.lossSteps().get(i))
              .number("train_loss", curve.trainLoss().get(i));
        }
      }
    }
    return rows.toTable();
  }

  static Table layers(Study study) {
    Rows rows = new Rows("layers");
    for (RunEntry entry : study.results().entries()) {
      for (LayerRow row : entry.run().map(RunRecord::layers).orElse(List.of())) {
        rows.run(entry.plan())
            .count("epoch", row.epoch())
            .text("layer", row.layer())
            .count("depth", row.depth())
            .number("lambda", row.lambda())
            .number("rho", row.rho())
            .number("rho_prime", row.rhoPrime())
            .number("mu", row.mu())
            .number("alpha", row.alpha())
            .number("scale", row.scale())
            .count("degenerate_batches", row.degenerateBatches());
      }
    }
    return rows.toTable();
  }
}
