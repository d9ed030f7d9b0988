package org.anact.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One run that the sweep asked for.
 *
 * @param id id of the run, name of its folder
 * @param dataset registered name of the data set
 * @param model registered name of the model
 * @param activation name of the activation
 * @param seed seed of weights, data order and augmentation
 * @param tuned fields of the recipe that are tuned, with the values of this run: those that a trial
 *     tries, or those that tuning chose for a final run; empty where nothing is tuned
 * @param validation for a trial, the share of the training set that it is evaluated on in place of
 *     the test set; absent for a final run
 */
public record PlannedRun(
    String id,
    String dataset,
    String model,
    String activation,
    long seed,
    @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, JsonNode> tuned,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalDouble validation) {
  /** Copies the map and keeps its order. */
  public PlannedRun {
    tuned = Collections.unmodifiableMap(new LinkedHashMap<>(tuned));
  }

  /** Whether this run serves to choose a recipe and is not a result by itself. */
  @JsonIgnore
  public boolean isTrial() {
    return validation.isPresent();
  }
}
