package org.anact.report.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.stat.descriptive.moment.Mean;

/**
 * Bias-corrected and accelerated bootstrap interval of a mean (Efron, Better bootstrap confidence
 * intervals, 1987; Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 14.3).
 *
 * <p>The ends are quantiles of the resampled means at levels that are moved by the bias z0, the
 * share of resampled means below the sample's mean, and by the acceleration, a sixth of the
 * sample's skewness over the root of its size. Resampled means equal to the sample's mean count
 * half, so that a symmetric sample has no bias.
 *
 * <p>Cases that the formula leaves open:
 *
 * <ul>
 *   <li>Equal values: the interval is that value alone.
 *   <li>Two values: they are symmetric, nothing is moved, and a quarter of the resamples lies on
 *       each value; at 95 % the interval runs from one to the other.
 *   <li>All resampled means on one side of the sample's mean, which takes very few resamples: the
 *       share is held half a resample away from 0 and 1, so that z0 stays finite.
 *   <li>A level moved beyond all bounds, where the formula's denominator is not above zero: the end
 *       is the outermost resampled mean.
 * </ul>
 *
 * <p>With few values it is narrower than its level promises: three values have only ten different
 * resamples.
 *
 * @param resamples how often the sample is drawn anew
 * @param level coverage aimed at, between 0 and 1
 */
public record BcaBootstrap(int resamples, double level) {
  private static final NormalDistribution NORMAL = new NormalDistribution();

  /** Refuses a number of resamples below one and a level outside (0, 1). */
  public BcaBootstrap {
    Quantiles.requireBootstrap(resamples, level);
  }

  /**
   * The interval of the mean of finite numbers, absent below two of them; the state of the
   * generator alone decides the resamples.
   */
  public Optional<Interval> ofMean(double[] values, RandomGenerator generator) {
    if (values.length < 2) {
      return Optional.empty();
    }
    if (Arrays.stream(values).allMatch(value -> value == values[0])) {
      return Optional.of(new Interval(values[0], values[0]));
    }
    double mean = new Mean().evaluate(values);
    Quantiles means = new Quantiles(means(values, generator));
    double bias = bias(means, mean, values);
    double acceleration = acceleration(values, mean);
    double tail = (1 - level) / 2;
    return Optional.of(
        new Interval(
            means.at(moved(tail, bias, acceleration)),
            means.at(moved(1 - tail, bias, acceleration))));
  }

  private double[] means(double[] values, RandomGenerator generator) {
    double[] means = new double[resamples];
    for (int resample = 0; resample < resamples; resample++) {
      double sum = 0;
      for (int draw = 0; draw < values.length; draw++) {
        sum += values[generator.nextInt(values.length)];
      }
      means[resample] = sum / values.length;
    }
    return means;
  }

  private double bias(Quantiles means, double mean, double[] values) {
    // Means of the same numbers in another order may differ in their last bits.
    double equal = 1e-12 * Arrays.stream(values).map(Math::abs).max().orElseThrow();
    double share = (means.below(mean - equal) + means.below(mean + equal)) / (2.0 * resamples);
    double margin = 0.5 / resamples;
    return NORMAL.inverseCumulativeProbability(Math.max(margin, Math.min(1 - margin, share)));
  }

  /** From the jackknife, which for a mean leaves the cubes and squares of the deviations. */
  private static double acceleration(double[] values, double mean) {
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double deviation = value - mean;
      squares += deviation * deviation;
      cubes += deviation * deviation * deviation;
    }
    return cubes / (6 * Math.pow(squares, 1.5));
  }

  private static double moved(double probability, double bias, double acceleration) {
    double z = bias + NORMAL.inverseCumulativeProbability(probability);
    double denominator = 1 - acceleration * z;
    if (!(denominator > 0)) {
      return z > 0 ? 1 : 0;
    }
    return NORMAL.cumulativeProbability(bias + z / denominator);
  }
}
