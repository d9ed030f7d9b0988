package org.anact.bench.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.anact.models.signal.Signals;
import org.anact.models.signal.SiteSignal;
import org.anact.models.signal.WeightSignal;
import org.anact.results.CsvTable;
import org.anact.results.EpochRow;
import org.anact.results.JsonFiles;
import org.anact.results.KeptModel;
import org.anact.results.LayerRow;
import org.anact.results.ModelChoice;
import org.anact.results.Outcome;
import org.anact.results.ResultFormat;
import org.anact.results.RunHeader;
import org.anact.results.RunReader;
import org.anact.results.RunStatus;
import org.anact.results.StepRow;
import org.apache.commons.io.file.PathUtils;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Writes the files of one run. They grow in {@code partial/ID}, with a checkpoint after each epoch;
 * only a complete run is moved to {@code runs/ID}, in one step.
 */
final class RunDirectory implements AutoCloseable {

  private static final String FAILURE = "failure.txt";

  /** Not long, and yet no file that is written at every step. */
  private static final long PROGRESS_NANOS = 2_000_000_000L;

  private final Path target;
  private final Path partial;
  private final boolean keepsModel;
  private final Map<CsvTable<?>, CsvTable.Writer<?>> tables = new LinkedHashMap<>();
  private long progressWritten = System.nanoTime() - PROGRESS_NANOS;

