package org.anact.results.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A setting of the tuned fields that an arm was tried with.
 *
 * @param values of the tuned fields, by name
 * @param scores of its trials; one that an error stopped has none
 */
public record TriedSetting(Map<String, JsonNode> values, List<TrialScore> scores) {
  /** The order of values in a table: numbers by their size, and others by their text. */
  public static final Comparator<JsonNode> BY_SIZE =
      Comparator.<JsonNode>comparingDouble(value -> value.asDouble())
          .thenComparing(value -> value.asText());

  /** The order of settings in a table: by their fields, of which the first counts most. */
  public static final Comparator<TriedSetting> BY_VALUES =
      (one, other) ->
          one.values().entrySet().stream()
              .mapToInt(
                  field -> BY_SIZE.compare(field.getValue(), other.values().get(field.getKey())))
              .filter(difference -> difference != 0)
              .findFirst()
              .orElse(0);

  /** Copies the collections. */
  public TriedSetting {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    scores = List.copyOf(scores);
  }

  /** Returns the mean validation accuracy, between 0 and 1; NaN without a score. */
  public double mean() {
    return scores.stream().mapToDouble(TrialScore::accuracy).average().orElse(Double.NaN);
  }
}
