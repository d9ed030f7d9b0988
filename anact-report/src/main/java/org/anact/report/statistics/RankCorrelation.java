package org.anact.report.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.hipparchus.stat.correlation.PearsonsCorrelation;

/**
 * Spearman's rank correlation of two figures over runs (Spearman, The Proof and Measurement of
 * Association between Two Things, 1904); equal figures share the mean of their ranks. The interval
 * is a percentile bootstrap that draws clusters of runs, each run with both of its figures: runs of
 * a cluster share what varies between clusters, so they are no independent draws.
 *
 * @param n number of runs
 * @param clusters number of clusters
 * @param rho from -1 to 1; absent below three runs, or if one of the figures is the same in all
 * @param interval absent with rho, below two clusters, and if most resamples have no rho because a
 *     figure is the same throughout them; the other such resamples are left out
 */
public record RankCorrelation(
    int n, int clusters, OptionalDouble rho, Optional<Interval> interval) {
  /** Fewest runs with a rank correlation. */
  public static final int LEAST_RUNS = 3;

  /**
   * Correlates two figures.
   *
   * @param first finite numbers, one for each run
   * @param second as many
   * @param cluster of each run; runs with the same number are drawn together
   */
  public static RankCorrelation of(
      double[] first, double[] second, long[] cluster, int resamples, double level, long seed) {
    Quantiles.requireBootstrap(resamples, level);
    int n = first.length;
    if (second.length != n || cluster.length != n) {
      throw new IllegalArgumentException(
          "no pairs: " + n + " and " + second.length + " figures of " + cluster.length + " runs");
    }
    int[][] clusters = clusters(cluster);
    if (n < LEAST_RUNS || constant(first) || constant(second)) {
      return new RankCorrelation(n, clusters.length, OptionalDouble.empty(), Optional.empty());
    }
    int[] places = places(first);
    int[] otherPlaces = places(second);
    return new RankCorrelation(
        n,
        clusters.length,
        OptionalDouble.of(rho(places, otherPlaces)),
        clusters.length < 2
            ? Optional.empty()
            : interval(places, otherPlaces, clusters, resamples, level, seed));
  }

  private static Optional<Interval> interval(
      int[] places, int[] otherPlaces, int[][] clusters, int resamples, double level, long seed) {
    RandomGenerator generator = new Well19937c(seed);
    double[] rhos = new double[resamples];
    int[] runs = new int[places.length];
    int kept = 0;
    for (int resample = 0; resample < resamples; resample++) {
      int n = 0;
      for (int draw = 0; draw < clusters.length; draw++) {
        for (int run : clusters[generator.nextInt(clusters.length)]) {
          if (n == runs.length) {
            runs = Arrays.copyOf(runs, 2 * n);
          }
          runs[n++] = run;
        }
      }
      int[] drawn = new int[n];
      int[] otherDrawn = new int[n];
      for (int i = 0; i < n; i++) {
        drawn[i] = places[runs[i]];
        otherDrawn[i] = otherPlaces[runs[i]];
      }
      if (!constant(drawn) && !constant(otherDrawn)) {
        rhos[kept++] = rho(drawn, otherDrawn);
      }
    }
    return 2 * kept < resamples
        ? Optional.empty()
        : Optional.of(new Quantiles(Arrays.copyOf(rhos, kept)).middle(level));
  }

  /** The runs of each cluster. */
  private static int[][] clusters(long[] cluster) {
    return Arrays.stream(cluster)
        .distinct()
        .mapToObj(
            one -> IntStream.range(0, cluster.length).filter(i -> cluster[i] == one).toArray())
        .toArray(int[][]::new);
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
    int greatest = 0;
    for (int place : places) {
      greatest = Math.max(greatest, place);
    }
    int[] counts = new int[greatest + 1];
    for (int place : places) {
      counts[place]++;
    }
    double[] ranks = new double[counts.length];
    int below = 0;
    for (int place = 0; place < counts.length; place++) {
      ranks[place] = below + (counts[place] + 1) / 2.0;
      below += counts[place];
    }
    double[] drawn = new double[places.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = ranks[places[i]];
    }
    return drawn;
  }

  private static boolean constant(double[] figures) {
    return Arrays.stream(figures).allMatch(figure -> figure == figures[0]);
  }

  private static boolean constant(int[] places) {
    for (int place : places) {
      if (place != places[0]) {
        return false;
      }
    }
    return true;
  }
}
