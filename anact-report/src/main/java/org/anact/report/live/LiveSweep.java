package org.anact.report.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.results.EpochRow;
import org.anact.results.PlannedRun;
import org.anact.results.RecordedConfig;
import org.anact.results.RemainingTime;
import org.anact.results.ResultFormat;
import org.anact.results.ResultFormatException;
import org.anact.results.ResultReader;
import org.anact.results.RunEntry;
import org.anact.results.RunProgress;
import org.anact.results.RunReader;
import org.anact.results.RunRecord;
import org.anact.results.RunState;
import org.anact.results.SweepRecord;

/**
 * Follows a result directory: each look reads the records that are new or replaced since the one
 * before, and keeps a few figures of each run, so that ten thousand runs are no burden.
 */
final class LiveSweep {
  private final Path directory;
  private final LiveServer.Activity activity;
  private final Map<String, Read> known = new ConcurrentHashMap<>();
  private final Map<String, RecordedConfig> begun = new ConcurrentHashMap<>();
  private SweepRecord plan;
  private Stamp planStamp;

  /** Which version of a file or folder was read; a record is replaced as a whole. */
  private record Stamp(Object file, FileTime modified, long size) {
    static Stamp of(Path path) throws IOException {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(
          Objects.requireNonNullElse(now.fileKey(), ""), now.lastModifiedTime(), now.size());
    }
  }

  private record Read(List<Stamp> stamps, LiveRun run) {}

  /**
   * A look at the directory.
   *
   * @param runs all that were asked for, in order, but for those that are not read yet
   * @param unread records that are there and were not read for lack of time
   * @param running whether a sweep has the directory at this moment
   * @param left estimated time to the end, if it can be told
   */
  record Look(
      SweepRecord plan, List<LiveRun> runs, int unread, boolean running, Optional<String> left) {
    Look {
      runs = List.copyOf(runs);
    }

    long count(RunState state) {
      return runs.stream().filter(run -> run.state() == state).count();
    }

    long ended() {
      return runs.stream().filter(LiveRun::ended).count();
    }

    List<LiveRun> underWay() {
      return runs.stream().filter(run -> run.state() == RunState.PARTIAL).toList();
    }
  }

  LiveSweep(Path directory, LiveServer.Activity activity) {
    this.directory = directory;
    this.activity = activity;
  }

  Path directory() {
    return directory;
  }

  /**
   * Looks at the directory.
   *
   * @param more asked before each record that is to be read, whether there is time for it
   * @throws ResultFormatException if there is no readable sweep in it
   */
  synchronized Look look(BooleanSupplier more) throws IOException {
    readPlan();
    // In this order, so that a run that ends between the two looks is in both.
    Set<String> partial = names(ResultFormat.PARTIAL);
    Set<String> ended = names(ResultFormat.RUNS);
    List<Optional<LiveRun>> runs =
        plan.runs().parallelStream()
            .map(
                run ->
                    ended.contains(run.id())
                        ? ended(run, more)
                        : Optional.of(partial.contains(run.id()) ? underWay(run) : missing(run)))
            .toList();
    List<LiveRun> seen = runs.stream().flatMap(Optional::stream).toList();
    return new Look(
        plan, seen, runs.size() - seen.size(), activity.isRunning(directory), left(runs, seen));
  }

  private void readPlan() throws IOException {
    Path file = directory.resolve(ResultFormat.SWEEP);
    Stamp now = Files.isRegularFile(file) ? Stamp.of(file) : null;
    if (plan == null || !Objects.equals(now, planStamp)) {
      plan = SweepRecord.read(directory);
      planStamp = now;
      known
          .keySet()
          .retainAll(plan.runs().stream().map(PlannedRun::id).collect(Collectors.toSet()));
    }
  }

