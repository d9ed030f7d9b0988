package org.anact.bench.sweep;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.Standing;
import org.anact.results.Outcome;
import org.anact.results.RunRecord;

/** How the runs of a result directory have ended; every record is read once. */
final class Ends implements Function<RunConfig, Optional<RunEnd>> {

  private final Path results;
  private final String codeVersion;
  private final Function<RunConfig, Optional<String>> checksum;
  private final boolean failuresStay;
  private final Map<RunConfig, Standing> standings = new HashMap<>();
  private final Map<RunConfig, RunEnd> ends = new HashMap<>();

  /**
   * Starts with what is on disk.
   *
   * @param codeVersion records of another one do not count
   * @param checksum of a run's data set as it is now; empty if that is not known
   * @param failuresStay whether a run that has failed before has ended
   */
  Ends(
      Path results,
      String codeVersion,
      Function<RunConfig, Optional<String>> checksum,
      boolean failuresStay) {
    this.results = results;
    this.codeVersion = codeVersion;
    this.checksum = checksum;
    this.failuresStay = failuresStay;
  }

  @Override
  public Optional<RunEnd> apply(RunConfig run) {
    RunEnd end = ends.get(run);
    if (end == null) {
      Optional<RunRecord> record = standing(run).record();
      if (record.isEmpty() && failuresStay) {
        record = standing(run).failure();
      }
      if (record.isEmpty()) {
        return Optional.empty();
      }
      end = RunEnd.of(record.get().outcome(), record.get().provenance().classes());
      ends.put(run, end);
    }
    return Optional.of(end);
  }

  /** Returns why a run is to be trained; empty if its record is valid. */
  Optional<String> reasonToRun(RunConfig run) {
    return apply(run).isPresent() ? Optional.empty() : standing(run).reasonToRun();
  }

  /** Records that a run has ended now. */
  void ended(RunConfig run, Outcome outcome, int classes) {
    ends.put(run, RunEnd.of(outcome, classes));
  }

  private Standing standing(RunConfig run) {
    return standings.computeIfAbsent(
        run,
        key ->
            Standing.of(
                results, ResultStore.planned(key, Map.of()), codeVersion, checksum.apply(key)));
  }
}
