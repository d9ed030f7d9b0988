package org.anact.bench.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.bench.sweep.Sweep;
import org.anact.results.JsonFiles;

/**
 * What was last submitted for a result directory: the runs that were known then, and the job that
 * follows them. It is the file {@code slurm/wave.json}.
 *
 * @param number 1 for the first of a command that a user gave
 * @param arrays jobs that train, one or more
 * @param next the job that submits the next wave or makes the report
 * @param ended runs that had ended before
 * @param steps that the runs of this wave had done before, by their checkpoints
 */
public record Wave(int number, List<String> arrays, String next, int ended, long steps) {

  /** Folder for what Slurm is given and what its jobs print. */
  static final String FOLDER = "slurm";

  private static final String FILE = "wave.json";

  /** Copies the list. */
  public Wave {
    arrays = List.copyOf(arrays);
  }

  /** Reads what was last submitted for a result directory, if anything was. */
  static Optional<Wave> read(Path results) {
    Path file = results.resolve(FOLDER).resolve(FILE);
    return Files.exists(file) ? Optional.of(JsonFiles.read(file, Wave.class)) : Optional.empty();
  }

  void write(Path results) throws IOException {
    JsonFiles.write(results.resolve(FOLDER).resolve(FILE), this);
  }

  /** Whether runs have ended since, or got further. */
  boolean isBehind(Sweep.Plan now) {
    return now.ended() > ended || now.steps() > steps;
  }

  /**
   * Returns in a line what Slurm's queue has of a result directory; empty if nothing was submitted
   * for it.
   *
   * @param path folders in which Slurm's programs are looked for
   * @throws org.anact.bench.InputException if Slurm does not tell
   */
  public static Optional<String> inQueue(Path results, String path) throws IOException {
    Optional<Wave> wave = read(results);
    if (wave.isEmpty()) {
      return Optional.empty();
    }
    Wave last = wave.get();
    Slurm slurm = new Slurm(path);
    return Optional.of(
        "slurm, wave %d: array %s: %s; job %s, which follows it: %s"
            .formatted(
                last.number(),
                String.join(", ", last.arrays()),
                words(slurm.queue(last.arrays())),
                last.next(),
                words(slurm.queue(List.of(last.next())))));
  }

  private static String words(Map<String, Integer> states) {
    return states.isEmpty()
        ? "not in the queue"
        : states.entrySet().stream()
            .map(state -> state.getValue() + " " + state.getKey())
            .collect(Collectors.joining(", "));
  }

  /** Whether Slurm's queue has a job of this wave, but for one that asks itself. */
  boolean isQueued(Slurm slurm, String self) throws IOException {
    List<String> others =
        Stream.concat(arrays.stream(), Stream.of(next)).filter(job -> !job.equals(self)).toList();
    return !slurm.queue(others).isEmpty();
  }
}
