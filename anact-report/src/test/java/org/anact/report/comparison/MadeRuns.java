package org.anact.report.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.anact.results.EpochRow;
import org.anact.results.Outcome;
import org.anact.results.PlannedRun;
import org.anact.results.Provenance;
import org.anact.results.RecordedConfig;
import org.anact.results.ResultDirectory;
import org.anact.results.Results;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;
import org.anact.results.RunState;
import org.anact.results.RunStatus;
import org.anact.results.SweepRecord;

/** Runs of one epoch with one step that exist in memory alone. */
public final class MadeRuns {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CLASSES = 2;

  /** Wall clock of each run, on two threads. */
  static final double SECONDS = 900;

  private final List<RunEntry> entries = new ArrayList<>();
  private final List<RunEntry> trials = new ArrayList<>();
  private JsonNode grid = JSON.createObjectNode();
  private String processor = "one kind";
  private String command = "";

  /** Adds a finished run; a leading n makes it a normalized one. */
  MadeRuns add(String dataset, String model, String activation, long seed, double accuracy) {
    return add(dataset, model, activation, seed, accuracy, Map.of(), Map.of());
  }

  /** The same with options of the recipe and of the layer. */
  MadeRuns add(
      String dataset,
      String model,
      String activation,
      long seed,
      double accuracy,
      Map<String, String> recipe,
      Map<String, String> anact) {
    return add(
        plan(dataset, model, activation, seed, Map.of(), "" + recipe + anact),
        RunStatus.FINISHED,
        accuracy,
        options(recipe),
        anact);
  }

  /** Has the runs that are added from now on made by another kind of processor. */
  MadeRuns on(String kind) {
    processor = kind;
    return this;
  }

  /** Has a command line that made the runs. */
  MadeRuns by(String line) {
    command = line;
    return this;
  }

  /** Adds both runs of a seed. */
  public MadeRuns pair(
      String dataset, String model, String base, long seed, double vanilla, double other) {
    return add(dataset, model, base, seed, vanilla).add(dataset, model, "n" + base, seed, other);
  }

  /** Adds a run in model m on data set d that tuning gave a recipe. */
  public MadeRuns tuned(
      String activation, long seed, RunStatus status, double accuracy, Map<String, Double> tuned) {
    return add(
        plan("d", "m", activation, seed, tuned, "t" + tuned),
        status,
        accuracy,
        numbers(tuned),
        Map.of());
  }

  /** The same with options of the layer. */
  public MadeRuns tuned(
      String activation,
      long seed,
      double accuracy,
      Map<String, Double> tuned,
      Map<String, String> anact) {
    return add(
        plan("d", "m", activation, seed, tuned, "t" + tuned + anact),
        RunStatus.FINISHED,
        accuracy,
        numbers(tuned),
        anact);
  }

  /** Adds a trial in model m on data set d. */
  public MadeRuns trial(
      String activation, long seed, RunStatus status, double accuracy, Map<String, Double> tuned) {
    PlannedRun plan = plan("d", "m", activation, seed, tuned, "v" + tuned);
    return add(trial(plan), status, accuracy, numbers(tuned), Map.of());
  }

  /** Adds a trial of which there is no trace. */
  public MadeRuns missingTrial(String activation, long seed, Map<String, Double> tuned) {
    PlannedRun plan = trial(plan("d", "m", activation, seed, tuned, "v" + tuned));
    trials.add(new RunEntry(plan, RunState.MISSING, Optional.empty(), ""));
    return this;
  }

  /** Adds a run in model m on data set d of which there is no trace. */
  public MadeRuns missing(String activation, long seed) {
    PlannedRun plan = plan("d", "m", activation, seed, Map.of(), "");
    entries.add(new RunEntry(plan, RunState.MISSING, Optional.empty(), ""));
    return this;
  }

  /** Adds a run in model m on data set d that did not finish. */
  public MadeRuns ended(String activation, long seed, RunStatus status) {
    PlannedRun plan = plan("d", "m", activation, seed, Map.of(), "");
    return add(plan, status, Double.NaN, Map.of(), Map.of());
  }

  /** Sets the grid of the sweep, JSON. */
  public MadeRuns grid(String json) {
    try {
      grid = JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return this;
  }

  private static PlannedRun plan(
      String dataset,
      String model,
      String activation,
      long seed,
      Map<String, Double> tuned,
      String suffix) {
    return new PlannedRun(
        String.join("_", dataset, model, activation, "s" + seed) + suffix,
        dataset,
        model,
        activation,
        seed,
        numbers(tuned),
        OptionalDouble.empty());
  }

  private static PlannedRun trial(PlannedRun plan) {
    return new PlannedRun(
        plan.id(),
        plan.dataset(),
        plan.model(),
        plan.activation(),
        plan.seed(),
        plan.tuned(),
        OptionalDouble.of(0.1));
  }

  private MadeRuns add(
      PlannedRun plan,
      RunStatus status,
      double accuracy,
      Map<String, JsonNode> recipe,
      Map<String, String> anact) {
    boolean normalized = plan.activation().startsWith("n");
    boolean finished = status == RunStatus.FINISHED;
    RecordedConfig config =
        new RecordedConfig(
            plan.dataset(),
            plan.model(),
            plan.activation(),
            normalized ? plan.activation().substring(1) : plan.activation(),
            normalized,
            plan.seed(),
            recipe,
            options(anact),
            plan.validation(),
            Optional.empty());
    RunRecord run =
        new RunRecord(
            plan.id(),
            config,
            new Provenance(
                "",
                "",
                "",
                "",
                Optional.empty(),
                1,
                1,
                CLASSES,
                1,
                Map.of("cpu", processor, "threads", "2"),
                Optional.empty()),
            new Outcome(
                1,
                status,
                "",
                OptionalInt.empty(),
                "",
                OptionalDouble.of(SECONDS),
                OptionalInt.of(0),
                OptionalDouble.empty(),
                1,
                OptionalDouble.of(finished ? accuracy : Double.NaN),
                OptionalDouble.empty(),
                OptionalDouble.empty()),
            List.of(new EpochRow(1, 1, 0.1, 1, 1, accuracy, 1, 1, 1, 0, 1)),
            List.of(1.0),
            List.of(),
            Optional.empty(),
            Optional.empty());
    (plan.isTrial() ? trials : entries)
        .add(new RunEntry(plan, RunState.valueOf(status.name()), Optional.of(run), ""));
    return this;
  }

  public Study study() {
    List<RunEntry> all = new ArrayList<>(trials);
    all.addAll(entries);
    SweepRecord sweep =
        new SweepRecord(1, "", "", "", grid, command, all.stream().map(RunEntry::plan).toList());
    return new Study(Results.merge(List.of(new ResultDirectory("made", sweep, all, List.of()))));
  }

  private static Map<String, JsonNode> options(Map<String, String> texts) {
    Map<String, JsonNode> options = new LinkedHashMap<>();
    texts.forEach((name, text) -> options.put(name, TextNode.valueOf(text)));
    return options;
  }

  private static Map<String, JsonNode> numbers(Map<String, Double> values) {
    Map<String, JsonNode> numbers = new LinkedHashMap<>();
    values.forEach((name, value) -> numbers.put(name, JSON.valueToTree(value)));
    return numbers;
  }
}
