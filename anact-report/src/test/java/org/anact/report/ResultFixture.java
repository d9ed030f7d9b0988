package org.anact.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anact.results.ResultFormat;

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

  /** Some runs of {@link #small} that did not end well, one of each kind. */
  static final Map<String, Fate> FATES =
      Map.of(
          "digits_cnn_nrelu_s1", Fate.DIVERGED,
          "digits_cnn_swish_s2", Fate.FAILED,
          "digits_resnet_nrelu_s3", Fate.CORRUPT,
          "digits_resnet_swish_s1", Fate.PARTIAL,
          "digits_resnet_nswish_s1", Fate.MISSING);

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
        new RunFiles(this, run, fate).write(folder);
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
    RunFiles.json(file, sweep);
  }

  /** Adds measured variances to every run that has a record; {@code sites} in a row. */
  void measure(Path directory, int sites) throws IOException {
    for (Run run : runs()) {
      Path folder = directory.resolve(ResultFormat.RUNS).resolve(run.id());
      if (Files.exists(folder.resolve(ResultFormat.RUN))) {
        new SignalFiles(this, run, sites).write(folder);
      }
    }
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
    RunFiles.json(directory.resolve(ResultFormat.SWEEP), sweep);
  }
}
