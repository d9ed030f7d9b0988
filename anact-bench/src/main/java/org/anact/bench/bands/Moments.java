package org.anact.bench.bands;

/**
 * Mean and standard deviation of a sample.
 *
 * @param n size
 * @param mean arithmetic mean
 * @param deviation sample standard deviation (divided by n - 1)
 */
public record Moments(int n, double mean, double deviation) {

  static Moments of(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Moments(values.length, mean, Math.sqrt(squares / (values.length - 1)));
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
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
