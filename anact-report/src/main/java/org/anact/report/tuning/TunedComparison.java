package org.anact.report.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Study;
import org.anact.report.statistics.PairedDifference;
import org.anact.results.RecordedConfig;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;
import org.anact.results.SweepRecord;
import org.anact.results.tuning.TrialScore;
import org.anact.results.tuning.TriedSetting;

/**
 * A comparison whose arms were tuned.
 *
 * @param trials its arms with their trials as runs
 * @param vanilla the arm without normalization
 * @param normalized the arm with it
 * @param finals the same comparison of final runs; absent if there are none yet
 * @param own values that the grid's own recipe has in the tuned fields; absent if they cannot be
 *     told
 */
public record TunedComparison(
    Comparison trials,
    TunedArm vanilla,
    TunedArm normalized,
    Optional<Comparison> finals,
    Optional<Map<String, JsonNode>> own) {
  private static final double PERCENT = 100;

  /**
   * Both arms at one setting of the tuned fields.
   *
   * @param comparison whose arms
   * @param values of the tuned fields
   * @param vanilla trials of the arm without normalization
   * @param normalized trials of the arm with it
   * @param difference normalized minus vanilla in points of validation accuracy; a diverged trial
   *     is chance
   * @param runs the same trials as a comparison of runs
   */
  public record EqualSetting(
      TunedComparison comparison,
      Map<String, JsonNode> values,
      TriedSetting vanilla,
      TriedSetting normalized,
      PairedDifference difference,
      Comparison runs) {

    /** How many trials of both arms diverged. */
    public long diverged() {
      return Stream.of(vanilla, normalized)
          .flatMap(setting -> setting.scores().stream())
          .filter(TrialScore::diverged)
          .count();
    }
  }

  /** All comparisons of a study that have trials, in the order of the sweep. */
  public static List<TunedComparison> all(Study study) {
    List<TunedComparison> all = new ArrayList<>();
    for (Comparison trials : study.trials().all()) {
      Optional<Comparison> finals =
          study.comparisons().all().stream().filter(trials::isOfSameArms).findFirst();
      all.add(
          new TunedComparison(
              trials,
              TunedArm.of(trials.vanilla(), finals.map(Comparison::vanilla)),
              TunedArm.of(trials.normalized(), finals.map(Comparison::normalized)),
              finals,
              study.sweep(trials).flatMap(sweep -> own(sweep, trials))));
    }
    return all;
  }

  /** Both arms at every setting that both were tried with and that has a pair of scores. */
  public List<EqualSetting> equalSettings() {
    return vanilla.trials().settings().stream()
        .sorted(TriedSetting.BY_VALUES)
        .flatMap(
            first ->
                normalized.setting(first.values()).stream().map(second -> equal(first, second)))
        .filter(setting -> setting.difference.summary().n() > 0)
        .toList();
  }

  private EqualSetting equal(TriedSetting first, TriedSetting second) {
    Predicate<RunEntry> isHere = entry -> entry.plan().tuned().equals(first.values());
    Comparison runs =
        new Comparison(
            trials.setting(),
            trials.model(),
            trials.base(),
            trials.vanilla().where(isHere),
            trials.normalized().where(isHere),
            trials.mixedMachines());
    return new EqualSetting(this, first.values(), first, second, difference(first, second), runs);
  }

  /** Both arms at the grid's own values; absent if those are unknown or were not tried. */
  public Optional<EqualSetting> ownSetting() {
    return equalSettings().stream()
        .filter(setting -> own.map(setting.values()::equals).orElse(false))
        .findFirst();
  }

  /**
   * Returns normalized minus vanilla in points of validation accuracy, each arm with its own
   * choice; without a pair if an arm has no score.
   */
  public PairedDifference tuned() {
    TriedSetting none = new TriedSetting(Map.of(), List.of());
    return difference(vanilla.choice().orElse(none), normalized.choice().orElse(none));
  }

  private static PairedDifference difference(TriedSetting vanilla, TriedSetting normalized) {
    return Comparison.difference(
        vanilla.scores().stream()
            .flatMap(
                first ->
                    normalized.scores().stream()
                        .filter(second -> second.seed() == first.seed())
                        .map(second -> PERCENT * (second.accuracy() - first.accuracy())))
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  /** Of the variants of the grid, the one whose recipe the trials have but for what is tuned. */
  private static Optional<Map<String, JsonNode>> own(SweepRecord sweep, Comparison trials) {
    Optional<RunEntry> entry =
        Stream.of(trials.vanilla(), trials.normalized())
            .flatMap(arm -> arm.entries().stream())
            .filter(one -> one.run().isPresent())
            .findFirst();
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Set<String> tuned = entry.get().plan().tuned().keySet();
    RecordedConfig config = entry.get().run().map(RunRecord::config).orElseThrow();
    for (JsonNode variant : sweep.grid().path("variants")) {
      Map<String, JsonNode> recipe = new LinkedHashMap<>();
      variant
          .path("recipes")
          .path(config.model())
          .properties()
          .forEach(field -> recipe.put(field.getKey(), field.getValue()));
      if (without(tuned, recipe).equals(without(tuned, config.recipe()))) {
        Map<String, JsonNode> own = new LinkedHashMap<>();
        tuned.forEach(field -> own.put(field, recipe.get(field)));
        return own.values().stream().allMatch(Objects::nonNull)
            ? Optional.of(own)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Map<String, JsonNode> without(Set<String> fields, Map<String, JsonNode> recipe) {
    Map<String, JsonNode> rest = new LinkedHashMap<>(recipe);
    rest.keySet().removeAll(fields);
    return rest;
  }
}
