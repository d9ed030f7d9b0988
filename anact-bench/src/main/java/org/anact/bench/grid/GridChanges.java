package org.anact.bench.grid;

import java.util.List;

/**
 * What a command line puts in place of a grid's own; an empty list leaves the grid's.
 *
 * @param datasets names
 * @param models names; each has the recipe that the grid's file gives it
 * @param activations names
 * @param seeds whole numbers and ranges of them, like {@code 1..6}
 * @param epochs at most one number, which every recipe takes
 */
public record GridChanges(
    List<String> datasets,
    List<String> models,
    List<String> activations,
    List<String> seeds,
    List<String> epochs) {

  /** Copies the lists. */
  public GridChanges {
    datasets = List.copyOf(datasets);
    models = List.copyOf(models);
    activations = List.copyOf(activations);
    seeds = List.copyOf(seeds);
    epochs = List.copyOf(epochs);
  }

  /** Returns what leaves a grid as it is. */
  public static GridChanges none() {
    return new GridChanges(List.of(), List.of(), List.of(), List.of(), List.of());
  }
}
