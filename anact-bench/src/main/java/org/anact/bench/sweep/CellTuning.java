package org.anact.bench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.anact.bench.InputException;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.grid.Tuning;
import org.anact.results.JsonFiles;
import org.anact.results.tuning.ArmTrials;
import org.anact.results.tuning.TrialScore;
import org.anact.results.tuning.TriedSetting;

/**
 * The trials of a cell. All arms have the same: where the best value of one of them is at the end
 * of a list, the list goes on for all.
 */
final class CellTuning {

  /** Digits of a value that continues a list. */
  private static final MathContext DIGITS = new MathContext(3);

  private final Tuning tune;
  private final List<RunConfig> arms;

  CellTuning(Tuning tune, List<RunConfig> arms) {
    this.tune = tune;
    this.arms = List.copyOf(arms);
  }

  /**
   * What is known of the cell.
   *
   * @param trials all that are to run or have ended
   * @param chosen for each arm that has one, the run of seed 0 with the recipe of its best trials;
   *     empty until all trials have ended
   */
  record State(List<Agenda.Item> trials, Map<RunConfig, Agenda.Item> chosen) {}

  State state(Function<RunConfig, Optional<RunEnd>> ends) {
    Map<String, List<JsonNode>> lists = new LinkedHashMap<>(tune.fields());
    Set<Map<String, JsonNode>> settings = new LinkedHashSet<>(tune.settings());
    for (int step = 0; ; step++) {
      List<Agenda.Item> trials = trials(settings);
      if (trials.stream().anyMatch(trial -> ends.apply(trial.run()).isEmpty())) {
        return new State(trials, Map.of());
      }
      Map<RunConfig, ArmTrials> results = new LinkedHashMap<>();
      arms.forEach(arm -> results.put(arm, results(arm, settings, ends)));
      if (tune.sample().isPresent() || step == tune.extend() || !extend(lists, results)) {
        return new State(trials, chosen(results));
      }
      settings.addAll(Tuning.combinations(lists));
    }
  }

  /** Returns the trials that are run in any case. */
  List<RunConfig> first() {
    return trials(new LinkedHashSet<>(tune.settings())).stream().map(Agenda.Item::run).toList();
  }

  /** Returns the trials that there are if every list goes on at both ends as far as it can. */
  List<RunConfig> most() {
    Map<String, List<JsonNode>> lists = new LinkedHashMap<>(tune.fields());
    Set<Map<String, JsonNode>> settings = new LinkedHashSet<>(tune.settings());
    for (int step = 0; tune.sample().isEmpty() && step < tune.extend(); step++) {
      Set<ArmTrials.Edge> both = Set.of(ArmTrials.Edge.values());
      lists.keySet().stream()
          .filter(field -> lists.get(field).size() > 1)
          .filter(field -> lists.get(field).stream().allMatch(JsonNode::isNumber))
          .toList()
          .forEach(field -> extend(lists, field, both));
      settings.addAll(Tuning.combinations(lists));
    }
    return trials(settings).stream().map(Agenda.Item::run).toList();
  }

  private List<Agenda.Item> trials(Set<Map<String, JsonNode>> settings) {
    List<Agenda.Item> trials = new ArrayList<>();
    for (long seed : tune.seeds()) {
      for (Map<String, JsonNode> setting : settings) {
        for (RunConfig arm : arms) {
          trials.add(new Agenda.Item(trial(arm, setting, seed), setting));
        }
      }
    }
    return trials;
  }

  private RunConfig trial(RunConfig arm, Map<String, JsonNode> setting, long seed) {
    return arm.with(arm.recipe().with(setting), seed).trial(tune.validation());
  }

  private ArmTrials results(
      RunConfig arm,
      Set<Map<String, JsonNode>> settings,
      Function<RunConfig, Optional<RunEnd>> ends) {
    List<TriedSetting> tried = new ArrayList<>();
    for (Map<String, JsonNode> setting : settings) {
      List<TrialScore> scores = new ArrayList<>();
      for (long seed : tune.seeds()) {
        RunEnd end = ends.apply(trial(arm, setting, seed)).orElseThrow();
        end.accuracy()
            .ifPresent(accuracy -> scores.add(new TrialScore(seed, accuracy, end.diverged())));
      }
      tried.add(new TriedSetting(setting, scores));
    }
    return new ArmTrials(tried);
  }

  private static Map<RunConfig, Agenda.Item> chosen(Map<RunConfig, ArmTrials> results) {
    Map<RunConfig, Agenda.Item> chosen = new LinkedHashMap<>();
    results.forEach(
        (arm, trials) ->
            trials
                .best()
                .ifPresent(
                    best ->
                        chosen.put(
                            arm,
                            new Agenda.Item(
                                arm.with(arm.recipe().with(best.values()), arm.seed()),
                                best.values()))));
    return chosen;
  }

  /** Continues every list at whose end an arm has its best value; returns whether one was. */
  private boolean extend(Map<String, List<JsonNode>> lists, Map<RunConfig, ArmTrials> results) {
    boolean extended = false;
    for (String field : List.copyOf(lists.keySet())) {
      Set<ArmTrials.Edge> edges = EnumSet.noneOf(ArmTrials.Edge.class);
      results.values().forEach(trials -> trials.edge(field).ifPresent(edges::add));
      extended |= extend(lists, field, edges);
    }
    return extended;
  }

  private boolean extend(
      Map<String, List<JsonNode>> lists, String field, Set<ArmTrials.Edge> edges) {
    List<JsonNode> values = new ArrayList<>(lists.get(field));
    for (ArmTrials.Edge edge : ArmTrials.Edge.values()) {
      if (edges.contains(edge)) {
        next(field, lists.get(field), edge).ifPresent(values::add);
      }
    }
    return lists.put(field, values).size() < values.size();
  }

  /** The next value in geometric progression; empty where a recipe cannot have it. */
  private Optional<JsonNode> next(String field, List<JsonNode> values, ArmTrials.Edge edge) {
    double[] sorted = values.stream().mapToDouble(JsonNode::doubleValue).sorted().toArray();
    int last = sorted.length - 1;
    double next =
        edge == ArmTrials.Edge.HIGHEST
            ? sorted[last] * (sorted[last] / sorted[last - 1])
            : sorted[0] * (sorted[0] / sorted[1]);
    if (!Double.isFinite(next) || next <= 0) {
      return Optional.empty();
    }
    JsonNode value = DoubleNode.valueOf(new BigDecimal(next).round(DIGITS).doubleValue());
    try {
      // Whole numbers, and what the recipe's own checks refuse, end the list.
      JsonNode kept = JsonFiles.tree(arms.get(0).recipe().with(Map.of(field, value))).get(field);
      return kept.equals(value) && !values.contains(value) ? Optional.of(value) : Optional.empty();
    } catch (InputException e) {
      return Optional.empty();
    }
  }
}
