package org.anact.bench.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.anact.bench.run.Attempts;
import org.anact.bench.run.ResultLock;
import org.anact.results.PlannedRun;
import org.anact.results.RemainingTime;
import org.anact.results.ResultDirectory;
import org.anact.results.ResultFormatException;
import org.anact.results.ResultReader;
import org.anact.results.RunEntry;
import org.anact.results.RunProgress;
import org.anact.results.RunRecord;
import org.anact.results.RunState;

/**
 * How far the sweep of a result directory is, read from its files while it runs or afterwards.
 *
 * @param results the directory's content
 * @param running whether a sweep has the directory at this moment, or a task may be at a run
 * @param underWay runs that have begun and not ended; those of a stopped sweep were cut off
 * @param left estimated time to the end, from what runs of the same model took; empty if no run of
 *     a model that is still to do has ended yet
 */
public record SweepStatus(
    ResultDirectory results, boolean running, List<UnderWay> underWay, Optional<Duration> left) {

  /** A task on another machine writes every few seconds, but for the evaluation of its network. */
  private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(10);

  /**
   * A run that has begun and not ended.
   *
   * @param run what it is
   * @param progress how far it is; empty before its first step
   */
  public record UnderWay(PlannedRun run, Optional<RunProgress> progress) {}

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
    boolean running = ResultLock.isHeld(directory) || isTrained(directory, underWay);
    return new SweepStatus(results, running, underWay, left(results, underWay, toDo));
  }

  /** Whether a task may be at a run: tasks hold no lock. */
  private static boolean isTrained(Path directory, List<UnderWay> underWay) throws IOException {
    for (UnderWay each : underWay) {
      Optional<Path> attempt = Attempts.latest(directory, each.run().id());
      if (attempt.isPresent() && Attempts.isAlive(attempt.get(), SIGN_OF_LIFE)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<RunProgress> progress(Path directory, PlannedRun run) throws IOException {
    return Attempts.latest(directory, run.id()).flatMap(RunProgress::read);
  }

  private static Optional<Duration> left(
      ResultDirectory results, List<UnderWay> underWay, List<PlannedRun> toDo) {
    List<RemainingTime.Open> open = new ArrayList<>();
    underWay.forEach(each -> open.add(RemainingTime.Open.underWay(each.run, each.progress)));
    toDo.forEach(run -> open.add(RemainingTime.Open.notBegun(run)));
    return RemainingTime.estimate(
        results
            .runs()
            .filter(RunRecord::finished)
            .map(run -> new RemainingTime.Ended(run.config().model(), run.outcome().seconds())),
        open);
  }
}
