package org.anact.bench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.anact.bench.InputException;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.JsonFiles;
import org.anact.bench.run.ResultLock;
import org.anact.bench.run.Status;
import org.anact.results.ResultFormat;

/** A result directory that a sweep holds while it runs: its plan, and which runs are done. */
final class ResultStore implements AutoCloseable {

  private final Path directory;
  private final ResultLock lock;

  private ResultStore(Path directory, ResultLock lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Opens a directory for a grid, making it if there is none.
   *
   * @throws InputException if it cannot be written, belongs to another grid or format version, or
   *     another sweep holds it
   */
  static ResultStore open(Path directory, Grid grid) {
    try {
      checkOwner(directory, grid);
      Files.createDirectories(directory.resolve(ResultFormat.RUNS));
      Files.createDirectories(directory.resolve(ResultFormat.PARTIAL));
      ResultLock lock =
          ResultLock.forSweep(directory)
              .orElseThrow(
                  () ->
                      new InputException(
                          "another sweep is writing to '%s': wait for it, or give another --out"
                              .formatted(directory)));
      return new ResultStore(directory, lock);
    } catch (IOException e) {
      throw new InputException(
          "cannot write to '%s' (%s): check its permissions, or give another --out"
              .formatted(directory, reason(e)),
          e);
    }
  }

  private static void checkOwner(Path directory, Grid grid) {
    Path file = directory.resolve(ResultFormat.SWEEP);
    if (!Files.exists(file)) {
      return;
    }
    JsonNode sweep;
    try {
      sweep = JsonFiles.read(file, JsonNode.class);
    } catch (IOException e) {
      throw new InputException(
          "'%s' is damaged (%s): give another --out, or delete it; finished runs are kept"
              .formatted(file, reason(e)),
          e);
    }
    int version = sweep.path("formatVersion").asInt();
    if (version != ResultFormat.VERSION) {
      throw new InputException(
          "'%s' holds results of format version %d and this anact writes %d: give another --out"
              .formatted(directory, version, ResultFormat.VERSION));
    }
    String name = sweep.path("name").asText();
    if (!name.equals(grid.name())) {
      throw new InputException(
          "'%s' holds the results of grid '%s', not of '%s': give another --out"
              .formatted(directory, name, grid.name()));
    }
  }

  /**
   * Writes the plan. That of an earlier start stays if it asked for the same, so that the record
   * tells when and how the sweep began.
   */
  void writePlan(Grid grid, List<RunConfig> runs, String command) throws IOException {
    List<SweepFile.PlannedRun> planned =
        runs.stream()
            .map(
                run ->
                    new SweepFile.PlannedRun(
                        run.id(), run.dataset(), run.model(), run.activation(), run.seed()))
            .toList();
    SweepFile plan =
        new SweepFile(
            ResultFormat.VERSION,
            grid.name(),
            grid.description(),
            Instant.now().toString(),
            grid,
            command,
            planned);
    Path file = directory.resolve(ResultFormat.SWEEP);
    if (!Files.exists(file) || !asksForTheSame(JsonFiles.read(file, JsonNode.class), plan)) {
      JsonFiles.write(file, plan);
    }
  }

  private static boolean asksForTheSame(JsonNode earlier, SweepFile plan) {
    JsonNode now = JsonFiles.tree(plan);
    return earlier.path("grid").equals(now.path("grid"))
        && earlier.path("runs").equals(now.path("runs"));
  }

  /**
   * Returns why a run is to be trained although there is a record of it; empty if the record
   * stands. No record at all is a reason without words.
   */
  Optional<String> reasonToRun(RunConfig run, String codeVersion, String dataChecksum) {
    Path folder = directory.resolve(ResultFormat.RUNS).resolve(run.id());
    if (!Files.isDirectory(folder)) {
      return Optional.of("");
    }
    JsonNode header;
    JsonNode outcome;
    try {
      header = JsonFiles.read(folder.resolve(ResultFormat.RUN), JsonNode.class);
      outcome = JsonFiles.read(folder.resolve(ResultFormat.OUTCOME), JsonNode.class);
    } catch (IOException e) {
      return Optional.of("its record cannot be read (" + reason(e) + ")");
    }
    if (header.path("formatVersion").asInt() != ResultFormat.VERSION) {
      return Optional.of("its record has another format version");
    }
    if (outcome.path("status").asText().equals(Status.FAILED.name())) {
      return Optional.of("it failed last time (" + outcome.path("message").asText() + ")");
    }
    JsonNode provenance = header.path("provenance");
    if (!provenance.path("codeVersion").asText().equals(codeVersion)) {
      return Optional.of(
          "its record is of anact " + provenance.path("codeVersion").asText("unknown"));
    }
    if (!provenance.path("dataChecksum").asText().equals(dataChecksum)) {
      return Optional.of("the data set has changed since");
    }
    return Optional.empty();
  }

  private static String reason(IOException e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getClass().getSimpleName() + ": " + e.getMessage().lines().findFirst().orElse("");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
