package org.anact.bench.bands;

import org.anact.report.statistics.Interval;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * How a test went.
 *
 * @param subject the configuration, or what else was tested
 * @param quantity what was measured of it
 * @param format of its values
 * @param level probability that a good check fails the test
 * @param critical largest deviation that passes, in standard errors
 * @param reference size, mean and deviation of the reference
 * @param k runs of the check
 * @param found their mean; {@code NaN} if one of them has no value
 */
public record TestResult(
    String subject,
    String quantity,
    String format,
    double level,
    double critical,
    Moments reference,
    int k,
    double found) {

  /** Returns the interval in which a good check's mean lies. */
  public Interval interval() {
    double half = critical * reference.errorOfMean(k);
    return new Interval(reference.mean() - half, reference.mean() + half);
  }

  /** Returns the deviation from the reference in standard errors. */
  public double deviation() {
    double error = reference.errorOfMean(k);
    double difference = found - reference.mean();
    // A reference that never varies leaves no room at all.
    return difference == 0 ? 0 : difference / error;
  }

  /** Returns the two-sided p-value; {@code NaN} where nothing was found. */
  public double pValue() {
    double deviation = Math.abs(deviation());
    if (Double.isNaN(deviation)) {
      return Double.NaN;
    }
    return 2 * new TDistribution(reference.n() - 1).cumulativeProbability(-deviation);
  }

  /** Returns whether the deviation is too large, or there is none. */
  public boolean fails() {
    return !(Math.abs(deviation()) <= critical);
  }
}
