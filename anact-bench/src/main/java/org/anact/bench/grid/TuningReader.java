package org.anact.bench.grid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.bench.InputException;
import org.anact.bench.yaml.Setting;
import org.anact.bench.yaml.Settings;
import org.anact.results.JsonFiles;

/** Reads a grid's key {@code tune}: fields of the recipe, each with the values to try. */
final class TuningReader {

  private static final int DEFAULT_STEPS = 1;
  private static final double DEFAULT_SHARE = 0.1;

  /** The fields of the recipe that have one value, as a grid spells them. */
  private final List<String> tunable;

  /** One recipe for each model and variant, which every value must fit. */
  private final List<Settings<Recipe>> recipes;

  TuningReader(List<Settings<Recipe>> recipes) {
    this.recipes = recipes;
    this.tunable =
        recipes.stream()
            .flatMap(recipe -> JsonFiles.tree(Recipe.of(recipe)).properties().stream())
            .filter(field -> field.getValue().isValueNode())
            .map(Map.Entry::getKey)
            // Arms that are trained for longer than others are no fair comparison.
            .filter(field -> !field.equals("epochs") && !field.equals("optimizer"))
            .distinct()
            .toList();
  }

  /**
   * Reads the block.
   *
   * @param finalSeeds of the grid
   */
  Tuning read(Setting block, List<Long> finalSeeds) {
    List<String> keys = new ArrayList<>(tunable);
    keys.addAll(List.of("seeds", "validation", "sample", "extend"));
    Map<String, Setting> given = new LinkedHashMap<>(block.fields(keys));
    Setting seeds = given.remove("seeds");
    Setting validation = given.remove("validation");
    Setting sample = given.remove("sample");
    Setting extend = given.remove("extend");
    if (seeds == null) {
      throw block.problem("has no seeds: add seeds of the trials, like 'seeds: [101, 102]'");
    }
    if (given.isEmpty()) {
      throw block.problem(
          "names no field: add one to tune, like 'learningRate: [0.01, 0.03, 0.1]'");
    }
    Map<String, List<JsonNode>> fields = new LinkedHashMap<>();
    given.forEach((field, values) -> fields.put(field, values(field, values)));
    try {
      return new Tuning(
          fields,
          seeds(seeds, finalSeeds),
          validation == null ? DEFAULT_SHARE : (double) validation.as(double.class),
          Optional.ofNullable(sample)
              .map(drawn -> Settings.of(Tuning.Sample.class, drawn).required()),
          extend == null ? DEFAULT_STEPS : (int) extend.as(int.class));
    } catch (InputException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw block.at("tune.").refused(e);
    }
  }

  private List<JsonNode> values(String field, Setting values) {
    List<JsonNode> read = new ArrayList<>();
    for (Setting value : values.list()) {
      JsonNode one = null;
      for (Settings<Recipe> recipe : recipes) {
        Recipe changed = Recipe.of(recipe.with(field, value));
        one = JsonFiles.tree(changed).get(field);
      }
      read.add(one);
    }
    GridReader.checkOnce(values, read.stream().map(one -> one.asText()).toList());
    return read;
  }

  private static List<Long> seeds(Setting setting, List<Long> finalSeeds) {
    List<Long> seeds = GridReader.seeds(setting);
    for (long seed : seeds) {
      if (finalSeeds.contains(seed)) {
        throw setting.problem(
            "has %d, which is a seed of the final runs: give seeds that they do not have"
                .formatted(seed));
      }
    }
    return seeds;
  }
}
