package org.anact.report.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

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
    double[] drawnFirst = new double[n];
    double[] drawnSecond = new double[n];
    double[] rhos = new double[resamples];
    int kept = 0;
    for (int resample = 0; resample < resamples; resample++) {
      for (int i = 0; i < n; i++) {
        int run = generator.nextInt(n);
        drawnFirst[i] = first[run];
        drawnSecond[i] = second[run];
      }
      if (!constant(drawnFirst) && !constant(drawnSecond)) {
        rhos[kept++] = rho(drawnFirst, drawnSecond);
      }
    }
    Optional<Interval> interval =
        2 * kept < resamples
            ? Optional.empty()
            : Optional.of(new Quantiles(Arrays.copyOf(rhos, kept)).middle(level));
    return new RankCorrelation(n, OptionalDouble.of(rho(first, second)), interval);
  }

  private static double rho(double[] first, double[] second) {
    double rho = new SpearmansCorrelation().correlation(first, second);
    return Math.max(-1, Math.min(1, rho));
  }

  private static boolean constant(double[] figures) {
    return Arrays.stream(figures).allMatch(figure -> figure == figures[0]);
  }
}
