package org.anact.report.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.hipparchus.stat.correlation.PearsonsCorrelation;

/**
 * Spearman's rank correlation of two figures over runs (Spearman, The Proof and Measurement of
 * Association between Two Things, 1904); equal figures share the mean of their ranks. The interval
 * is a percentile bootstrap that draws runs, both figures of a run together.
 *
 * @param n number of runs
 * @param rho from -1 to 1; absent below three runs, or if one of the figures is the same in all
 * @param interval absent with rho, and if most resamples have no rho because a figure is the same
 *     throughout them; the other such resamples are left out
 */
public record RankCorrelation(int n, OptionalDouble rho, Optional<Interval> interval) {
  /** Fewest runs with a rank correlation. */
  public static final int LEAST_RUNS = 3;

  /**
   * Correlates two figures.
   *
   * @param first finite numbers, one for each run
   * @param second as many
   * @param resamples at least one
   * @param level coverage aimed at, between 0 and 1
   * @param seed of the generator of the resamples
   * @return the correlation
   */
  public static RankCorrelation of(
      double[] first, double[] second, int resamples, double level, long seed) {
    Quantiles.requireBootstrap(resamples, level);
    int n = first.length;
    if (second.length != n) {
      throw new IllegalArgumentException("no pairs: " + n + " and " + second.length + " figures");
    }
    if (n < LEAST_RUNS || constant(first) || constant(second)) {
      return new RankCorrelation(n, OptionalDouble.empty(), Optional.empty());
    }
    RandomGenerator generator = new Well19937c(seed);
    int[] places = places(first);
    int[] otherPlaces = places(second);
    int[] drawn = new int[n];
    int[] otherDrawn = new int[n];
    double[] rhos = new double[resamples];
    int kept = 0;
    for (int resample = 0; resample < resamples; resample++) {
      for (int i = 0; i < n; i++) {
        int run = generator.nextInt(n);
        drawn[i] = places[run];
        otherDrawn[i] = otherPlaces[run];
      }
      if (!constant(drawn) && !constant(otherDrawn)) {
        rhos[kept++] = rho(drawn, otherDrawn);
      }
    }
    Optional<Interval> interval =
        2 * kept < resamples
            ? Optional.empty()
            : Optional.of(new Quantiles(Arrays.copyOf(rhos, kept)).middle(level));
    return new RankCorrelation(n, OptionalDouble.of(rho(places, otherPlaces)), interval);
  }

  /** Spearman's rho is Pearson's correlation of the ranks. */
  private static double rho(int[] places, int[] otherPlaces) {
    double rho = new PearsonsCorrelation().correlation(ranks(places), ranks(otherPlaces));
    return Math.max(-1, Math.min(1, rho));
  }

  /** 0-based place of each figure among the distinct ones. */
  private static int[] places(double[] figures) {
    double[] distinct = Arrays.stream(figures).sorted().distinct().toArray();
    return Arrays.stream(figures)
        .mapToInt(figure -> Arrays.binarySearch(distinct, figure))
        .toArray();
  }

  /**
   * Ranks from 1, where equal ones share their mean. How often each place occurs says them, so that
   * thousands of resamples need no sorting.
   */
  private static double[] ranks(int[] places) {
    int[] counts = new int[places.length];
    for (int place : places) {
      counts[place]++;
    }
    double[] ranks = new double[places.length];
    int below = 0;
    for (int place = 0; place < counts.length; place++) {
      ranks[place] = below + (counts[place] + 1) / 2.0;
      below += counts[place];
    }
    return Arrays.stream(places).mapToDouble(place -> ranks[place]).toArray();
  }

  private static boolean constant(double[] figures) {
    return Arrays.stream(figures).allMatch(figure -> figure == figures[0]);
  }

  private static boolean constant(int[] places) {
    return Arrays.stream(places).allMatch(place -> place == places[0]);
  }
}
