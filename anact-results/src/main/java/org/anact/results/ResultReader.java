package org.anact.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads a result directory. */
public final class ResultReader {
  private ResultReader() {}

  /**
   * Reads the sweep and every run of it. A run that cannot be read is an entry with its reason and
   * stops nothing.
   *
   * @throws ResultFormatException if the directory is missing, is not a result directory, or its
   *     {@code sweep.json} is unreadable or of another version
   */
  public static ResultDirectory read(Path directory) throws IOException {
    SweepRecord sweep = SweepRecord.read(directory);
    List<RunEntry> entries =
        sweep.runs().parallelStream().map(plan -> entry(directory, plan)).toList();
    Set<String> planned = new LinkedHashSet<>();
    sweep.runs().forEach(plan -> planned.add(plan.id()));
    List<ResultDirectory.StrayFolder> strays = new ArrayList<>();
    strays(directory, ResultFormat.RUNS, planned, strays);
    strays(directory, ResultFormat.PARTIAL, planned, strays);
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return new ResultDirectory(String.valueOf(name), sweep, entries, strays);
  }

  /**
   * Reads what became of a planned run. This alone decides whether its record stands, for whoever
   * asks.
   */
  public static RunEntry entry(Path directory, PlannedRun plan) {
    Path folder = directory.resolve(ResultFormat.RUNS).resolve(plan.id());
    boolean ended = Files.exists(folder);
    boolean begun =
        !ended && Files.isDirectory(directory.resolve(ResultFormat.PARTIAL).resolve(plan.id()));
    // A run that ended between the two looks is in the first place now.
    if (ended || (!begun && Files.exists(folder))) {
      try {
        RunRecord run = RunReader.read(folder);
        requireSame(plan, run);
        RunState state = RunState.valueOf(run.outcome().status().name());
        return new RunEntry(plan, state, Optional.of(run), run.outcome().message());
      } catch (ResultFormatException e) {
        // The reason is shown on a page that may leave this machine: no absolute paths.
        String reason =
            e.getMessage().replace(directory + directory.getFileSystem().getSeparator(), "");
        return new RunEntry(plan, RunState.UNREADABLE, Optional.empty(), reason);
      }
    }
    return begun
        ? new RunEntry(plan, RunState.PARTIAL, Optional.empty(), "It is under way or was cut off.")
        : new RunEntry(
            plan, RunState.MISSING, Optional.empty(), "It was asked for and not started.");
  }

  private static void requireSame(PlannedRun plan, RunRecord run) {
    RecordedConfig config = run.config();
    if (!plan.id().equals(run.id())
        || !plan.dataset().equals(config.dataset())
        || !plan.model().equals(config.model())
        || !plan.activation().equals(config.activation())
        || plan.seed() != config.seed()
        || !plan.validation().equals(config.validation())) {
      throw new ResultFormatException(
          ResultFormat.RUN + ": field 'config' is not what " + ResultFormat.SWEEP + " asked for.");
    }
  }

  private static void strays(
      Path directory, String parent, Set<String> planned, List<ResultDirectory.StrayFolder> strays)
      throws IOException {
    for (String name : folders(directory.resolve(parent))) {
      if (!planned.contains(name)) {
        strays.add(
            new ResultDirectory.StrayFolder(
                parent + "/" + name,
                "It is not among the runs that " + ResultFormat.SWEEP + " asks for."));
      }
    }
  }

  private static Set<String> folders(Path parent) throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(parent)) {
      try (Stream<Path> children = Files.list(parent)) {
        children
            .filter(Files::isDirectory)
            .forEach(child -> names.add(String.valueOf(child.getFileName())));
      }
    }
    return names;
  }
}