  private RunDirectory(Path results, String id, Map<String, Long> kept, Recording recording)
      throws IOException {
    this.target = target(results, id);
    this.partial = partial(results, id);
    this.keepsModel = recording.model().isPresent();
    try {
      for (CsvTable<?> table : ResultFormat.TABLES) {
        open(table, kept);
      }
      for (CsvTable<?> table : ResultFormat.MEASURED_TABLES) {
        // A file that an earlier start wrote is cut to what belongs to the run, too.
        if (recording.on() || Files.exists(partial.resolve(table.file()))) {
          open(table, kept);
        }
      }
    } catch (IOException | RuntimeException e) {
      try {
        close();
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private void open(CsvTable<?> table, Map<String, Long> kept) throws IOException {
    tables.put(table, table.open(partial, kept.getOrDefault(table.file(), 0L)));
  }

  /** Starts a run's files, in place of those of a try that was cut off. */
  static RunDirectory begin(Path results, RunHeader header, Recording recording)
      throws IOException {
    Path partial = partial(results, header.id());
    delete(partial);
    Files.createDirectories(partial);
    JsonFiles.write(partial.resolve(ResultFormat.RUN), header);
    return new RunDirectory(results, header.id(), Map.of(), recording);
  }

  /** Resumes the files of a run from what they held at its checkpoint. */
  static RunDirectory resume(
      Path results, RunHeader header, Checkpoint checkpoint, Recording recording)
      throws IOException {
    Path partial = partial(results, header.id());
    Files.deleteIfExists(partial.resolve(ResultFormat.OUTCOME));
    Files.deleteIfExists(partial.resolve(FAILURE));
    return new RunDirectory(results, header.id(), checkpoint.progress().fileLengths(), recording);
  }

  /** Returns from where a run can resume. */
  static Resumption resumption(Path results, RunHeader header, Recording recording)
      throws IOException {
    return Resumption.of(
        target(results, header.id()), partial(results, header.id()), header, recording);
  }

  /** Takes a record that failed back to where runs are under way. */
  static void moveBack(Path target, Path partial) throws IOException {
    Files.createDirectories(partial.getParent());
    Files.move(target, partial, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Records the failure of a run that is not under way here: its process is gone, or its network
   * cannot be built. Its checkpoint stays, and all that it had written up to there.
   *
   * @param header of the run, where there is none yet
   * @param log what is known of the failure
   */
  static Outcome abandon(Path results, RunHeader header, String message, String log)
      throws IOException {
    Path partial = partial(results, header.id());
    Path target = target(results, header.id());
    if (!Files.exists(partial) && Files.exists(target.resolve(Resumption.CHECKPOINT))) {
      moveBack(target, partial);
    }
    Files.createDirectories(partial);
    if (!Files.exists(partial.resolve(ResultFormat.RUN))) {
      JsonFiles.write(partial.resolve(ResultFormat.RUN), header);
    }
    Files.writeString(partial.resolve(FAILURE), log);
    Optional<Checkpoint.Progress> reached =
        Checkpoint.read(partial.resolve(Resumption.CHECKPOINT)).map(Checkpoint::progress);
    Outcome outcome =
        Outcome.now(
            RunStatus.FAILED,
            message,
            OptionalInt.empty(),
            reached.map(Checkpoint.Progress::seconds).orElse(0.0),
            reached.map(Checkpoint.Progress::resumes).orElse(0),
            reached.map(Checkpoint.Progress::recordingSeconds).orElse(0.0),
            reached.map(Checkpoint.Progress::last));
    Map<String, Long> kept = reached.map(Checkpoint.Progress::fileLengths).orElse(Map.of());
    try (RunDirectory files = new RunDirectory(results, header.id(), kept, Recording.off())) {
      files.finish(outcome);
    }
    return outcome;
  }

  private static Path partial(Path results, String id) {
    return results.resolve(ResultFormat.PARTIAL).resolve(id);
  }

  private static Path target(Path results, String id) {
    return results.resolve(ResultFormat.RUNS).resolve(id);
  }

  private <R extends Record> void add(CsvTable<R> table, R row) throws IOException {
    // Each table is the key of its own writer.
    @SuppressWarnings("unchecked")
    CsvTable.Writer<R> writer = (CsvTable.Writer<R>) tables.get(table);
    writer.add(row);
  }

  /** Adds the loss of a mini-batch. */
  void step(int step, double trainLoss) throws IOException {
    add(ResultFormat.STEPS, new StepRow(step, trainLoss));
  }

  /** Adds what was measured in a step. */
  void signals(int step, Signals measured) throws IOException {
    for (SiteSignal site : measured.sites()) {
      add(ResultFormat.SIGNALS, Rows.of(step, site));
    }
    for (WeightSignal layer : measured.weights()) {
      add(ResultFormat.WEIGHTS, Rows.of(step, layer));
    }
  }

  /** Adds an epoch, puts all that came so far on disk, and returns the lengths of the files. */
  Map<String, Long> epoch(EpochRow epoch, List<LayerRow> layers) throws IOException {
    add(ResultFormat.EPOCHS, epoch);
    for (LayerRow layer : layers) {
      add(ResultFormat.LAYERS, layer);
    }
    Map<String, Long> lengths = new TreeMap<>();
    for (Map.Entry<CsvTable<?>, CsvTable.Writer<?>> table : tables.entrySet()) {
      lengths.put(table.getKey().file(), table.getValue().save());
    }
    return lengths;
  }

  /** Records how far the run is, for those who follow it from outside. */
  void progress(RunProgress progress) throws IOException {
    if (System.nanoTime() - progressWritten >= PROGRESS_NANOS) {
      JsonFiles.write(partial.resolve(RunProgress.FILE), progress);
      progressWritten = System.nanoTime();
    }
  }

  /** Keeps the state from which the run can resume. */
  void checkpoint(ComputationGraph net, Checkpoint.Progress progress) throws IOException {
    Checkpoint.write(partial.resolve(Resumption.CHECKPOINT), net, progress);
  }

  /** Keeps the network as it is after an epoch, in place of the one that was kept before. */
  void model(
      ComputationGraph net,
      ModelChoice choice,
      EpochRow epoch,
      List<String> classNames,
      KeptModel.Images images)
      throws IOException {
    RunHeader header = RunReader.header(partial);
    ModelFile.write(
        partial.resolve(ResultFormat.MODEL),
        net,
        KeptModel.of(header, choice, epoch, classNames, images));
  }

  /** Keeps the stack trace of what stopped the run. */
  void failure(Throwable cause) throws IOException {
    Files.writeString(partial.resolve(FAILURE), trace(cause));
  }

  /** Returns a stack trace as text. */
  static String trace(Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  /**
   * Completes the run: writes its outcome and moves it to where finished runs are. One that failed
   * keeps its checkpoint, as another try may help, and takes the place of no record but that of an
   * earlier failure. One that diverged keeps no network.
   */
  void finish(Outcome outcome) throws IOException {
    close();
    JsonFiles.write(partial.resolve(ResultFormat.OUTCOME), outcome);
    Files.deleteIfExists(partial.resolve(RunProgress.FILE));
    if (outcome.status() == RunStatus.FAILED) {
      if (Files.exists(target) && !RunReader.isFailure(target)) {
        return;
      }
    } else {
      Files.deleteIfExists(partial.resolve(Resumption.CHECKPOINT));
      if (outcome.status() != RunStatus.FINISHED || !keepsModel) {
        Files.deleteIfExists(partial.resolve(ResultFormat.MODEL));
      }
    }
    Files.createDirectories(target.getParent());
    Path replaced = partial.resolveSibling(partial.getFileName() + ".replaced");
    delete(replaced);
    if (Files.exists(target)) {
      Files.move(target, replaced, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    delete(replaced);
  }

  @Override
  public void close() throws IOException {
    IOException problem = null;
    for (CsvTable.Writer<?> table : tables.values()) {
      try {
        table.close();
      } catch (IOException e) {
        problem = e;
      }
    }
    if (problem != null) {
      throw problem;
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      PathUtils.delete(folder);
    }
  }
}
