package org.anact.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.anact.results.decision.DecisionRule;

/**
 * What was asked for: the content of {@code sweep.json}.
 *
 * @param formatVersion version of the result format
 * @param name name of the grid
 * @param description what the grid is for
 * @param createdAt ISO-8601 instant
 * @param grid the grid as its file has it, defaults filled in
 * @param command command line that started the sweep, or several, joined by {@code &&}
 * @param runs the runs that were asked for last, in the order they run, and those trained before
 */
public record SweepRecord(
    int formatVersion,
    String name,
    String description,
    String createdAt,
    JsonNode grid,
    String command,
    List<PlannedRun> runs) {
  /** Copies the list. */
  public SweepRecord {
    runs = List.copyOf(runs);
  }

  /**
   * Reads the record of a result directory.
   *
   * @throws ResultFormatException if the directory is missing, is not a result directory, or its
   *     record is damaged or of another version
   */
  public static SweepRecord read(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new ResultFormatException(
          directory + " is not a directory; name the folder that a sweep wrote its results to.");
    }
    Path file = directory.resolve(ResultFormat.SWEEP);
    if (!Files.isRegularFile(file)) {
      throw new ResultFormatException(
          directory
              + " is not a result directory: "
              + ResultFormat.SWEEP
              + " is missing in it; name the folder that a sweep wrote its results to.");
    }
    SweepRecord sweep = JsonFiles.readRecord(file, SweepRecord.class);
    Set<String> ids = new HashSet<>();
    for (PlannedRun run : sweep.runs()) {
      if (!ids.add(run.id())) {
        throw new ResultFormatException(
            file + ": field 'runs' names '" + run.id() + "' twice; ids must be unique.");
      }
    }
    checkGrid(file, "anchors", sweep::anchors);
    checkGrid(file, "decide", sweep::decide);
    return sweep;
  }

  private static void checkGrid(Path file, String field, Runnable read) {
    try {
      read.run();
    } catch (IllegalArgumentException e) {
      throw new ResultFormatException(
          file
              + ": field 'grid."
              + field
              + "' cannot be read ("
              + e.getMessage().lines().findFirst().orElse("")
              + ").",
          e);
    }
  }

  /** Returns when a comparison of this sweep is decided, as its grid has it or by default. */
  public DecisionRule decide() {
    return grid.hasNonNull("decide")
        ? JsonFiles.MAPPER.convertValue(grid.get("decide"), DecisionRule.class)
        : DecisionRule.defaults();
  }

  /**
   * Returns whether pairs of seeds are added until comparisons are decided, or are to be judged by
   * the grid's own rule for that: then no test of a fixed number of pairs holds.
   */
  public boolean untilDecided() {
    return grid.hasNonNull("decide") || command.contains("--until-decided");
  }

  /** Returns whether runs from different kinds of processor are to make pairs. */
  public boolean mixedMachines() {
    return command.contains("--mixed-machines");
  }

  /** Returns the published results that the grid names. */
  public List<Anchor> anchors() {
    return grid.hasNonNull("anchors")
        ? List.of(JsonFiles.MAPPER.convertValue(grid.get("anchors"), Anchor[].class))
        : List.of();
  }
}
