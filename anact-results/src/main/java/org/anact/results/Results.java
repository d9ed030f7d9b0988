package org.anact.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Result directories taken together. A run that several of them hold is counted once: the first one
 * that finished, else the first one that left a record, else the first.
 *
 * @param directories in the order given
 * @param entries every planned run once but for trials, in the order of the directories
 * @param trials every planned trial once: runs that served to choose a recipe
 * @param duplicates runs that were left out because another directory holds them
 */
public record Results(
    List<ResultDirectory> directories,
    List<RunEntry> entries,
    List<RunEntry> trials,
    List<DuplicateRun> duplicates) {
  /**
   * A run that more than one result directory holds; one of them is counted.
   *
   * @param id id of the run
   * @param counted name of the directory whose run is counted
   * @param left name of the directory whose run is not
   * @param detail one sentence on whether the two agree
   */
  public record DuplicateRun(String id, String counted, String left, String detail) {}

  private record Found(String directory, RunEntry entry) {}

  /** Copies the lists. */
  public Results {
    directories = List.copyOf(directories);
    entries = List.copyOf(entries);
    trials = List.copyOf(trials);
    duplicates = List.copyOf(duplicates);
  }

  /**
   * Reads result directories, at least one, each of them once.
   *
   * @throws ResultFormatException if one is named twice or is not a result directory
   */
  public static Results read(List<Path> paths) throws IOException {
    List<ResultDirectory> directories = new ArrayList<>();
    List<Path> seen = new ArrayList<>();
    for (Path path : paths) {
      Path plain = path.toAbsolutePath().normalize();
      if (seen.contains(plain)) {
        throw new ResultFormatException(path + " is named twice; name each directory once.");
      }
      seen.add(plain);
      directories.add(ResultReader.read(path));
    }
    return merge(directories);
  }

  /** Takes directories together, at least one. */
  public static Results merge(List<ResultDirectory> directories) {
    Map<String, List<Found>> found = new LinkedHashMap<>();
    for (int i = 0; i < directories.size(); i++) {
      String name =
          directories.get(i).name() + (directories.size() > 1 ? " (" + (i + 1) + ")" : "");
      for (RunEntry entry : directories.get(i).entries()) {
        found
            .computeIfAbsent(entry.plan().id(), unused -> new ArrayList<>())
            .add(new Found(name, entry));
      }
    }
    List<RunEntry> entries = new ArrayList<>();
    List<RunEntry> trials = new ArrayList<>();
    List<DuplicateRun> duplicates = new ArrayList<>();
    for (List<Found> same : found.values()) {
      Found counted = choose(same);
      (counted.entry.plan().isTrial() ? trials : entries).add(counted.entry);
      for (Found other : same) {
        // That a run is missing in one of the directories is not a second result.
        if (!other.directory.equals(counted.directory) && other.entry.state() != RunState.MISSING) {
          duplicates.add(
              new DuplicateRun(
                  counted.entry.plan().id(),
                  counted.directory,
                  other.directory,
                  agreement(counted.entry, other.entry)));
        }
      }
    }
    return new Results(directories, entries, trials, duplicates);
  }

  /** The runs that could be read, whatever their status, but for trials, in that order. */
  public Stream<RunRecord> runs() {
    return entries.stream().map(RunEntry::run).flatMap(Optional::stream);
  }

  /** The same with the trials: all that these results come from. */
  public Stream<RunRecord> runsAndTrials() {
    return Stream.concat(runs(), trials.stream().map(RunEntry::run).flatMap(Optional::stream));
  }

  /** Number of planned runs in a state, trials not among them. */
  public long count(RunState state) {
    return entries.stream().filter(entry -> entry.state() == state).count();
  }

  /**
   * Runs that are in no figure, and trials without a score, which come last; a trial that diverged
   * has one.
   */
  public List<RunEntry> open() {
    return Stream.concat(entries.stream(), trials.stream())
        .filter(entry -> entry.state() != RunState.FINISHED)
        .filter(entry -> !entry.plan().isTrial() || entry.state() != RunState.DIVERGED)
        .toList();
  }

  /** Folders that no sweep asked for, in the order of the directories. */
  public List<ResultDirectory.StrayFolder> strays() {
    return directories.stream()
        .flatMap(
            directory ->
                directory.strays().stream()
                    .map(
                        stray ->
                            directories.size() == 1
                                ? stray
                                : new ResultDirectory.StrayFolder(
                                    directory.name() + "/" + stray.path(), stray.reason())))
        .toList();
  }

  /** Published results that the grids name, each once, in the order of the directories. */
  public List<Anchor> anchors() {
    return directories.stream()
        .flatMap(directory -> directory.sweep().anchors().stream())
        .distinct()
        .toList();
  }

  private static Found choose(List<Found> same) {
    return same.stream()
        .filter(found -> found.entry.state() == RunState.FINISHED)
        .findFirst()
        .or(() -> same.stream().filter(found -> found.entry.run().isPresent()).findFirst())
        .orElse(same.get(0));
  }

  private static String agreement(RunEntry counted, RunEntry other) {
    if (other.run().isEmpty() || counted.run().isEmpty()) {
      return "The one left out is " + other.state().words() + ".";
    }
    RunRecord first = counted.run().get();
    RunRecord second = other.run().get();
    boolean same =
        first.stepLosses().equals(second.stepLosses())
            && first.outcome().finalTestAccuracy().equals(second.outcome().finalTestAccuracy());
    return same
        ? "Both have the same losses and final accuracy."
        : "Their figures differ; the two are the same configuration, trained twice.";
  }
}
