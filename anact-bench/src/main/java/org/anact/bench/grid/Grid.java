package org.anact.bench.grid;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.anact.bench.catalog.OwnEntries;
import org.anact.core.activation.NamedActivation;
import org.anact.core.layer.AnActOptions;
import org.anact.results.Anchor;
import org.anact.results.decision.DecisionRule;

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
 * @param tune how the recipe of every arm is tuned; absent if all have the recipe as it is
 * @param decide when a comparison is decided; absent for the default
 * @param own what the grid defines itself
 */
public record Grid(
    String name,
    String description,
    List<String> datasets,
    List<String> models,
    @JsonSerialize(contentConverter = AsInFile.class) List<NamedActivation> activations,
    List<Long> seeds,
    List<Variant> variants,
    List<Anchor> anchors,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Tuning> tune,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<DecisionRule> decide,
    @JsonUnwrapped OwnEntries own) {

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

  /** An activation as the file of a grid has it: its name, or what defines it. */
  static final class AsInFile extends StdConverter<NamedActivation, Object> {
    @Override
    public Object convert(NamedActivation activation) {
      if (activation.normalized() || activation.ownFormula().isEmpty()) {
        return activation.name();
      }
      Map<String, String> definition = new LinkedHashMap<>();
      definition.put("name", activation.name());
      definition.put("formula", activation.ownFormula().get().text());
      return definition;
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
   * Returns the arms, each as a run of seed 0 with the grid's own recipe: every variant of an
   * activation in a model on a data set. A variant that changes options of ANAct alone adds no
   * vanilla arm.
   */
  public List<RunConfig> arms() {
    Set<RunConfig> arms = new LinkedHashSet<>();
    for (String dataset : datasets) {
      for (String model : models) {
        for (Variant variant : variants) {
          for (NamedActivation activation : activations) {
            arms.add(
                RunConfig.of(
                    dataset, model, activation, 0, variant.recipes().get(model), variant.anact()));
          }
        }
      }
    }
    return List.copyOf(arms);
  }

  /**
   * Returns the runs of an untuned grid, all of one seed before the next: a sweep that is cut short
   * leaves complete pairs of fewer seeds.
   */
  public List<RunConfig> runs() {
    return seeds.stream()
        .flatMap(seed -> arms().stream().map(arm -> arm.with(arm.recipe(), seed)))
        .toList();
  }
}
