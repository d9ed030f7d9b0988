package org.anact.report.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.report.comparison.Arm;
import org.anact.results.RunEntry;
import org.anact.results.RunState;
import org.anact.results.tuning.ArmTrials;
import org.anact.results.tuning.TrialScore;
import org.anact.results.tuning.TriedSetting;

/**
 * An arm and its trials.
 *
 * @param runs the trials as runs
 * @param trials what they reached
 * @param used the tuned fields of the arm's final runs; absent if there are none yet
 */
public record TunedArm(Arm runs, ArmTrials trials, Optional<Map<String, JsonNode>> used) {
  /** By how much a setting may be below the best one and still be called as good: one point. */
  private static final double TOLERANCE = 0.01;

  /** Rounding must not decide whether a mean lies exactly on the edge. */
  private static final double SLACK = 1e-9;

  /**
   * Evaluates an arm.
   *
   * @param runs its trials
   * @param finals its final runs
   */
  static TunedArm of(Arm runs, Optional<Arm> finals) {
    Map<Map<String, JsonNode>, List<TrialScore>> settings = new LinkedHashMap<>();
    for (RunEntry entry : runs.entries()) {
      List<TrialScore> scores =
          settings.computeIfAbsent(entry.plan().tuned(), unused -> new ArrayList<>());
      entry.run().flatMap(TrialScore::of).ifPresent(scores::add);
    }
    return new TunedArm(
        runs,
        new ArmTrials(
            settings.entrySet().stream()
                .map(setting -> new TriedSetting(setting.getKey(), setting.getValue()))
                .toList()),
        finals.flatMap(arm -> arm.entries().stream().findFirst()).map(run -> run.plan().tuned()));
  }

  /** What the final runs have, or would have by the trials so far; absent without any score. */
  public Optional<TriedSetting> choice() {
    return used.flatMap(this::setting).or(trials::best);
  }

  /** The trials of a setting; absent if it was not tried. */
  public Optional<TriedSetting> setting(Map<String, JsonNode> values) {
    return trials.settings().stream().filter(one -> one.values().equals(values)).findFirst();
  }

  /** Whether the final runs have other values than the trials favour. */
  public boolean isAgainstTrials() {
    Optional<Map<String, JsonNode>> best = trials.best().map(TriedSetting::values);
    return used.isPresent() && best.isPresent() && !used.equals(best);
  }

  /** How many trials are in a state. */
  public long count(RunState state) {
    return runs.entries().stream().filter(entry -> entry.state() == state).count();
  }

  /** The tuned fields of which more than one value was tried, all of them numbers. */
  public List<String> numericFields() {
    return trials.settings().stream()
        .flatMap(setting -> setting.values().keySet().stream())
        .distinct()
        .filter(
            field ->
                trials.settings().stream()
                    .map(setting -> setting.values().get(field))
                    .allMatch(value -> value != null && value.isNumber()))
        .filter(field -> values(field).size() > 1)
        .toList();
  }

  private List<JsonNode> values(String field) {
    return trials.settings().stream()
        .map(setting -> setting.values().get(field))
        .distinct()
        .sorted(Comparator.comparingDouble(JsonNode::doubleValue))
        .toList();
  }

  /**
   * Returns the best setting for each value of a numeric field, ascending by value; values without
   * a score are left out.
   */
  public List<TriedSetting> profile(String field) {
    return values(field).stream()
        .flatMap(
            value ->
                new ArmTrials(
                        trials.settings().stream()
                            .filter(setting -> setting.values().get(field).equals(value))
                            .toList())
                    .best().stream())
        .toList();
  }

  /**
   * Returns the values of a numeric field around the best one that come within one point of it,
   * other fields at their best for each; absent without a score.
   */
  public Optional<GoodRange> range(String field) {
    List<TriedSetting> profile = profile(field);
    if (profile.isEmpty()) {
      return Optional.empty();
    }
    TriedSetting best = new ArmTrials(profile).best().orElseThrow();
    int low = profile.indexOf(best);
    int high = low;
    while (low > 0 && isAsGood(profile.get(low - 1), best)) {
      low--;
    }
    while (high + 1 < profile.size() && isAsGood(profile.get(high + 1), best)) {
      high++;
    }
    return Optional.of(
        new GoodRange(
            value(profile.get(low), field),
            value(profile.get(high), field),
            low == 0 || high == profile.size() - 1));
  }

  private static boolean isAsGood(TriedSetting setting, TriedSetting best) {
    return setting.mean() >= best.mean() - TOLERANCE - SLACK;
  }

  private static double value(TriedSetting setting, String field) {
    return setting.values().get(field).doubleValue();
  }
}
