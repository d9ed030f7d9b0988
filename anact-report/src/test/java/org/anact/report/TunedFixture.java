package org.anact.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.anact.report.ResultFixture.Fate;
import org.anact.report.ResultFixture.Run;
import org.anact.results.ResultFormat;
import org.apache.commons.io.file.PathUtils;

/**
 * Writes a made-up sweep whose arms were tuned: trials of two seeds at each learning rate, and
 * final runs of seven seeds with what they chose. Vanilla arms are best at 0.2, normalized ones at
 * 0.05, and at 0.4 normalized ones diverge.
 *
 * <p>To look at a page: run {@link #main} with the name of a folder that does not exist.
 *
 * @param models names of models
 * @param bases activations without normalization
 * @param ladder whether each normalized arm comes with the rungs that lead to it
 * @param untilDecided whether the grid has a rule for adding seeds
 */
record TunedFixture(List<String> models, List<String> bases, boolean ladder, boolean untilDecided) {
  static final List<String> RATES = List.of("0.02", "0.05", "0.1", "0.2", "0.4");
  static final List<Integer> TRIAL_SEEDS = List.of(101, 102);
  static final int SEEDS = 7;
  static final int EPOCHS = 3;
  private static final int CLASSES = 10;
  private static final int ACCURACY = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Accuracy below ANAct of each rung, in points. */
  static final Map<String, Double> RUNGS =
      Map.of("REPARAMETRIZED", 0.9, "CENTRED", 1.3, "ADAPTIVE", -0.4);

  /** An arm: an activation and the options of its layer. */
  private record Arm(String model, String activation, String base, String rung) {
    boolean normalized() {
      return !activation.equals(base);
    }

    double best() {
      return normalized() && !rung.equals("REPARAMETRIZED") ? 0.05 : 0.2;
    }

