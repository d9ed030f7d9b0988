package org.anact.bench.grid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anact.core.activation.Activations;
import org.anact.core.layer.AnActOptions;

/**
 * What a sweep is to run: every activation with every model on every data set, with every seed.
 *
 * @param name name of the sweep, also of its default result directory
 * @param description what the grid is for
 * @param datasets registered names
 * @param models registered names
 * @param activations registered names
 * @param seeds seeds; vanilla and normalized runs of one seed are a pair
 * @param recipes the recipe of each model
 * @param anact options of every normalized run
 */
public record Grid(
    String name,
    String description,
    List<String> datasets,
    List<String> models,
    List<String> activations,
    List<Long> seeds,
    Map<String, Recipe> recipes,
    AnActOptions anact) {

  /** Copies the collections. */
  public Grid {
    datasets = List.copyOf(datasets);
    models = List.copyOf(models);
    activations = List.copyOf(activations);
    seeds = List.copyOf(seeds);
    recipes = Collections.unmodifiableMap(new LinkedHashMap<>(recipes));
  }

  /**
   * Returns the runs, all of one seed before the next: a sweep that is cut short leaves complete
   * pairs of fewer seeds.
   */
  public List<RunConfig> runs() {
    List<RunConfig> runs = new ArrayList<>();
    for (long seed : seeds) {
      for (String dataset : datasets) {
        for (String model : models) {
          for (String activation : activations) {
            runs.add(
                RunConfig.of(
                    dataset,
                    model,
                    Activations.standard().get(activation),
                    seed,
                    recipes.get(model),
                    anact));
          }
        }
      }
    }
    return runs;
  }
}
