package org.anact.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Configuration of a run, as its record has it.
 *
 * @param dataset registered name of the data set
 * @param model registered name of the model
 * @param activation name of the activation in this run
 * @param baseActivation the activation without normalization
 * @param normalized whether ANAct wraps it
 * @param seed seed of weights, data order and augmentation
 * @param recipe options of the training, in the order of the file; one that names no optimizer has
 *     SGD
 * @param anact options of the ANAct layer, empty for a vanilla run
 * @param validation for a trial, the share of the training set that it is evaluated on in place of
 *     the test set; absent for a final run
 * @param formula what the activation computes, if a user wrote it; absent for one that has a name
 */
public record RecordedConfig(
    String dataset,
    String model,
    String activation,
    String baseActivation,
    boolean normalized,
    long seed,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, JsonNode> recipe,
    @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, JsonNode> anact,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalDouble validation,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> formula) {
  /** Copies the maps and keeps their order. */
  public RecordedConfig {
    recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
    anact = Collections.unmodifiableMap(new LinkedHashMap<>(anact));
  }

  /**
   * Makes the record of a configuration.
   *
   * @param config is written as JSON with the fields of this record
   */
  public static RecordedConfig of(Object config) {
    return JsonFiles.MAPPER.convertValue(config, RecordedConfig.class);
  }

  /** Returns the options of the training as text; an option of an option is named {@code a.b}. */
  public Map<String, String> recipeTexts() {
    return texts(recipe);
  }

  /** Returns the options of the ANAct layer as text. */
  public Map<String, String> anactTexts() {
    return texts(anact);
  }

  private static Map<String, String> texts(Map<String, JsonNode> options) {
    Map<String, String> texts = new LinkedHashMap<>();
    options.forEach((name, value) -> addTexts(name, value, texts));
    return texts;
  }

  private static void addTexts(String name, JsonNode value, Map<String, String> texts) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(inner -> addTexts(name + "." + inner.getKey(), inner.getValue(), texts));
    } else {
      texts.put(name, value.isValueNode() ? value.asText() : value.toString());
    }
  }
}