  private Optional<LiveRun> ended(PlannedRun run, BooleanSupplier more) {
    Path folder = record(run);
    List<Stamp> stamps = stamps(folder);
    Read before = known.get(run.id());
    if (before != null && before.stamps.equals(stamps)) {
      return Optional.of(before.run);
    }
    if (!more.getAsBoolean()) {
      return Optional.empty();
    }
    begun.remove(run.id());
    LiveRun read = ended(ResultReader.entry(directory, run), folder);
    known.put(run.id(), new Read(stamps, read));
    return Optional.of(read);
  }

  /** Of the folder and of what is written into it last. */
  private static List<Stamp> stamps(Path folder) {
    List<Stamp> stamps = new ArrayList<>();
    for (Path path : List.of(folder, folder.resolve(ResultFormat.OUTCOME))) {
      try {
        stamps.add(Stamp.of(path));
      } catch (IOException e) {
        // Reading the record says what is missing.
        stamps.add(new Stamp("", FileTime.fromMillis(0), -1));
      }
    }
    return stamps;
  }

  private LiveRun underWay(PlannedRun run) {
    Optional<Path> attempt = attempt(run);
    Optional<RunProgress> progress = attempt.flatMap(RunProgress::read);
    return new LiveRun(
        run,
        RunState.PARTIAL,
        "",
        attempt.map(folder -> begun.computeIfAbsent(run.id(), unused -> config(folder))),
        progress.map(RunProgress::at).flatMap(LiveSweep::instant).orElse(Instant.now()),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        progress);
  }

  private Optional<Path> attempt(PlannedRun run) {
    try {
      return activity.attempt(directory, run.id());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The header is written before the first step; null before that. */
  private static RecordedConfig config(Path attempt) {
    try {
      return RunReader.header(attempt).config();
    } catch (ResultFormatException e) {
      return null;
    }
  }

  private static LiveRun missing(PlannedRun run) {
    return new LiveRun(
        run,
        RunState.MISSING,
        "",
        Optional.empty(),
        Instant.EPOCH,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  private static LiveRun ended(RunEntry entry, Path folder) {
    Optional<RunRecord> record = entry.run();
    return new LiveRun(
        entry.plan(),
        entry.state(),
        entry.detail(),
        record.map(RunRecord::config),
        record
            .map(run -> run.outcome().finishedAt())
            .flatMap(LiveSweep::instant)
            .orElseGet(() -> modified(folder)),
        record.map(run -> run.outcome().seconds()).orElse(OptionalDouble.empty()),
        record.map(run -> run.outcome().finalTestAccuracy()).orElse(OptionalDouble.empty()),
        Optional.empty());
  }

  private static Instant modified(Path folder) {
    try {
      return Files.getLastModifiedTime(folder).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The epochs of a run so far; none where its table cannot be read. */
  List<EpochRow> epochs(LiveRun run) {
    Optional<Path> folder = run.ended() ? Optional.of(record(run.plan())) : attempt(run.plan());
    try {
      return folder.map(ResultFormat.EPOCHS::readSoFar).orElse(List.of());
    } catch (ResultFormatException e) {
      return List.of();
    }
  }

  private Path record(PlannedRun run) {
    return directory.resolve(ResultFormat.RUNS).resolve(run.id());
  }

  private Set<String> names(String parent) throws IOException {
    Path folder = directory.resolve(parent);
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> String.valueOf(child.getFileName()))
          .collect(Collectors.toCollection(HashSet::new));
    }
  }

  private static Optional<String> left(List<Optional<LiveRun>> all, List<LiveRun> seen) {
    if (all.size() > seen.size()) {
      return Optional.empty();
    }
    List<RemainingTime.Open> open =
        seen.stream()
            .filter(run -> !run.ended())
            .map(
                run ->
                    run.state() == RunState.PARTIAL
                        ? RemainingTime.Open.underWay(run.plan(), run.progress())
                        : RemainingTime.Open.notBegun(run.plan()))
            .toList();
    return RemainingTime.estimate(
            seen.stream()
                .filter(run -> run.state() == RunState.FINISHED)
                .map(run -> new RemainingTime.Ended(run.plan().model(), run.seconds())),
            open)
        .filter(left -> !left.isZero())
        .map(RemainingTime::words);
  }
}
