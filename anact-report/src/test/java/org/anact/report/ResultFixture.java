package org.anact.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Writes result directories with made-up figures that follow the format.
 *
 * <p>To look at a page: run {@link #main} with the name of a folder that does not exist.
 *
 * @param datasets names of data sets
 * @param models names of models
 * @param activations base activations; each is run vanilla and, if {@code both}, normalized
 * @param seeds how many, counted from 1
 * @param epochs of every run
 * @param both whether there are normalized runs
 * @param description of the grid
 */
record ResultFixture(
    List<String> datasets,
    List<String> models,
    List<String> activations,
    int seeds,
    int epochs,
    boolean both,
    String description) {
  static final int STEPS_PER_EPOCH = 20;

  /** Percentage points by which normalization moves the accuracy, up to noise by seed. */
  static final double EFFECT = 1.5;

  private static final double JITTER = 0.006;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What becomes of a run. */
  enum Fate {
    FINISHED,
    DIVERGED,
    FAILED,
    CORRUPT,
    PARTIAL,
    MISSING
  }

  record Run(String dataset, String model, String activation, String base, int seed) {
    boolean normalized() {
      return !activation.equals(base);
    }

    String id() {
      String name = dataset + "_" + model + "_" + activation + "_s" + seed;
      return name + "_" + String.format("%08x", name.hashCode());
    }
  }

  static ResultFixture small() {
    return new ResultFixture(
        List.of("digits"), List.of("cnn", "resnet"), List.of("relu", "swish"), 3, 4, true, "Test.");
  }

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    ResultFixture fixture =
        new ResultFixture(
            List.of("cifar10"),
            List.of("cnn4", "resnet20"),
            List.of("relu", "swish", "tanh"),
            3,
            12,
            true,
            "Synthetic figures: three activations with and without normalization, to look at the"
                + " page.");
    fixture.write(
        directory,
        Map.of(
            "cifar10_cnn4_ntanh_s2", Fate.DIVERGED,
            "cifar10_resnet20_relu_s3", Fate.FAILED,
            "cifar10_resnet20_ntanh_s1", Fate.CORRUPT));
    fixture.measure(directory, 9);
    ReportSummary summary = Report.write(directory);
    System.out.println(summary.accuracyTable());
    System.out.println(summary.headline());
    summary.openRuns().forEach(System.out::println);
    System.out.println(summary.page());
  }

  /** Every run of the grid. */
  List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (String dataset : datasets) {
      for (String model : models) {
        for (String base : activations) {
          for (String activation : both ? List.of(base, "n" + base) : List.of(base)) {
            for (int seed = 1; seed <= seeds; seed++) {
              runs.add(new Run(dataset, model, activation, base, seed));
            }
          }
        }
      }
    }
    return runs;
  }

  /** Writes the directory; {@code fates} is keyed by the start of an id, others finish. */
  void write(Path directory, Map<String, Fate> fates) throws IOException {
    Files.createDirectories(directory.resolve(ResultFormat.RUNS));
    Files.createDirectories(directory.resolve(ResultFormat.PARTIAL));
    sweep(directory);
    for (Run run : runs()) {
      Fate fate =
          fates.entrySet().stream()
              .filter(entry -> run.id().startsWith(entry.getKey() + "_"))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(Fate.FINISHED);
      String parent = fate == Fate.PARTIAL ? ResultFormat.PARTIAL : ResultFormat.RUNS;
      Path folder = directory.resolve(parent).resolve(run.id());
      if (fate != Fate.MISSING) {
        Files.createDirectories(folder);
        run(folder, run, fate);
      }
    }
  }

  /** Adds a published result to the grid of a directory that is written. */
  static void anchor(Path directory, String dataset, String model, double top1) throws IOException {
    Path file = directory.resolve(ResultFormat.SWEEP);
    ObjectNode sweep = (ObjectNode) JSON.readTree(Files.readString(file));
    ((ObjectNode) sweep.get("grid"))
        .withArray("anchors")
        .addObject()
        .put("dataset", dataset)
        .put("model", model)
        .put("activation", "relu")
        .put("top1", top1)
        .put("recipe", "200 epochs <of> SGD")
        .put("source", "example.org/" + model);
    json(file, sweep);
  }

  /** Adds measured variances to every run that has a record; {@code sites} in a row. */
  void measure(Path directory, int sites) throws IOException {
    for (Run run : runs()) {
      Path folder = directory.resolve(ResultFormat.RUNS).resolve(run.id());
      if (Files.exists(folder.resolve(ResultFormat.RUN))) {
        signals(folder, run, sites);
      }
    }
  }

  /** Vanilla gradients shrink by a tenth and more at each site, normalized ones keep their size. */
  private void signals(Path folder, Run run, int sites) throws IOException {
    StringBuilder signals = new StringBuilder(String.join(",", ResultFormat.SIGNAL_COLUMNS) + "\n");
    StringBuilder weights = new StringBuilder(String.join(",", ResultFormat.WEIGHT_COLUMNS) + "\n");
    Random noise = new Random(run.id().hashCode());
    for (int step = 1; step <= epochs * STEPS_PER_EPOCH; step += STEPS_PER_EPOCH / 2) {
      double gradient = 1e-4;
      double[] back = new double[sites + 1];
      double rhoPrime = 0.46 + 0.01 * activations.indexOf(run.base);
      double lambda = run.normalized() ? 1 / Math.sqrt(rhoPrime) : 1;
      double loss = run.normalized() ? 1 : 1.5;
      back[sites] = gradient;
      for (int site = sites - 1; site >= 0; site--) {
        back[site] = back[site + 1] * lambda * lambda * rhoPrime * loss;
      }
      for (int site = 0; site < sites; site++) {
        double jitter = 1 + 0.02 * noise.nextGaussian();
        signals.append(
            String.format(
                Locale.ROOT,
                "%d,act%d,%d,trunk,%s,%s,%s,%s,0.0,%s,%s,%s%n",
                step,
                site + 1,
                site,
                1.1,
                0.5,
                rhoPrime,
                lambda,
                lambda,
                back[site] * jitter,
                // A dead layer at the first site of one run leaves its cell empty.
                run.seed == 2 && site == 0 ? "" : String.valueOf(back[site + 1] * loss)));
        weights.append(
            String.format(Locale.ROOT, "%d,conv%d,%d,trunk,0.02,1e-5%n", step, site + 1, site));
      }
    }
    write(folder.resolve(ResultFormat.SIGNALS), signals);
    write(folder.resolve(ResultFormat.WEIGHTS), weights);
  }

  private void sweep(Path directory) throws IOException {
    Map<String, Object> sweep = new LinkedHashMap<>();
    sweep.put("formatVersion", ResultFormat.VERSION);
    sweep.put("name", "synthetic");
    sweep.put("description", description);
    sweep.put("createdAt", "2026-11-23T12:00:00Z");
    sweep.put("grid", Map.of("datasets", datasets, "models", models, "activations", activations));
    sweep.put("command", "anact sweep grids/synthetic.json --out results/synthetic --threads 2");
    sweep.put(
        "runs",
        runs().stream()
            .map(
                run ->
                    Map.of(
                        "id", run.id(),
                        "dataset", run.dataset,
                        "model", run.model,
                        "activation", run.activation,
                        "seed", run.seed))
            .toList());
    json(directory.resolve(ResultFormat.SWEEP), sweep);
  }

  private void run(Path folder, Run run, Fate fate) throws IOException {
    json(folder.resolve(ResultFormat.RUN), runJson(run));
    List<double[]> curve = curve(run);
    int shown = fate == Fate.FINISHED ? epochs : Math.max(1, epochs / 2);
    StringBuilder steps = new StringBuilder(String.join(",", ResultFormat.STEP_COLUMNS) + "\n");
    StringBuilder table = new StringBuilder(String.join(",", ResultFormat.EPOCH_COLUMNS) + "\n");
    StringBuilder layers = new StringBuilder(String.join(",", ResultFormat.LAYER_COLUMNS) + "\n");
    for (int epoch = 1; epoch <= shown; epoch++) {
      double[] losses = curve.get(epoch - 1);
      double sum = 0;
      for (int i = 0; i < losses.length; i++) {
        steps
            .append((epoch - 1) * STEPS_PER_EPOCH + i + 1)
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
              epoch * STEPS_PER_EPOCH,
              trainLoss,
              loss * 1.1,
              accuracy(run, epoch),
              run.normalized() ? 2.3 : 2.0,
              run.normalized() ? 870.4 : 1001.2));
      if (run.normalized()) {
        layers(layers, run, epoch);
      }
    }
    write(folder.resolve(ResultFormat.STEPS), steps);
    write(folder.resolve(ResultFormat.EPOCHS), table);
    write(folder.resolve(ResultFormat.LAYERS), layers);
    if (fate == Fate.CORRUPT) {
      Files.writeString(folder.resolve(ResultFormat.OUTCOME), "{\"formatVersion\": 1, \"sta");
    } else if (fate != Fate.PARTIAL) {
      json(folder.resolve(ResultFormat.OUTCOME), outcome(run, fate, shown));
    }
  }

  private static Map<String, Object> runJson(Run run) {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("epochs", 12);
    recipe.put("batchSize", 64);
    recipe.put("learningRate", 0.05);
    recipe.put("momentum", 0.9);
    recipe.put("weightDecay", 5e-4);
    recipe.put("schedule", "cosine");
    recipe.put("init", "matched");
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("dataset", run.dataset);
    config.put("model", run.model);
    config.put("activation", run.activation);
    config.put("baseActivation", run.base);
    config.put("normalized", run.normalized());
    config.put("seed", run.seed);
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

  private Map<String, Object> outcome(Run run, Fate fate, int shown) {
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
    outcome.put("finalTestAccuracy", finished ? accuracy(run, epochs) : null);
    outcome.put("finalTestLoss", null);
    outcome.put("finalTrainLoss", null);
    return outcome;
  }

  /** Losses of every step by epoch; the noise depends on the seed alone, so that runs are pairs. */
  private List<double[]> curve(Run run) {
    Random noise = new Random(run.seed * 31L + run.base.hashCode());
    double rate = (run.normalized() ? 0.42 : 0.34) + 0.01 * activations.indexOf(run.base);
    List<double[]> result = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      double[] losses = new double[STEPS_PER_EPOCH];
      for (int i = 0; i < losses.length; i++) {
        double time = epoch + (double) i / STEPS_PER_EPOCH;
        losses[i] = 0.15 + 2.1 * Math.exp(-rate * time) + 0.08 * noise.nextGaussian();
      }
      result.add(losses);
    }
    return result;
  }

  private double accuracy(Run run, int epoch) {
    Random noise = new Random(run.seed * 17L + run.base.hashCode() + run.model.hashCode());
    double offset = 0.02 * noise.nextGaussian();
    double jitter = run.normalized() ? JITTER * noise.nextGaussian() : 0;
    // The last activation gets no effect beyond the jitter, so that its interval may cover zero.
    boolean last =
        activations.size() > 1 && run.base.equals(activations.get(activations.size() - 1));
    double effect = run.normalized() && !last ? EFFECT / 100 : 0;
    double top = 0.80 + 0.01 * activations.indexOf(run.base);
    return top * (1 - Math.exp(-0.6 * epoch)) + offset * 0.5 + effect + jitter;
  }

  private void layers(StringBuilder layers, Run run, int epoch) {
    int depth = run.model.startsWith("resnet") ? 9 : 4;
    for (int layer = 0; layer < depth; layer++) {
      double rho = 0.5 - 0.012 * layer + 0.01 * Math.sin(epoch + run.seed);
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
              layer == 2 && run.seed == 2 && run.base.equals("relu") ? 3 : 0));
    }
  }

  private static void json(Path file, Object value) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), value);
  }

  private static void write(Path file, CharSequence text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
