package org.anact.bench.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.report.ResultFormat;

/**
 * Writes the files of one run. They grow in {@code partial/ID}; only a complete run is moved to
 * {@code runs/ID}, in one step.
 */
public final class RunDirectory implements AutoCloseable {

  private static final String FAILURE = "failure.txt";

  private final Path target;
  private final Path partial;
  private final BufferedWriter steps;
  private final BufferedWriter epochs;
  private final BufferedWriter layers;

  private RunDirectory(Path target, Path partial) throws IOException {
    this.target = target;
    this.partial = partial;
    this.steps = open(ResultFormat.STEPS, ResultFormat.STEP_COLUMNS);
    this.epochs = open(ResultFormat.EPOCHS, ResultFormat.EPOCH_COLUMNS);
    this.layers = open(ResultFormat.LAYERS, ResultFormat.LAYER_COLUMNS);
  }

  /** Starts a run's files, in place of those of a try that was cut off. */
  public static RunDirectory begin(Path results, RunHeader header) throws IOException {
    Path partial = results.resolve(ResultFormat.PARTIAL).resolve(header.id());
    deleteTree(partial);
    Files.createDirectories(partial);
    JsonFiles.write(partial.resolve(ResultFormat.RUN), header);
    return new RunDirectory(results.resolve(ResultFormat.RUNS).resolve(header.id()), partial);
  }

  private BufferedWriter open(String name, List<String> columns) throws IOException {
    BufferedWriter writer = Files.newBufferedWriter(partial.resolve(name));
    writer.write(String.join(",", columns));
    writer.write('\n');
    return writer;
  }

  /** Adds the loss of a mini-batch. */
  public void step(int step, double trainLoss) throws IOException {
    write(steps, List.of(step, trainLoss));
  }

  /** Adds an epoch, and puts all that came so far on disk. */
  public void epoch(EpochMetrics metrics, List<LayerState> states) throws IOException {
    write(epochs, metrics.row());
    for (LayerState state : states) {
      write(layers, state.row(metrics.epoch()));
    }
    steps.flush();
    epochs.flush();
    layers.flush();
  }

  /** Keeps the stack trace of what stopped the run. */
  public void failure(Throwable cause) throws IOException {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace, true));
    Files.writeString(partial.resolve(FAILURE), trace.toString());
  }

  /** Completes the run: writes its outcome and moves it to where finished runs are. */
  public void finish(Outcome outcome) throws IOException {
    close();
    JsonFiles.write(partial.resolve(ResultFormat.OUTCOME), outcome);
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
  }

  private static void write(BufferedWriter writer, List<Object> values) throws IOException {
    writer.write(values.stream().map(RunDirectory::text).collect(Collectors.joining(",")));
    writer.write('\n');
  }

  private static String text(Object value) {
    boolean number = !(value instanceof Double d) || Double.isFinite(d);
    return number ? value.toString() : "";
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
