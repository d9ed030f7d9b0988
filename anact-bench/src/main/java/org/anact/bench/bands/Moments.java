package org.anact.bench.bands;

import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;

/**
 * Mean and standard deviation of a sample.
 *
 * @param n size
 * @param mean arithmetic mean
 * @param deviation sample standard deviation (divided by n - 1)
 */
public record Moments(int n, double mean, double deviation) {

  static Moments of(double[] values) {
    // Hipparchus has a deviation of 0 for one value, of which nothing is known.
    double deviation = values.length < 2 ? Double.NaN : new StandardDeviation().evaluate(values);
    return new Moments(values.length, mean(values), deviation);
  }

  static double mean(double[] values) {
    return new Mean().evaluate(values);
  }

  /** Returns the coefficient of variation. */
  double variation() {
    return deviation / Math.abs(mean);
  }

  /** Returns the standard error of the difference to the mean of k further values. */
  double errorOfMean(int k) {
    return deviation * Math.sqrt(1.0 / k + 1.0 / n);
  }
}
