package org.anact.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.anact.bench.bands.ArmRuns;
import org.anact.bench.bands.BandCheck;
import org.anact.bench.bands.BandRun;
import org.anact.bench.bands.Reference;
import org.anact.bench.bands.TestResult;
import org.anact.results.JsonFiles;

/** Writes what a check found for other programs: {@code check.json}, two tables, as CSV. */
final class CheckFiles {

  private static final List<String> TEST_COLUMNS =
      List.of(
          "configuration",
          "quantity",
          "reference_n",
          "reference_mean",
          "reference_deviation",
          "low",
          "high",
          "check_n",
          "found",
          "deviation",
          "p",
          "level",
          "fails");
  private static final List<String> RUN_COLUMNS =
      List.of("model", "activation", "seed", "steps_to_target", "loss", "accuracy", "error");

  private final Path folder;

  /** Writes into a folder that is there. */
  CheckFiles(Path folder) {
    this.folder = folder;
  }

  /** The whole of a check. */
  private record CheckRecord(
      String band,
      boolean passes,
      List<String> failures,
      List<String> notes,
      Reference.Origin provenance,
      List<TestRecord> tests,
      List<RunRecord> runs) {}

  private record TestRecord(
      String configuration,
      String quantity,
      int referenceN,
      Double referenceMean,
      Double referenceDeviation,
      Double low,
      Double high,
      int checkN,
      Double found,
      Double deviation,
      Double p,
      double level,
      boolean fails) {

    static TestRecord of(TestResult result) {
      return new TestRecord(
          result.subject(),
          result.quantity(),
          result.reference().n(),
          finite(result.reference().mean()),
          finite(result.reference().deviation()),
          finite(result.interval().low()),
          finite(result.interval().high()),
          result.k(),
          finite(result.found()),
          finite(result.deviation()),
          finite(result.pValue()),
          result.level(),
          result.fails());
    }

    List<Object> row() {
      return cells(
          configuration,
          quantity,
          referenceN,
          referenceMean,
          referenceDeviation,
          low,
          high,
          checkN,
          found,
          deviation,
          p,
          level,
          fails);
    }
  }

  private record RunRecord(String model, String activation, BandRun run) {

    List<Object> row() {
      return cells(
          model,
          activation,
          run.seed(),
          run.stepsToTarget(),
          run.loss(),
          run.accuracy(),
          run.error());
    }
  }

  void write(BandCheck check, List<ArmRuns> runs, Reference.Origin origin) throws IOException {
    List<TestRecord> tests = check.results().stream().map(TestRecord::of).toList();
    List<RunRecord> records = new ArrayList<>();
    for (ArmRuns arm : runs) {
      String model = arm.arm().model();
      String activation = arm.arm().activation();
      arm.runs().forEach(run -> records.add(new RunRecord(model, activation, run)));
    }
    JsonFiles.write(
        folder.resolve("check.json"),
        new CheckRecord(
            check.band(), check.passes(), check.failures(), check.notes(), origin, tests, records));
    OutputFiles.csv(
        folder.resolve("tests.csv"), TEST_COLUMNS, tests.stream().map(TestRecord::row).toList());
    OutputFiles.csv(
        folder.resolve("runs.csv"), RUN_COLUMNS, records.stream().map(RunRecord::row).toList());
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** A value that is absent becomes an empty cell. */
  private static List<Object> cells(Object... values) {
    return Arrays.stream(values).map(value -> value == null ? (Object) "" : value).toList();
  }
}
