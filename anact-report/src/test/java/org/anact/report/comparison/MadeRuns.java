package org.anact.report.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
import org.anact.results.Results;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;
import org.anact.results.RunState;
import org.anact.results.RunStatus;

/** Runs of one epoch with one step that exist in memory alone. */
final class MadeRuns {
  private final List<RunEntry> entries = new ArrayList<>();

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
    boolean normalized = activation.startsWith("n");
    String id = String.join("_", dataset, model, activation, "s" + seed) + recipe + anact;
    RecordedConfig config =
        new RecordedConfig(
            dataset,
            model,
            activation,
            normalized ? activation.substring(1) : activation,
            normalized,
            seed,
            options(recipe),
            options(anact),
            OptionalDouble.empty());
    RunRecord run =
        new RunRecord(
            id,
            config,
            new Provenance("", "", "", "", Optional.empty(), 1, 1, 2, 1, Map.of()),
            new Outcome(
                1,
                RunStatus.FINISHED,
                "",
                OptionalInt.empty(),
                "",
                OptionalDouble.of(1),
                OptionalInt.of(0),
                OptionalDouble.empty(),
                1,
                OptionalDouble.of(accuracy),
                OptionalDouble.empty(),
                OptionalDouble.empty()),
            List.of(new EpochRow(1, 1, 0.1, 1, 1, accuracy, 1, 1, 1, 0, 1)),
            List.of(1.0),
            List.of(),
            Optional.empty(),
            Optional.empty());
    entries.add(
        new RunEntry(
            new PlannedRun(id, dataset, model, activation, seed, Map.of(), OptionalDouble.empty()),
            RunState.FINISHED,
            Optional.of(run),
            ""));
    return this;
  }

  /** Adds both runs of a seed. */
  MadeRuns pair(
      String dataset, String model, String base, long seed, double vanilla, double other) {
    return add(dataset, model, base, seed, vanilla).add(dataset, model, "n" + base, seed, other);
  }

  Study study() {
    return new Study(new Results(List.of(), entries, List.of(), List.of()));
  }

  private static Map<String, JsonNode> options(Map<String, String> texts) {
    Map<String, JsonNode> options = new LinkedHashMap<>();
    texts.forEach((name, text) -> options.put(name, TextNode.valueOf(text)));
    return options;
  }
}
