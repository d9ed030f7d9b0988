package org.anact.bench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.anact.bench.InputException;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.Causes;
import org.anact.bench.run.ResultLock;
import org.anact.results.JsonFiles;
import org.anact.results.PlannedRun;
import org.anact.results.ResultFormat;
import org.anact.results.ResultFormatException;
import org.anact.results.ResultReader;
import org.anact.results.SweepRecord;

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
              .formatted(directory, Causes.sentence(e)),
          e);
    }
  }

  private static void checkOwner(Path directory, Grid grid) {
    Path file = directory.resolve(ResultFormat.SWEEP);
    if (!Files.exists(file)) {
      return;
    }
    SweepRecord sweep;
    try {
      sweep = SweepRecord.read(directory);
    } catch (ResultFormatException e) {
      throw new InputException(
          "%s Give another --out, or, if it is damaged, delete '%s'; finished runs are kept"
              .formatted(e.getMessage(), file),
          e);
    }
    if (!sweep.name().equals(grid.name())) {
      throw new InputException(
          "'%s' holds the results of grid '%s', not of '%s': give another --out"
              .formatted(directory, sweep.name(), grid.name()));
    }
  }

  /**
   * Writes the plan: these runs, and what was trained before of the same grid, so that a command
   * that asks for a part of it does not hide the rest. An earlier plan stays if it has the same
   * runs, so that the record tells when and how the sweep began.
   */
  void writePlan(Grid grid, List<Agenda.Item> runs, String command, String codeVersion)
      throws IOException {
    JsonNode asRead = JsonFiles.tree(grid);
    Set<PlannedRun> plan = new LinkedHashSet<>();
    runs.forEach(item -> plan.add(planned(item.run(), item.tuned())));
    String commands = command;
    Path file = directory.resolve(ResultFormat.SWEEP);
    SweepRecord earlier = Files.exists(file) ? SweepRecord.read(directory) : null;
    if (earlier != null && earlier.grid().equals(asRead)) {
      earlier.runs().stream()
          .filter(run -> !plan.contains(run) && isTrained(run, codeVersion))
          .toList()
          .forEach(plan::add);
      if (plan.equals(Set.copyOf(earlier.runs()))) {
        return;
      }
      commands = plan.size() > runs.size() ? earlier.command() + " && " + command : command;
    }
    JsonFiles.write(
        file,
        new SweepRecord(
            ResultFormat.VERSION,
            grid.name(),
            grid.description(),
            Instant.now().toString(),
            asRead,
            commands,
            List.copyOf(plan)));
  }

  private boolean isTrained(PlannedRun run, String codeVersion) {
    return ResultReader.entry(directory, run)
        .run()
        .filter(record -> record.provenance().codeVersion().equals(codeVersion))
        .isPresent();
  }

  static PlannedRun planned(RunConfig run, Map<String, JsonNode> tuned) {
    return new PlannedRun(
        run.id(),
        run.dataset(),
        run.model(),
        run.activation(),
        run.seed(),
        tuned,
        run.isTrial() ? OptionalDouble.of(run.validation()) : OptionalDouble.empty());
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
