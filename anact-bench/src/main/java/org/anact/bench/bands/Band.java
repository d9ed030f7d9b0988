package org.anact.bench.bands;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.GridReader;

/**
 * What a band file asks for: configurations, the seeds of their reference, and how runs are looked
 * at. The file is a grid of one data set with a block {@code bands}.
 *
 * @param name of the band
 * @param dataset registered name
 * @param settings the block
 * @param arms its configurations
 * @param referenceSeeds seeds of the reference, at least {@link #LEAST_REFERENCE_SEEDS}
 */
public record Band(
    String name,
    String dataset,
    BandSettings settings,
    List<BandArm> arms,
    List<Long> referenceSeeds) {

  /** Fewest seeds of a reference: below them its standard deviation is hardly known. */
  static final int LEAST_REFERENCE_SEEDS = 10;

  private static final String KEY = "bands";

  /** Copies the lists. */
  public Band {
    arms = List.copyOf(arms);
    referenceSeeds = List.copyOf(referenceSeeds);
  }

  /**
   * Reads the text of a band file.
   *
   * @throws InputException if it is not a valid band
   */
  static Band parse(Catalog catalog, String source, String text) {
    GridReader.Extended<BandSettings> file =
        GridReader.extended(catalog, source, text, KEY, BandSettings.class);
    Grid grid = file.grid();
    BandSettings settings = file.block();
    require(grid.datasets().size() == 1, source, "datasets has several: give one a band");
    require(
        grid.variants().size() == 1,
        source,
        "a band has no variants: write a file for each of them");
    require(
        grid.tune().isEmpty() && grid.decide().isEmpty(),
        source,
        "a band has fixed recipes and seeds: remove tune and decide");
    Map<String, Double> targets = settings.targets();
    require(
        targets.keySet().equals(Set.copyOf(grid.models())),
        source,
        "bands.targets has %s: give one target for each model of %s"
            .formatted(targets.keySet(), grid.models()));
    Band band =
        new Band(
            grid.name(),
            grid.datasets().get(0),
            settings,
            grid.runs().stream()
                .filter(run -> run.seed() == grid.seeds().get(0))
                .map(run -> new BandArm(run, settings.rule(run.model())))
                .toList(),
            grid.seeds());
    require(
        grid.seeds().size() >= LEAST_REFERENCE_SEEDS,
        source,
        "seeds has %d: a reference needs %d or more, better 20"
            .formatted(grid.seeds().size(), LEAST_REFERENCE_SEEDS));
    band.requireOthers(source, settings.checkSeeds());
    return band;
  }

  /**
   * Returns the same with other seeds of the check.
   *
   * @throws InputException if they are too few, or of the reference
   */
  public Band withCheckSeeds(List<Long> seeds) {
    requireOthers("--seeds", seeds);
    try {
      return new Band(name, dataset, settings.withCheckSeeds(seeds), arms, referenceSeeds);
    } catch (IllegalArgumentException e) {
      throw new InputException("--seeds: " + e.getMessage(), e);
    }
  }

  private void requireOthers(String source, List<Long> seeds) {
    Set<Long> both = new HashSet<>(seeds);
    both.retainAll(referenceSeeds);
    require(
        both.isEmpty(),
        source,
        "seed %s is one of the reference: a check needs other seeds"
            .formatted(both.stream().sorted().map(String::valueOf).findFirst().orElse("")));
  }

  private static void require(boolean holds, String source, String sentence) {
    if (!holds) {
      throw new InputException(source + ": " + sentence);
    }
  }
}
