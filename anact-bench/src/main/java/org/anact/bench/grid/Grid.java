package org.anact.bench.grid;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anact.core.activation.NamedActivation;
import org.anact.core.layer.AnActOptions;
import org.anact.results.Anchor;

/**
 * What a sweep is to run: every activation with every model on every data set, with every seed.
 *
 * @param name name of the sweep, also of its default result directory
 * @param description what the grid is for
 * @param datasets registered names
 * @param models registered names
 * @param activations what each model is trained with
 * @param seeds seeds; vanilla and normalized runs of one seed are a pair
 * @param variants recipes and options with which all of it is run, one after the other; the first
 *     is the grid's own
 * @param anchors published results that the report shows beside ours
 */
public record Grid(
    String name,
    String description,
    List<String> datasets,
    List<String> models,
    List<NamedActivation> activations,
    List<Long> seeds,
    List<Variant> variants,
    List<Anchor> anchors) {

  /**
   * A recipe for each model, and options of ANAct.
   *
   * @param recipes the recipe of each model
   * @param anact options of every normalized run
   */
  public record Variant(Map<String, Recipe> recipes, AnActOptions anact) {

    /** Copies the map. */
    public Variant {
      recipes = Collections.unmodifiableMap(new LinkedHashMap<>(recipes));
    }
  }

  /** Copies the collections. */
  public Grid {
    datasets = List.copyOf(datasets);
    models = List.copyOf(models);
    activations = List.copyOf(activations);
    seeds = List.copyOf(seeds);
    variants = List.copyOf(variants);
    anchors = List.copyOf(anchors);
  }

  /**
   * Returns the runs, all of one seed before the next: a sweep that is cut short leaves complete
   * pairs of fewer seeds. A variant that changes options of ANAct alone adds no vanilla run.
   */
  public List<RunConfig> runs() {
    Set<RunConfig> runs = new LinkedHashSet<>();
    for (long seed : seeds) {
      for (String dataset : datasets) {
        for (String model : models) {
          for (Variant variant : variants) {
            for (NamedActivation activation : activations) {
              runs.add(
                  RunConfig.of(
                      dataset,
                      model,
                      activation,
                      seed,
                      variant.recipes().get(model),
                      variant.anact()));
            }
          }
        }
      }
    }
    return List.copyOf(runs);
  }
}
