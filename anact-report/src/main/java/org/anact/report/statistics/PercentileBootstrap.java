package org.anact.report.statistics;

import java.util.Optional;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * Percentile bootstrap interval of a mean (Efron and Tibshirani, An Introduction to the Bootstrap,
 * 1993, chapter 13).
 *
 * <p>With few values it is narrower than its level promises: three values have only ten different
 * resamples.
 *
 * @param resamples how often the sample is drawn anew
 * @param level coverage aimed at, between 0 and 1
 */
public record PercentileBootstrap(int resamples, double level) {
  /** Refuses a number of resamples below one and a level outside (0, 1). */
  public PercentileBootstrap {
    if (resamples < 1 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException("no bootstrap: " + resamples + ", " + level);
    }
  }

  /**
   * The interval of the mean.
   *
   * @param values finite numbers, any length
   * @param generator source of the resamples; its state alone decides them
   * @return the interval, absent below two values
   */
  public Optional<Interval> ofMean(double[] values, RandomGenerator generator) {
    if (values.length < 2) {
      return Optional.empty();
    }
    double[] means = new double[resamples];
    for (int resample = 0; resample < resamples; resample++) {
      double sum = 0;
      for (int draw = 0; draw < values.length; draw++) {
        sum += values[generator.nextInt(values.length)];
      }
      means[resample] = sum / values.length;
    }
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    percentile.setData(means);
    double tail = 100 * (1 - level) / 2;
    return Optional.of(new Interval(percentile.evaluate(tail), percentile.evaluate(100 - tail)));
  }
}