    String name() {
      return "digits_" + model + "_" + activation + (rung.isEmpty() ? "" : "-" + rung);
    }
  }

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    new TunedFixture(List.of("cnn4", "resnet20"), List.of("relu", "swish"), true, true)
        .write(directory);
    ReportSummary summary = Report.write(directory);
    System.out.println(summary.headline());
    System.out.println(summary.page());
  }

  private ResultFixture fixture() {
    return new ResultFixture(List.of("digits"), models, bases, SEEDS, EPOCHS, true, "Tuned.");
  }

  private List<Arm> arms() {
    List<Arm> arms = new ArrayList<>();
    for (String model : models) {
      for (String base : bases) {
        arms.add(new Arm(model, base, base, ""));
        arms.add(new Arm(model, "n" + base, base, ""));
        if (ladder) {
          for (String rung : List.of("REPARAMETRIZED", "CENTRED", "ADAPTIVE")) {
            arms.add(new Arm(model, "n" + base, base, rung));
          }
        }
      }
    }
    return arms;
  }

  /** Writes the directory. */
  void write(Path directory) throws IOException {
    Files.createDirectories(directory.resolve(ResultFormat.RUNS));
    ArrayNode planned = JSON.createArrayNode();
    for (int seed : TRIAL_SEEDS) {
      for (String rate : RATES) {
        for (Arm arm : arms()) {
          trial(directory, planned, arm, rate, seed);
        }
      }
    }
    for (int seed = 1; seed <= SEEDS; seed++) {
      for (Arm arm : arms()) {
        String rate = arm.best() == 0.2 ? "0.2" : "0.05";
        String id = arm.name() + "_s" + seed;
        Path folder = run(directory, arm, seed, Fate.FINISHED, id, rate);
        if (!arm.rung.isEmpty()) {
          lower(
              folder,
              RUNGS.get(arm.rung) + 0.4 * new Random(seed + arm.rung.hashCode()).nextGaussian());
        }
        plan(planned, arm, seed, id, rate);
      }
    }
    fixture().write(directory.resolve("unused"), Map.of());
    ObjectNode sweep = (ObjectNode) JSON.readTree(directory.resolve("unused/sweep.json").toFile());
    sweep.set("runs", planned);
    sweep.set("grid", grid(directory.resolve("runs").resolve(planned.get(0).get("id").asText())));
    RunFiles.json(directory.resolve(ResultFormat.SWEEP), sweep);
    PathUtils.delete(directory.resolve("unused"));
  }

  private void trial(Path directory, ArrayNode planned, Arm arm, String rate, int seed)
      throws IOException {
    boolean diverged = arm.normalized() && arm.best() == 0.05 && rate.equals("0.4");
    String id = arm.name() + "_r" + rate + "_s" + seed;
    Path folder = run(directory, arm, seed, diverged ? Fate.DIVERGED : Fate.FINISHED, id, rate);
    ObjectNode record = (ObjectNode) JSON.readTree(folder.resolve("run.json").toFile());
    ((ObjectNode) record.get("config")).put("validation", 0.1);
    RunFiles.json(folder.resolve("run.json"), record);
    if (!diverged) {
      double away = Math.log(Double.parseDouble(rate) / arm.best()) / Math.log(2);
      lower(folder, 0.5 * away * away + (arm.base.equals("relu") && !arm.normalized() ? 1 : 0));
    }
    plan(planned, arm, seed, id, rate).put("validation", 0.1);
  }

  private ObjectNode plan(ArrayNode planned, Arm arm, int seed, String id, String rate) {
    ObjectNode plan =
        planned
            .addObject()
            .put("id", id)
            .put("dataset", "digits")
            .put("model", arm.model)
            .put("activation", arm.activation)
            .put("seed", seed);
    plan.putObject("tuned").put("learningRate", Double.parseDouble(rate));
    return plan;
  }

  private Path run(Path directory, Arm arm, int seed, Fate fate, String id, String rate)
      throws IOException {
    Path folder = Files.createDirectory(directory.resolve(ResultFormat.RUNS).resolve(id));
    Run run = new Run("digits", arm.model, arm.activation, arm.base, seed);
    new RunFiles(fixture(), run, fate).write(folder);
    ObjectNode record = (ObjectNode) JSON.readTree(folder.resolve("run.json").toFile());
    record.put("id", id);
    ObjectNode config = (ObjectNode) record.get("config");
    ((ObjectNode) config.get("recipe")).put("learningRate", Double.parseDouble(rate));
    if (arm.normalized()) {
      config.set("anact", options(arm.rung));
    }
    RunFiles.json(folder.resolve("run.json"), record);
    return folder;
  }

  private static JsonNode options(String rung) {
    return JSON.createObjectNode()
        .put("target", "BALANCED")
        .put("centre", !rung.equals("REPARAMETRIZED"))
        .put("learnableAlpha", rung.isEmpty())
        .put("statistics", rung.isEmpty() || rung.equals("ADAPTIVE") ? "RUNNING" : "STATIC");
  }

  /** Lowers the accuracy of every epoch by so many points. */
  private static void lower(Path folder, double points) throws IOException {
    Path epochs = folder.resolve(ResultFormat.EPOCHS.file());
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(epochs)) {
      List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
      if (!lines.isEmpty()) {
        cells.set(ACCURACY, lower(Double.parseDouble(cells.get(ACCURACY)), points) + "");
      }
      lines.add(String.join(",", cells));
    }
    Files.writeString(epochs, String.join("\n", lines) + "\n");
    Path file = folder.resolve(ResultFormat.OUTCOME);
    ObjectNode outcome = (ObjectNode) JSON.readTree(file.toFile());
    outcome.put("finalTestAccuracy", lower(outcome.get("finalTestAccuracy").asDouble(), points));
    RunFiles.json(file, outcome);
  }

  private static double lower(double accuracy, double points) {
    return Math.max(1.0 / CLASSES, accuracy - points / 100);
  }

  /** Its recipe is that of the runs, but for the rate. */
  private JsonNode grid(Path run) throws IOException {
    ObjectNode recipe =
        (ObjectNode) JSON.readTree(run.resolve("run.json").toFile()).at("/config/recipe");
    recipe.put("learningRate", 0.02);
    Map<String, Object> recipes = new LinkedHashMap<>();
    models.forEach(model -> recipes.put(model, recipe));
    Map<String, Object> grid = new LinkedHashMap<>();
    grid.put("variants", List.of(Map.of("recipes", recipes)));
    grid.put(
        "tune",
        Map.of(
            "fields",
            Map.of("learningRate", RATES.stream().map(Double::valueOf).toList()),
            "seeds",
            TRIAL_SEEDS,
            "validation",
            0.1));
    if (untilDecided) {
      grid.put("decide", Map.of("minSeeds", 6, "maxSeeds", SEEDS, "alpha", 0.05, "margin", 0.2));
    }
    return JSON.valueToTree(grid);
  }
}
