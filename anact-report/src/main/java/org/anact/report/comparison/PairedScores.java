package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.anact.report.comparison.Comparison.Pair;
import org.anact.report.statistics.Estimate;
import org.anact.report.statistics.InterquartileMean;
import org.anact.report.statistics.PerformanceProfile;
import org.anact.report.statistics.ProbabilityOfImprovement;
import org.anact.report.statistics.ScoreMatrix;
import org.anact.report.statistics.StratifiedBootstrap;
import org.anact.results.RunRecord;

/**
 * A figure of both arms over several cells, as two matrices seeds x cells. Cells are the tasks of
 * the aggregates; they should share a data set and differ in model and activation only, since the
 * figure is not rescaled.
 *
 * @param cells comparisons with a pair, in the order given
 * @param seeds that finished in both arms of all these cells, ascending: the rows
 * @param vanilla the figure without normalization
 * @param normalized the figure with it, row by row the same seeds
 * @param cellsLeftOut comparisons without any pair
 * @param seedsLeftOut that finished in both arms of some of the cells but not of all, ascending
 */
public record PairedScores(
    List<Comparison> cells,
    List<Long> seeds,
    ScoreMatrix vanilla,
    ScoreMatrix normalized,
    List<Comparison> cellsLeftOut,
    List<Long> seedsLeftOut) {
  private static final StratifiedBootstrap BOOTSTRAP =
      new StratifiedBootstrap(10_000, Estimate.LEVEL, Comparison.BOOTSTRAP_SEED);

  /** A profile has as many intervals as thresholds, which a chart shows without digits. */
  private static final StratifiedBootstrap PROFILE_BOOTSTRAP =
      new StratifiedBootstrap(2_000, Estimate.LEVEL, Comparison.BOOTSTRAP_SEED);

  /** Copies the lists. */
  public PairedScores {
    cells = List.copyOf(cells);
    seeds = List.copyOf(seeds);
    cellsLeftOut = List.copyOf(cellsLeftOut);
    seedsLeftOut = List.copyOf(seedsLeftOut);
  }

  /**
   * Gathers the scores; absent if no seed finished in both arms of every cell with a pair.
   *
   * @param comparisons the cells
   * @param figure of a run; a pair in which one run has none ({@code NaN}) is none
   */
  public static Optional<PairedScores> of(
      List<Comparison> comparisons, ToDoubleFunction<RunRecord> figure) {
    List<Comparison> cells = new ArrayList<>();
    List<Comparison> cellsLeftOut = new ArrayList<>();
    List<Map<Long, Pair>> pairs = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      Map<Long, Pair> bySeed = new TreeMap<>();
      comparison.pairs(figure).forEach(pair -> bySeed.put(pair.vanilla().config().seed(), pair));
      if (bySeed.isEmpty()) {
        cellsLeftOut.add(comparison);
      } else {
        cells.add(comparison);
        pairs.add(bySeed);
      }
    }
    Set<Long> seeds = new TreeSet<>();
    pairs.forEach(cell -> seeds.addAll(cell.keySet()));
    List<Long> seedsLeftOut =
        seeds.stream()
            .filter(seed -> pairs.stream().anyMatch(cell -> !cell.containsKey(seed)))
            .toList();
    seedsLeftOut.forEach(seeds::remove);
    if (seeds.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PairedScores(
            cells,
            List.copyOf(seeds),
            matrix(seeds, pairs, pair -> figure.applyAsDouble(pair.vanilla())),
            matrix(seeds, pairs, pair -> figure.applyAsDouble(pair.normalized())),
            cellsLeftOut,
            seedsLeftOut));
  }

  /**
   * What the scores of both arms say; the two runs of a seed are drawn together.
   *
   * @param vanilla interquartile mean of the arm without normalization, in the figure's unit
   * @param normalized that of the other arm
   * @param difference of the two, normalized minus vanilla
   * @param improvement probability that a normalized run has the greater figure than a vanilla run
   *     of the same cell
   */
  public record Estimates(
      Estimate vanilla, Estimate normalized, Estimate difference, Estimate improvement) {}

  /** Estimates all of them from one set of resamples. */
  Estimates estimates() {
    List<Estimate> all =
        BOOTSTRAP.pairedEstimates(
            normalized,
            vanilla,
            (one, other) -> {
              double mean = InterquartileMean.of(one);
              double otherMean = InterquartileMean.of(other);
              return new double[] {
                otherMean, mean, mean - otherMean, ProbabilityOfImprovement.of(one, other)
              };
            });
    return new Estimates(all.get(0), all.get(1), all.get(2), all.get(3));
  }

  /**
   * Returns the performance profiles of both arms over the same thresholds, vanilla first.
   *
   * @param thresholds how many, at least two
   */
  public List<PerformanceProfile> profiles(int thresholds) {
    double[] taus = PerformanceProfile.taus(thresholds, vanilla, normalized);
    return List.of(
        PerformanceProfile.of(vanilla, taus, PROFILE_BOOTSTRAP),
        PerformanceProfile.of(normalized, taus, PROFILE_BOOTSTRAP));
  }

  private static ScoreMatrix matrix(
      Set<Long> seeds, List<Map<Long, Pair>> cells, ToDoubleFunction<Pair> figure) {
    return ScoreMatrix.of(
        seeds.stream()
            .map(seed -> cells.stream().map(cell -> cell.get(seed)).mapToDouble(figure).toArray())
            .toArray(double[][]::new));
  }
}
