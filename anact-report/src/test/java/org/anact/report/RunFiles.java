package org.anact.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.anact.report.ResultFixture.Fate;
import org.anact.report.ResultFixture.Run;
import org.anact.results.ResultFormat;

/**
 * The files of a made-up run, without its signals.
 *
 * @param grid that it belongs to
 * @param run the run
 * @param fate what becomes of it
 */
record RunFiles(ResultFixture grid, Run run, Fate fate) {
  /** Percentage points by which normalization moves the accuracy, up to noise by seed. */
  private static final double EFFECT = 1.5;

  private static final double JITTER = 0.006;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes them into a folder that is there. */
  void write(Path folder) throws IOException {
    json(folder.resolve(ResultFormat.RUN), runJson());
    List<double[]> curve = curve();
    int shown = fate == Fate.FINISHED ? grid.epochs() : Math.max(1, grid.epochs() / 2);
    StringBuilder steps = new StringBuilder(String.join(",", ResultFormat.STEPS.columns()) + "\n");
    StringBuilder table = new StringBuilder(String.join(",", ResultFormat.EPOCHS.columns()) + "\n");
    StringBuilder layers =
        new StringBuilder(String.join(",", ResultFormat.LAYERS.columns()) + "\n");
    for (int epoch = 1; epoch <= shown; epoch++) {
      double[] losses = curve.get(epoch - 1);
      double sum = 0;
      for (int i = 0; i < losses.length; i++) {
        steps
            .append((epoch - 1) * ResultFixture.STEPS_PER_EPOCH + i + 1)
            .append(',')
            .append(losses[i])
            .append('\n');
        sum += losses[i];
      }
      double loss = sum / losses.length;
      String trainLoss = fate == Fate.DIVERGED && epoch == shown ? "" : String.valueOf(loss);
      table.append(
          String.format(
              Locale.ROOT,
              "%d,%d,0.05,%s,%s,%s,%s,0.4,%s,0.01,700.5%n",
              epoch,
              epoch * ResultFixture.STEPS_PER_EPOCH,
              trainLoss,
              loss * 1.1,
              accuracy(epoch),
              run.normalized() ? 2.3 : 2.0,
              run.normalized() ? 870.4 : 1001.2));
      if (run.normalized()) {
        layers(layers, epoch);
      }
    }
    Files.writeString(folder.resolve(ResultFormat.STEPS.file()), steps);
    Files.writeString(folder.resolve(ResultFormat.EPOCHS.file()), table);
    Files.writeString(folder.resolve(ResultFormat.LAYERS.file()), layers);
    if (fate == Fate.CORRUPT) {
      Files.writeString(folder.resolve(ResultFormat.OUTCOME), "{\"formatVersion\": 1, \"sta");
    } else if (fate != Fate.PARTIAL) {
      json(folder.resolve(ResultFormat.OUTCOME), outcome(shown));
    }
  }

  private Map<String, Object> runJson() {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("epochs", 12);
    recipe.put("batchSize", 64);
    recipe.put("learningRate", 0.05);
    recipe.put("momentum", 0.9);
    recipe.put("weightDecay", 5e-4);
    recipe.put("schedule", "cosine");
    recipe.put("init", "FAIR_UNIT_BEFORE_NORM");
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("dataset", run.dataset());
    config.put("model", run.model());
    config.put("activation", run.activation());
    config.put("baseActivation", run.base());
    config.put("normalized", run.normalized());
    config.put("seed", run.seed());
    config.put("recipe", recipe);
    if (run.normalized()) {
      config.put("anact", Map.of("target", "BALANCED"));
    }
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("backend", "nd4j-native");
    environment.put("classifier", "linux-x86_64-avx2");
    environment.put("threads", "2");
    environment.put("cpu", "Made-up CPU, 2 cores");
    environment.put("os", "Linux 6.1");
    environment.put("java", "17.0.15");
    environment.put("deeplearning4j", "1.0.0-M2.1");
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("startedAt", "2026-11-23T12:00:00Z");
    provenance.put("codeVersion", "0.1.0");
    provenance.put("gitCommit", "0123456789abcdef0123456789abcdef01234567");
    provenance.put("dataChecksum", "ab".repeat(32));
    provenance.put("trainImages", 5000);
    provenance.put("testImages", 1000);
    provenance.put("classes", 10);
    provenance.put("parameters", run.normalized() ? 61_510 : 61_506);
    provenance.put("environment", environment);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("formatVersion", ResultFormat.VERSION);
    json.put("id", run.id());
    json.put("config", config);
    json.put("provenance", provenance);
    return json;
  }

