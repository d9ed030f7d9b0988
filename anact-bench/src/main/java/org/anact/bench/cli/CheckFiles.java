package org.anact.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anact.bench.bands.ArmRuns;
import org.anact.bench.bands.BandCheck;
import org.anact.bench.bands.BandRun;
import org.anact.bench.bands.Reference;
import org.anact.bench.bands.TestResult;
import org.anact.results.JsonFiles;

/** Writes what a check found for other programs: {@code check.json}, two tables, as CSV. */
final class CheckFiles {

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
  }

  private record RunRecord(String model, String activation, BandRun run) {}

  private record RunRow(
      String model,
      String activation,
      long seed,
      Double stepsToTarget,
      Double loss,
      Double accuracy,
      String error) {

    static RunRow of(RunRecord record) {
      BandRun run = record.run();
      return new RunRow(
          record.model(),
          record.activation(),
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
    OutputFiles.csv(folder.resolve("tests.csv"), TestRecord.class, tests);
    OutputFiles.csv(
        folder.resolve("runs.csv"), RunRow.class, records.stream().map(RunRow::of).toList());
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
