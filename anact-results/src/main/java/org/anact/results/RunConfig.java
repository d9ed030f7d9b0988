package org.anact.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Configuration of a run.
 *
 * @param dataset registered name of the data set
 * @param model registered name of the model
 * @param activation name of the activation in this run
 * @param baseActivation the activation without normalization
 * @param normalized whether ANAct wraps it
 * @param seed seed of weights, data order and augmentation
 * @param recipe options of the training, in the order of the file, values as text
 * @param anact options of the ANAct layer, empty for a vanilla run
 */
public record RunConfig(
    String dataset,
    String model,
    String activation,
    String baseActivation,
    boolean normalized,
    long seed,
    Map<String, String> recipe,
    Map<String, String> anact) {
  /** Copies the maps and keeps their order. */
  public RunConfig {
    recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
    anact = Collections.unmodifiableMap(new LinkedHashMap<>(anact));
  }
}
