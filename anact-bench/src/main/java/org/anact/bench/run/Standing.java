package org.anact.bench.run;

import java.nio.file.Path;
import java.util.Optional;
import org.anact.results.PlannedRun;
import org.anact.results.ResultReader;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;
import org.anact.results.RunState;

/**
 * Whether a run has a record that stands, or is to be trained.
 *
 * @param record that stands; empty if the run is to be trained
 * @param failure record of a run that failed, which does not stand
 * @param reason why it is to be trained although there is a record of it; no words if there is none
 */
public record Standing(Optional<RunRecord> record, Optional<RunRecord> failure, String reason) {

  /**
   * Returns whether a run is to be trained.
   *
   * @param results the result directory
   * @param dataChecksum of the data set as it is now; empty if that is not known
   */
  public static Standing of(
      Path results, PlannedRun run, String codeVersion, Optional<String> dataChecksum) {
    RunEntry entry = ResultReader.entry(results, run);
    if (entry.run().isEmpty()) {
      return toTrain(
          entry.state() == RunState.UNREADABLE
              ? "its record is damaged (" + entry.detail() + ")"
              : "");
    }
    RunRecord record = entry.run().get();
    if (entry.state() == RunState.FAILED) {
      return new Standing(
          Optional.empty(),
          entry.run(),
          "it failed last time (" + record.outcome().message() + ")");
    }
    if (!record.provenance().codeVersion().equals(codeVersion)) {
      return toTrain("its record is of anact " + record.provenance().codeVersion());
    }
    if (dataChecksum.filter(now -> !record.provenance().dataChecksum().equals(now)).isPresent()) {
      return toTrain("the data set has changed since");
    }
    return new Standing(entry.run(), Optional.empty(), "");
  }

  /** Returns why the run is to be trained; empty if its record stands. */
  public Optional<String> reasonToRun() {
    return record.isPresent() ? Optional.empty() : Optional.of(reason);
  }

  private static Standing toTrain(String reason) {
    return new Standing(Optional.empty(), Optional.empty(), reason);
  }
}