  private Map<String, Object> outcome(int shown) {
    boolean finished = fate == Fate.FINISHED;
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("formatVersion", ResultFormat.VERSION);
    outcome.put("status", fate.name());
    outcome.put(
        "message",
        switch (fate) {
          case DIVERGED -> "The training loss is no number.";
          case FAILED -> "Out of memory: made up.";
          default -> "";
        });
    outcome.put("divergedEpoch", fate == Fate.DIVERGED ? shown : null);
    outcome.put("finishedAt", "2026-11-23T12:01:00Z");
    outcome.put("seconds", 31.25);
    outcome.put("epochsCompleted", shown);
    outcome.put("finalTestAccuracy", finished ? accuracy(grid.epochs()) : null);
    outcome.put("finalTestLoss", null);
    outcome.put("finalTrainLoss", null);
    return outcome;
  }

  /** Losses of every step by epoch; the noise depends on the seed alone, so that runs are pairs. */
  private List<double[]> curve() {
    Random noise = new Random(run.seed() * 31L + run.base().hashCode());
    double rate = (run.normalized() ? 0.42 : 0.34) + 0.01 * grid.activations().indexOf(run.base());
    List<double[]> result = new ArrayList<>();
    for (int epoch = 0; epoch < grid.epochs(); epoch++) {
      double[] losses = new double[ResultFixture.STEPS_PER_EPOCH];
      for (int i = 0; i < losses.length; i++) {
        double time = epoch + (double) i / ResultFixture.STEPS_PER_EPOCH;
        losses[i] = 0.15 + 2.1 * Math.exp(-rate * time) + 0.08 * noise.nextGaussian();
      }
      result.add(losses);
    }
    return result;
  }

  private double accuracy(int epoch) {
    Random noise = new Random(run.seed() * 17L + run.base().hashCode() + run.model().hashCode());
    double offset = 0.02 * noise.nextGaussian();
    double jitter = run.normalized() ? JITTER * noise.nextGaussian() : 0;
    // The last activation gets no effect beyond the jitter, so that its interval may cover zero.
    boolean last =
        grid.activations().size() > 1
            && run.base().equals(grid.activations().get(grid.activations().size() - 1));
    double effect = run.normalized() && !last ? EFFECT / 100 : 0;
    double top = 0.80 + 0.01 * grid.activations().indexOf(run.base());
    return top * (1 - Math.exp(-0.6 * epoch)) + offset * 0.5 + effect + jitter;
  }

  private void layers(StringBuilder layers, int epoch) {
    int depth = run.model().startsWith("resnet") ? 9 : 4;
    for (int layer = 0; layer < depth; layer++) {
      double rho = 0.5 - 0.012 * layer + 0.01 * Math.sin(epoch + run.seed());
      double rhoPrime = 0.47 + 0.01 * layer * (1 - Math.exp(-0.3 * epoch));
      double lambda = Math.sqrt((rho + rhoPrime) / (2 * rho * rhoPrime));
      layers.append(
          String.format(
              Locale.ROOT,
              "%d,act%d,%d,%s,%s,%s,0.4,0.01,%s,%d%n",
              epoch,
              layer + 1,
              layer,
              lambda,
              rho,
              rhoPrime,
              lambda + 0.003,
              layer == 2 && run.seed() == 2 && run.base().equals("relu") ? 3 : 0));
    }
  }

  static void json(Path file, Object value) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), value);
  }
}
