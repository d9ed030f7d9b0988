package org.anact.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads the folder of one run and refuses what contradicts itself. */
final class RunReader {
  private RunReader() {}

  /**
   * Reads a run.
   *
   * @throws ResultFormatException if a file is missing, malformed or at odds with another
   */
  static RunRecord read(Path folder) throws IOException {
    Path runFile = folder.resolve(ResultFormat.RUN);
    JsonFields run = JsonFields.read(runFile);
    run.requireVersion();
    String id = run.text("id");
    if (!id.equals(String.valueOf(folder.getFileName()))) {
      throw new ResultFormatException(
          runFile + ": field 'id' is '" + id + "', which is not the name of its folder.");
    }
    Outcome outcome = outcome(folder.resolve(ResultFormat.OUTCOME));
    RunConfig config = config(run.object("config"));
    Provenance provenance = provenance(run.object("provenance"));

    boolean complete = outcome.status() == RunStatus.FINISHED;
    Path epochsFile = folder.resolve(ResultFormat.EPOCHS);
    Path stepsFile = folder.resolve(ResultFormat.STEPS);
    Path layersFile = folder.resolve(ResultFormat.LAYERS);
    // A run that stopped early may have stopped before it opened its tables.
    List<EpochRow> epochs =
        complete || Files.exists(epochsFile) ? CsvFile.epochs(epochsFile) : List.of();
    List<Double> steps = complete || Files.exists(stepsFile) ? CsvFile.steps(stepsFile) : List.of();
    List<LayerRow> layers =
        complete || Files.exists(layersFile) ? CsvFile.layers(layersFile) : List.of();
    RunRecord result =
        new RunRecord(
            id,
            config,
            provenance,
            outcome,
            epochs,
            steps,
            layers,
            CsvFile.signals(folder.resolve(ResultFormat.SIGNALS)),
            CsvFile.weights(folder.resolve(ResultFormat.WEIGHTS)));
    if (complete) {
      checkFinished(folder, result);
    }
    return result;
  }

  private static void checkFinished(Path folder, RunRecord run) {
    List<EpochRow> epochs = run.epochs();
    if (epochs.isEmpty() || epochs.size() != run.outcome().epochsCompleted()) {
      throw new ResultFormatException(
          folder.resolve(ResultFormat.EPOCHS)
              + " has "
              + epochs.size()
              + " epochs, but the outcome says "
              + run.outcome().epochsCompleted()
              + ".");
    }
    if (run.stepsPerEpoch() < 1) {
      throw new ResultFormatException(
          folder.resolve(ResultFormat.EPOCHS)
              + ": column 'step' must count a step or more an epoch.");
    }
    EpochRow last = epochs.get(epochs.size() - 1);
    double accuracy = run.outcome().finalTestAccuracy().orElse(Double.NaN);
    if (!(accuracy >= 0 && accuracy <= 1 && Math.abs(accuracy - last.testAccuracy()) < 1e-6)) {
      throw new ResultFormatException(
          folder.resolve(ResultFormat.OUTCOME)
              + ": field 'finalTestAccuracy' must be between 0 and 1 and equal the last epoch's.");
    }
    boolean finite = run.stepLosses().stream().allMatch(Double::isFinite);
    if (!finite || run.stepLosses().size() != last.step()) {
      throw new ResultFormatException(
          folder.resolve(ResultFormat.STEPS)
              + " must hold a finite loss for each of the "
              + last.step()
              + " steps of a finished run.");
    }
  }

  private static RunConfig config(JsonFields config) {
    return new RunConfig(
        config.text("dataset"),
        config.text("model"),
        config.text("activation"),
        config.text("baseActivation"),
        config.bool("normalized"),
        config.longInteger("seed"),
        config.scalars("recipe"),
        config.scalars("anact"));
  }

  private static Provenance provenance(JsonFields provenance) {
    return new Provenance(
        provenance.text("startedAt"),
        provenance.text("codeVersion"),
        provenance.text("gitCommit"),
        provenance.text("dataChecksum"),
        provenance.longInteger("trainImages"),
        provenance.longInteger("testImages"),
        provenance.longInteger("classes"),
        provenance.longInteger("parameters"),
        provenance.scalars("environment"));
  }

  private static Outcome outcome(Path file) throws IOException {
    JsonFields outcome = JsonFields.read(file);
    outcome.requireVersion();
    String status = outcome.text("status");
    RunStatus parsed =
        Arrays.stream(RunStatus.values())
            .filter(candidate -> candidate.name().equals(status))
            .findFirst()
            .orElseThrow(
                () ->
                    new ResultFormatException(
                        file
                            + ": field 'status' is '"
                            + status
                            + "' but must be one of "
                            + Arrays.toString(RunStatus.values())
                            + "."));
    return new Outcome(
        parsed,
        outcome.text("message"),
        outcome.optionalInteger("divergedEpoch"),
        outcome.text("finishedAt"),
        outcome.number("seconds"),
        outcome.integer("epochsCompleted"),
        outcome.number("finalTestAccuracy"),
        outcome.number("finalTestLoss"),
        outcome.number("finalTrainLoss"));
  }
}
