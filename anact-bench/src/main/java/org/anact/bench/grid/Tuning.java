package org.anact.bench.grid;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * How the recipe of every arm is tuned: with the same trials, chosen by their mean accuracy on a
 * validation share of the training set.
 *
 * @param fields the values that are tried of each tuned field of the recipe
 * @param seeds of the trials, none of which a final run has
 * @param validation share of the training set, between 0 and 1, that a trial is not trained on
 * @param sample which of all combinations are tried; all of them if absent
 * @param extend by how many steps at most the list of a numeric field goes on for a cell one of
 *     whose arms has its best value at that end; a sample is never extended
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Tuning(
    Map<String, List<JsonNode>> fields,
    List<Long> seeds,
    double validation,
    Optional<Sample> sample,
    int extend) {

  /** Most steps that a list goes on by: as many again as any list should have. */
  private static final int MOST_STEPS = 10;

  /**
   * A random sample of the combinations, the same for every arm.
   *
   * @param size how many
   * @param seed of the draw
   */
  public record Sample(int size, long seed) {

    /** Checks the range. */
    public Sample {
      Ranges.whole("size", size, 1, Integer.MAX_VALUE);
    }
  }

  /** Copies the collections and checks the ranges. */
  public Tuning {
    Map<String, List<JsonNode>> copy = new LinkedHashMap<>();
    fields.forEach((field, values) -> copy.put(field, List.copyOf(values)));
    fields = Collections.unmodifiableMap(copy);
    seeds = List.copyOf(seeds);
    Ranges.require(
        validation > 0 && validation < 1, "validation", validation, "a number between 0 and 1");
    Ranges.whole("extend", extend, 0, MOST_STEPS);
  }

  /** Returns the settings that every arm is tried with first. */
  public List<Map<String, JsonNode>> settings() {
    List<Map<String, JsonNode>> all = combinations(fields);
    if (sample.isEmpty() || sample.get().size() >= all.size()) {
      return all;
    }
    List<Map<String, JsonNode>> drawn = new ArrayList<>(all);
    Collections.shuffle(drawn, new Random(sample.get().seed()));
    // In the order of the lists, so that a table of them can be read.
    List<Map<String, JsonNode>> taken = drawn.subList(0, sample.get().size());
    return all.stream().filter(taken::contains).toList();
  }

  /** Returns every combination of the values, the last field changing fastest. */
  public static List<Map<String, JsonNode>> combinations(Map<String, List<JsonNode>> fields) {
    List<Map<String, JsonNode>> all = List.of(Map.of());
    for (Map.Entry<String, List<JsonNode>> field : fields.entrySet()) {
      List<Map<String, JsonNode>> longer = new ArrayList<>();
      for (Map<String, JsonNode> setting : all) {
        for (JsonNode value : field.getValue()) {
          Map<String, JsonNode> one = new LinkedHashMap<>(setting);
          one.put(field.getKey(), value);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }
}
