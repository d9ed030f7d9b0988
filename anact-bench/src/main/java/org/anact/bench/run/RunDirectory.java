package org.anact.bench.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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
import org.anact.results.PlannedRun;
import org.anact.results.Provenance;
import org.anact.results.RecordedConfig;
import org.anact.results.ResultFormat;
import org.anact.results.RunHeader;
import org.anact.results.RunProgress;
import org.anact.results.RunReader;
import org.anact.results.RunRecord;
import org.anact.results.RunStatus;
import org.anact.results.StepRow;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Writes the files of one attempt at a run, from its beginning to its end as a record, whatever
 * that is. They grow in a folder of its own ({@link Attempts}), with a checkpoint after each epoch;
 * only a complete one is moved to {@code runs/ID}, in one step, and the first that is there stays.
 */
final class RunDirectory implements AutoCloseable {

  private static final String FAILURE = "failure.txt";

  /** Not long, and yet no file that is written at every step. */
  private static final long PROGRESS_NANOS = 2_000_000_000L;

  private final Path results;
  private final Attempts attempts;
  private final Path own;
  private final Resumption resumption;
  private final RunHeader header;
  private final boolean keepsModel;
  private final Map<CsvTable<?>, CsvTable.Writer<?>> tables = new LinkedHashMap<>();
  private long progressWritten = System.nanoTime() - PROGRESS_NANOS;

