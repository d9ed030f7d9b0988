package org.anact.bench.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.anact.bench.run.Attempts;
import org.anact.bench.run.ResultLock;
import org.anact.bench.run.RunProgress;
import org.anact.results.JsonFiles;
import org.anact.results.PlannedRun;
import org.anact.results.ResultDirectory;
import org.anact.results.ResultFormatException;
import org.anact.results.ResultReader;
import org.anact.results.RunEntry;
import org.anact.results.RunState;

/**
 * How far the sweep of a result directory is, read from its files while it runs or afterwards.
 *
 * @param results the directory's content
 * @param running whether a sweep has the directory at this moment
 * @param underWay runs that have begun and not ended; those of a stopped sweep were cut off
 * @param left estimated time to the end, from what runs of the same model took; empty if no run of
 *     a model that is still to do has ended yet
 */
public record SweepStatus(
    ResultDirectory results, boolean running, List<UnderWay> underWay, Optional<Duration> left) {

  /**
   * A run that has begun and not ended.
   *
   * @param run what it is
   * @param progress how far it is; empty before its first step
   */
  public record UnderWay(PlannedRun run, Optional<RunProgress> progress) {

    private double shareLeft() {
      return progress.map(now -> 1 - (double) now.step() / now.steps()).orElse(1.0);
    }
  }

  /** Copies the list. */
  public SweepStatus {
    underWay = List.copyOf(underWay);
  }

  /**
   * Reads the status.
   *
   * @throws ResultFormatException if there is no readable sweep in the directory
   * @throws IOException if the file system fails
   */
  public static SweepStatus read(Path directory) throws IOException {
    ResultDirectory results = ResultReader.read(directory);
    List<UnderWay> underWay = new ArrayList<>();
    List<PlannedRun> toDo = new ArrayList<>();
    for (RunEntry entry : results.entries()) {
      if (entry.state() == RunState.PARTIAL) {
        underWay.add(new UnderWay(entry.plan(), progress(directory, entry.plan())));
      } else if (entry.state() == RunState.MISSING) {
        toDo.add(entry.plan());
      }
    }
    return new SweepStatus(
        results, ResultLock.isHeld(directory), underWay, left(results, underWay, toDo));
  }

  private static Optional<RunProgress> progress(Path directory, PlannedRun run) throws IOException {
    Optional<Path> attempt = Attempts.latest(directory, run.id());
    if (attempt.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          JsonFiles.read(attempt.get().resolve(RunProgress.FILE), RunProgress.class));
    } catch (ResultFormatException e) {
      // It has not begun its first step, or has ended since the directory was listed.
      return Optional.empty();
    }
  }

  private static Optional<Duration> left(
      ResultDirectory results, List<UnderWay> underWay, List<PlannedRun> toDo) {
    Map<String, Double> secondsOf =
        results
            .runs()
            .filter(run -> run.finished() && run.outcome().seconds().isPresent())
            .collect(
                Collectors.groupingBy(
                    run -> run.config().model(),
                    Collectors.averagingDouble(run -> run.outcome().seconds().getAsDouble())));
    double seconds = 0;
    for (UnderWay run : underWay) {
      OptionalDouble whole = lookUp(secondsOf, run.run());
      if (whole.isEmpty()) {
        return Optional.empty();
      }
      seconds += run.shareLeft() * whole.getAsDouble();
    }
    for (PlannedRun run : toDo) {
      OptionalDouble whole = lookUp(secondsOf, run);
      if (whole.isEmpty()) {
        return Optional.empty();
      }
      seconds += whole.getAsDouble();
    }
    return Optional.of(Duration.ofSeconds((long) (seconds / Math.max(1, underWay.size()))));
  }

  private static OptionalDouble lookUp(Map<String, Double> secondsOf, PlannedRun run) {
    Double seconds = secondsOf.get(run.model());
    return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
  }
}
