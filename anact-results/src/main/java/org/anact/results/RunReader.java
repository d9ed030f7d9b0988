package org.anact.results;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Reads the folder of one run and refuses what is damaged or contradicts itself. */
public final class RunReader {
  private RunReader() {}

  /**
   * Reads a run.
   *
   * @throws ResultFormatException if a file is missing, malformed or at odds with another
   */
  public static RunRecord read(Path folder) {
    RunHeader header = header(folder);
    if (!header.id().equals(String.valueOf(folder.getFileName()))) {
      throw new ResultFormatException(
          folder.resolve(ResultFormat.RUN)
              + ": field 'id' is '"
              + header.id()
              + "', which is not the name of its folder.");
    }
    Outcome outcome = JsonFiles.readRecord(folder.resolve(ResultFormat.OUTCOME), Outcome.class);
    // A run that failed may have failed before it opened its tables.
    boolean whole = outcome.status() != RunStatus.FAILED;
    boolean measured =
        whole
            && (outcome.recordingSeconds().orElse(0) > 0
                || ResultFormat.SIGNALS.isIn(folder)
                || ResultFormat.WEIGHTS.isIn(folder));
    RunRecord run =
        new RunRecord(
            header.id(),
            header.config(),
            header.provenance(),
            outcome,
            epochs(folder, rows(ResultFormat.EPOCHS, folder, whole).orElse(List.of())),
            losses(folder, rows(ResultFormat.STEPS, folder, whole).orElse(List.of())),
            rows(ResultFormat.LAYERS, folder, whole).orElse(List.of()),
            rows(ResultFormat.SIGNALS, folder, measured),
            rows(ResultFormat.WEIGHTS, folder, measured));
    if (whole) {
      checkWhole(folder, run);
    }
    if (run.finished()) {
      checkFinished(folder, run);
    }
    return run;
  }

  /**
   * Reads what is known of a run before it starts.
   *
   * @throws ResultFormatException if the file is missing or malformed
   */
  public static RunHeader header(Path folder) {
    return JsonFiles.readRecord(folder.resolve(ResultFormat.RUN), RunHeader.class);
  }

  /** Returns whether a folder holds the record of a run that failed. */
  public static boolean isFailure(Path folder) {
    try {
      return JsonFiles.readRecord(folder.resolve(ResultFormat.OUTCOME), Outcome.class).status()
          == RunStatus.FAILED;
    } catch (ResultFormatException e) {
      return false;
    }
  }

  private static <R extends Record> Optional<List<R>> rows(
      CsvTable<R> table, Path folder, boolean required) {
    return required || table.isIn(folder) ? Optional.of(table.read(folder)) : Optional.empty();
  }

  private static List<EpochRow> epochs(Path folder, List<EpochRow> rows) {
    requireCount(folder, ResultFormat.EPOCHS, "epoch", rows, EpochRow::epoch);
    return rows;
  }

  private static List<Double> losses(Path folder, List<StepRow> rows) {
    requireCount(folder, ResultFormat.STEPS, "step", rows, StepRow::step);
    double[] losses = rows.stream().mapToDouble(StepRow::trainLoss).toArray();
    return new AbstractList<>() {
      @Override
      public Double get(int index) {
        return losses[index];
      }

      @Override
      public int size() {
        return losses.length;
      }
    };
  }

  private static <R extends Record> void requireCount(
      Path folder, CsvTable<R> table, String column, List<R> rows, ToIntFunction<R> count) {
    for (int i = 0; i < rows.size(); i++) {
      if (count.applyAsInt(rows.get(i)) != i + 1) {
        throw refused(
            folder,
            table,
            ": column '" + column + "' must count 1, 2, 3, ... but row " + (i + 1) + " does not.");
      }
    }
  }

  /** Checks that no table of a run that ended by itself has lost rows. */
  private static void checkWhole(Path folder, RunRecord run) {
    int epochs = run.outcome().epochsCompleted();
    if (run.epochs().size() != epochs) {
      throw refused(
          folder,
          ResultFormat.EPOCHS,
          " has " + run.epochs().size() + " epochs, but the outcome says " + epochs + ".");
    }
    if (epochs > 0 && run.stepLosses().size() < run.epochs().get(epochs - 1).step()) {
      throw refused(folder, ResultFormat.STEPS, " ends before the last epoch does.");
    }
    int withLayers =
        blocks(folder, ResultFormat.LAYERS, run.layers(), LayerRow::epoch, LayerRow::layer).size();
    if (withLayers != (run.config().normalized() ? epochs : 0)) {
      throw refused(
          folder,
          ResultFormat.LAYERS,
          " must hold every ANAct layer in each epoch, and nothing else.");
    }
    if (run.signals().isPresent() && run.weights().isPresent()) {
      List<Integer> sites =
          blocks(
              folder, ResultFormat.SIGNALS, run.signals().get(), SignalRow::step, SignalRow::layer);
      List<Integer> weights =
          blocks(
              folder, ResultFormat.WEIGHTS, run.weights().get(), WeightRow::step, WeightRow::layer);
      if (!sites.equals(weights) || sites.isEmpty()) {
        throw refused(
            folder,
            ResultFormat.SIGNALS,
            " and " + ResultFormat.WEIGHTS.file() + " must hold the same steps, one or more.");
      }
    }
  }

  /** Returns the epochs or steps of a table, each of which must have the layers of the first. */
  private static <R extends Record> List<Integer> blocks(
      Path folder,
      CsvTable<R> table,
      List<R> rows,
      Function<R, Integer> time,
      Function<R, String> layer) {
    Map<Integer, List<String>> layers = new LinkedHashMap<>();
    for (R row : rows) {
      layers.computeIfAbsent(time.apply(row), unused -> new ArrayList<>()).add(layer.apply(row));
    }
    if (layers.values().stream().distinct().count() > 1) {
      throw refused(folder, table, " must hold the same layers each time.");
    }
    return List.copyOf(layers.keySet());
  }

  private static void checkFinished(Path folder, RunRecord run) {
    if (run.stepsPerEpoch() < 1) {
      throw refused(
          folder, ResultFormat.EPOCHS, ": column 'step' must count a step or more an epoch.");
    }
    EpochRow last = run.epochs().get(run.epochs().size() - 1);
    double accuracy = run.outcome().finalTestAccuracy().orElse(Double.NaN);
    if (!(accuracy >= 0 && accuracy <= 1 && Math.abs(accuracy - last.testAccuracy()) < 1e-6)) {
      throw new ResultFormatException(
          folder.resolve(ResultFormat.OUTCOME)
              + ": field 'finalTestAccuracy' must be between 0 and 1 and equal the last epoch's.");
    }
    boolean finite = run.stepLosses().stream().allMatch(Double::isFinite);
    if (!finite || run.stepLosses().size() != last.step()) {
      throw refused(
          folder,
          ResultFormat.STEPS,
          " must hold a finite loss for each of the " + last.step() + " steps of a finished run.");
    }
  }

  private static ResultFormatException refused(Path folder, CsvTable<?> table, String sentence) {
    return new ResultFormatException(folder.resolve(table.file()) + sentence);
  }
}