  private RunDirectory(
      Path results, Path own, Resumption resumption, RunHeader header, Recording recording)
      throws IOException {
    this.results = results;
    this.attempts = Attempts.of(results, header.id());
    this.own = own;
    this.resumption = resumption;
    this.header = header;
    this.keepsModel = recording.model().isPresent();
    Map<String, Long> kept =
        resumption.checkpoint().map(found -> found.progress().fileLengths()).orElse(Map.of());
    try {
      for (CsvTable<?> table : ResultFormat.TABLES) {
        open(table, kept);
      }
      for (CsvTable<?> table : ResultFormat.MEASURED_TABLES) {
        // A file that an earlier start wrote is cut to what belongs to the run, too.
        if (recording.on() || Files.exists(own.resolve(table.file()))) {
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
    tables.put(table, table.open(own, kept.getOrDefault(table.file(), 0L)));
  }

  /** Starts an attempt, with what it resumes from. */
  static RunDirectory begin(Path results, RunHeader header, Recording recording)
      throws IOException {
    Attempts attempts = Attempts.of(results, header.id());
    List<Path> earlier = earlier(results, header.id(), attempts);
    Path own = attempts.begin();
    Resumption resumption = Resumption.into(own, earlier, header, recording);
    RunHeader placed = header.in(own.getFileName().toString(), resumption.startedAt());
    JsonFiles.write(own.resolve(ResultFormat.RUN), placed);
    attempts.clear(own);
    return new RunDirectory(results, own, resumption, placed, recording);
  }

  private static List<Path> earlier(Path results, String id, Attempts attempts) throws IOException {
    List<Path> earlier = new ArrayList<>(attempts.all());
    earlier.add(target(results, id));
    return earlier;
  }

  /** Returns what the attempt resumes from. */
  Resumption resumption() {
    return resumption;
  }

  /**
   * Records the failure of a run that is not under way here: its process is gone, or its network
   * cannot be built. Its newest checkpoint stays, and all that it had written up to there.
   *
   * @param header of the run, where there is none yet
   * @param log what is known of the failure
   */
  static Outcome abandon(Path results, RunHeader header, String message, String log)
      throws IOException {
    Attempts attempts = Attempts.of(results, header.id());
    List<Path> earlier = earlier(results, header.id(), attempts);
    Path own = attempts.begin();
    Optional<Checkpoint> found = Resumption.whatever(own, earlier);
    if (found.isEmpty()) {
      JsonFiles.write(
          own.resolve(ResultFormat.RUN), header.in(own.getFileName().toString(), Optional.empty()));
    }
    Files.writeString(own.resolve(FAILURE), log);
    Optional<Checkpoint.Progress> reached = found.map(Checkpoint::progress);
    Outcome outcome =
        Outcome.now(
            RunStatus.FAILED,
            message,
            OptionalInt.empty(),
            reached.map(Checkpoint.Progress::seconds).orElse(0.0),
            reached.map(Checkpoint.Progress::resumes).orElse(0),
            reached.map(Checkpoint.Progress::recordingSeconds).orElse(0.0),
            reached.map(Checkpoint.Progress::last));
    Resumption kept = new Resumption(found, Optional.empty(), "");
    try (RunDirectory files = new RunDirectory(results, own, kept, header, Recording.off())) {
      files.finish(outcome);
    }
    attempts.clear(own);
    return outcome;
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
      JsonFiles.write(own.resolve(RunProgress.FILE), progress);
      progressWritten = System.nanoTime();
    }
  }

  /** Keeps the state from which the run can resume. */
  void checkpoint(ComputationGraph net, Checkpoint.Progress progress) throws IOException {
    Checkpoint.write(own.resolve(Resumption.CHECKPOINT), net, progress);
  }

  /** Keeps the network as it is after an epoch, in place of the one that was kept before. */
  void model(
      ComputationGraph net,
      ModelChoice choice,
      EpochRow epoch,
      List<String> classNames,
      KeptModel.Images images)
      throws IOException {
    ModelFile.write(
        own.resolve(ResultFormat.MODEL),
        net,
        KeptModel.of(header, choice, epoch, classNames, images));
  }

  /** Keeps the stack trace of what stopped the run. */
  void failure(Throwable cause) throws IOException {
    Files.writeString(own.resolve(FAILURE), Causes.trace(cause));
  }

  /**
   * Completes the attempt: writes its outcome and moves it to where finished runs are, unless
   * another one has got there first; then this one is deleted. One that failed keeps its
   * checkpoint, as another try may help, and takes the place of no record but that of an earlier
   * failure. One that diverged keeps no network.
   *
   * @return the outcome of the run's record
   */
  Outcome finish(Outcome outcome) throws IOException {
    close();
    JsonFiles.write(own.resolve(ResultFormat.OUTCOME), outcome);
    Files.deleteIfExists(own.resolve(RunProgress.FILE));
    Path target = target(results, header.id());
    boolean failed = outcome.status() == RunStatus.FAILED;
    if (!failed) {
      Files.deleteIfExists(own.resolve(Resumption.CHECKPOINT));
      if (outcome.status() != RunStatus.FINISHED || !keepsModel) {
        Files.deleteIfExists(own.resolve(ResultFormat.MODEL));
      }
    }
    Files.createDirectories(target.getParent());
    Path replaced = own.resolveSibling(own.getFileName() + ".replaced");
    Optional<RunRecord> first = Optional.empty();
    while (Files.exists(own) && !moved(own, target)) {
      if (failed && Files.exists(target) && !RunReader.isFailure(target)) {
        return outcome;
      }
      first = standing();
      if (first.isPresent()) {
        break;
      }
      moved(target, replaced);
    }
    Attempts.delete(replaced);
    Attempts.delete(own);
    attempts.close();
    return first.map(RunRecord::outcome).orElse(outcome);
  }

  /** Renames a folder; not if another one has the name already, or it is gone. */
  private static boolean moved(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileSystemException e) {
      if (Files.exists(to) || !Files.exists(from)) {
        return false;
      }
      throw e;
    }
  }

  private Optional<RunRecord> standing() {
    RecordedConfig config = header.config();
    Provenance provenance = header.provenance();
    PlannedRun run =
        new PlannedRun(
            header.id(),
            config.dataset(),
            config.model(),
            config.activation(),
            config.seed(),
            Map.of(),
            config.validation());
    return Standing.of(
            results, run, provenance.codeVersion(), Optional.of(provenance.dataChecksum()))
        .record();
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
}
