package org.anact.results.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * All that an arm was tried with, in the order of the grid.
 *
 * @param settings each of them once
 */
public record ArmTrials(List<TriedSetting> settings) {

  /** Copies the list. */
  public ArmTrials {
    settings = List.copyOf(settings);
  }

  /**
   * Returns the setting with the highest mean validation accuracy, of several the first; empty if
   * no trial has a score.
   */
  public Optional<TriedSetting> best() {
    TriedSetting best = null;
    for (TriedSetting setting : settings) {
      if (Double.isFinite(setting.mean()) && (best == null || setting.mean() > best.mean())) {
        best = setting;
      }
    }
    return Optional.ofNullable(best);
  }

  /** On which side of the tried values the best one has no neighbour. */
  public enum Edge {
    /** The best value is the smallest that was tried. */
    LOWEST,
    /** The best value is the largest that was tried. */
    HIGHEST
  }

  /**
   * Returns whether the best value of a numeric field is at an edge of those tried; empty if it is
   * not, if fewer than two values were tried, or if they are not numbers.
   */
  public Optional<Edge> edge(String field) {
    List<JsonNode> tried =
        settings.stream().map(setting -> setting.values().get(field)).distinct().toList();
    if (best().isEmpty()
        || tried.size() < 2
        || !tried.stream().allMatch(value -> value != null && value.isNumber())) {
      return Optional.empty();
    }
    double best = best().get().values().get(field).doubleValue();
    if (tried.stream().allMatch(value -> value.doubleValue() >= best)) {
      return Optional.of(Edge.LOWEST);
    }
    return tried.stream().allMatch(value -> value.doubleValue() <= best)
        ? Optional.of(Edge.HIGHEST)
        : Optional.empty();
  }
}
