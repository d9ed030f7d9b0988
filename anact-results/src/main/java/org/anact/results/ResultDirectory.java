package org.anact.results;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a result directory holds.
 *
 * @param name name of the folder
 * @param sweep what was asked for
 * @param entries every planned run and what became of it, in the order of the sweep
 * @param strays folders that the sweep did not ask for
 */
public record ResultDirectory(
    String name, SweepRecord sweep, List<RunEntry> entries, List<StrayFolder> strays) {
  /**
   * A folder that the sweep did not ask for; it is reported and not counted.
   *
   * @param path relative to the result directory
   * @param reason one sentence
   */
  public record StrayFolder(String path, String reason) {}

  /** Copies the lists. */
  public ResultDirectory {
    entries = List.copyOf(entries);
    strays = List.copyOf(strays);
  }

  /** The runs that could be read, whatever their status, in the order of the sweep. */
  public Stream<RunRecord> runs() {
    return entries.stream().map(RunEntry::run).flatMap(Optional::stream);
  }

  /** Number of planned runs in a state. */
  public long count(RunState state) {
    return entries.stream().filter(entry -> entry.state() == state).count();
  }
}
