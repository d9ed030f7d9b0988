package org.anact.bench.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.anact.models.signal.Signals;
import org.anact.models.signal.SiteSignal;
import org.anact.models.signal.WeightSignal;
import org.anact.results.ResultFormat;
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
  private final Table steps;
  private final Table epochs;
  private final Table layers;

  /** Empty where nothing is measured. */
  private final Optional<Table> signals;

  private final Optional<Table> weights;
  private long progressWritten = System.nanoTime() - PROGRESS_NANOS;

  private RunDirectory(Path target, Path partial, Map<String, Long> kept, Recording recording)
      throws IOException {
    this.target = target;
    this.partial = partial;
    this.steps = open(ResultFormat.STEPS, ResultFormat.STEP_COLUMNS, kept);
    this.epochs = open(ResultFormat.EPOCHS, ResultFormat.EPOCH_COLUMNS, kept);
    this.layers = open(ResultFormat.LAYERS, ResultFormat.LAYER_COLUMNS, kept);
    this.signals =
        openIfRecorded(ResultFormat.SIGNALS, ResultFormat.SIGNAL_COLUMNS, kept, recording);
    this.weights =
        openIfRecorded(ResultFormat.WEIGHTS, ResultFormat.WEIGHT_COLUMNS, kept, recording);
  }

  /** Starts a run's files, in place of those of a try that was cut off. */
  static RunDirectory begin(Path results, RunHeader header, Recording recording)
      throws IOException {
    Path partial = partial(results, header);
    deleteTree(partial);
    Files.createDirectories(partial);
    JsonFiles.write(partial.resolve(ResultFormat.RUN), header);
    return new RunDirectory(target(results, header), partial, Map.of(), recording);
  }

  /** Goes on with the files of a run, from what they held at its checkpoint. */
  static RunDirectory resume(
      Path results, RunHeader header, Checkpoint checkpoint, Recording recording)
      throws IOException {
    return new RunDirectory(
        target(results, header),
        partial(results, header),
        checkpoint.progress().fileLengths(),
        recording);
  }

  /** Returns from where a run can go on. */
  static Resumption resumption(Path results, RunHeader header) throws IOException {
    return Resumption.of(target(results, header), partial(results, header), header);
  }

  /** Takes a record that failed back to where runs are under way. */
  static void moveBack(Path target, Path partial) throws IOException {
    Files.move(target, partial, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(partial.resolve(ResultFormat.OUTCOME));
    Files.deleteIfExists(partial.resolve(FAILURE));
  }

  /**
   * Records the failure of a run whose process is gone, with what it had written.
   *
   * @param header of the run, where its process had written none
   */
  static Outcome abandon(Path results, RunHeader header, String message, String log)
      throws IOException {
    Path partial = partial(results, header);
    Files.createDirectories(partial);
    if (!Files.exists(partial.resolve(ResultFormat.RUN))) {
      JsonFiles.write(partial.resolve(ResultFormat.RUN), header);
    }
    Files.writeString(partial.resolve(FAILURE), log);
    Optional<Checkpoint.Progress> reached =
        Checkpoint.read(partial.resolve(Resumption.CHECKPOINT)).map(Checkpoint::progress);
    EpochMetrics last = reached.map(Checkpoint.Progress::last).orElse(null);
    Outcome outcome =
        Outcome.of(
            Status.FAILED,
            message,
            null,
            reached.map(Checkpoint.Progress::seconds).orElse(0.0),
            reached.map(Checkpoint.Progress::resumes).orElse(0),
            reached.map(Checkpoint.Progress::recordingSeconds).orElse(0.0),
            last);
    RunDirectory files =
        new RunDirectory(
            target(results, header),
            partial,
            reached.map(Checkpoint.Progress::fileLengths).orElse(Map.of()),
            Recording.off());
    files.finish(outcome);
    return outcome;
  }

  private static Path partial(Path results, RunHeader header) {
    return results.resolve(ResultFormat.PARTIAL).resolve(header.id());
  }

  private static Path target(Path results, RunHeader header) {
    return results.resolve(ResultFormat.RUNS).resolve(header.id());
  }

  private Table open(String name, List<String> columns, Map<String, Long> kept) throws IOException {
    return Table.open(partial.resolve(name), columns, kept.getOrDefault(name, 0L));
  }

  /** A file that an earlier start wrote is cut to what belongs to the run, too. */
  private Optional<Table> openIfRecorded(
      String name, List<String> columns, Map<String, Long> kept, Recording recording)
      throws IOException {
    return recording.on() || Files.exists(partial.resolve(name))
        ? Optional.of(open(name, columns, kept))
        : Optional.empty();
  }

  /** Adds the loss of a mini-batch. */
  void step(int step, double trainLoss) throws IOException {
    steps.add(List.of(step, trainLoss));
  }

  /** Adds what was measured in a step. */
  void signals(int step, Signals measured) throws IOException {
    for (SiteSignal site : measured.sites()) {
      signals.orElseThrow().add(SignalRows.of(step, site));
    }
    for (WeightSignal layer : measured.weights()) {
      weights.orElseThrow().add(SignalRows.of(step, layer));
    }
  }

  /** Adds an epoch, puts all that came so far on disk, and returns the lengths of the files. */
  Map<String, Long> epoch(EpochMetrics metrics, List<LayerState> states) throws IOException {
    epochs.add(metrics.row());
    for (LayerState state : states) {
      layers.add(state.row(metrics.epoch()));
    }
    Map<String, Long> lengths = new TreeMap<>();
    lengths.put(ResultFormat.STEPS, steps.save());
    lengths.put(ResultFormat.EPOCHS, epochs.save());
    lengths.put(ResultFormat.LAYERS, layers.save());
    if (signals.isPresent()) {
      lengths.put(ResultFormat.SIGNALS, signals.get().save());
    }
    if (weights.isPresent()) {
      lengths.put(ResultFormat.WEIGHTS, weights.get().save());
    }
    return lengths;
  }

  /** Tells how far the run is, for who looks at it from outside. */
  void progress(RunProgress progress) throws IOException {
    if (System.nanoTime() - progressWritten >= PROGRESS_NANOS) {
      JsonFiles.write(partial.resolve(RunProgress.FILE), progress);
      progressWritten = System.nanoTime();
    }
  }

  /** Keeps the state from which the run can go on. */
  void checkpoint(ComputationGraph net, Checkpoint.Progress progress) throws IOException {
    Checkpoint.write(partial.resolve(Resumption.CHECKPOINT), net, progress);
  }

  /** Keeps the stack trace of what stopped the run. */
  void failure(Throwable cause) throws IOException {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace, true));
    Files.writeString(partial.resolve(FAILURE), trace.toString());
  }

  /**
   * Completes the run: writes its outcome and moves it to where finished runs are. One that failed
   * keeps its checkpoint, as another try may help.
   */
  void finish(Outcome outcome) throws IOException {
    close();
    JsonFiles.write(partial.resolve(ResultFormat.OUTCOME), outcome);
    Files.deleteIfExists(partial.resolve(RunProgress.FILE));
    if (outcome.status() != Status.FAILED) {
      Files.deleteIfExists(partial.resolve(Resumption.CHECKPOINT));
    }
    Files.createDirectories(target.getParent());
    Path replaced = partial.resolveSibling(partial.getFileName() + ".replaced");
    deleteTree(replaced);
    if (Files.exists(target)) {
      Files.move(target, replaced, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    deleteTree(replaced);
  }

  @Override
  public void close() throws IOException {
    steps.close();
    epochs.close();
    layers.close();
    if (signals.isPresent()) {
      signals.get().close();
    }
    if (weights.isPresent()) {
      weights.get().close();
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
