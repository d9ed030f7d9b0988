package org.anact.report.statistics;

import java.util.OptionalDouble;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;

/**
 * Size, mean and standard deviation of a sample.
 *
 * @param n size
 * @param mean arithmetic mean, absent for an empty sample
 * @param deviation sample standard deviation (divided by n - 1), absent below two values
 */
public record Summary(int n, OptionalDouble mean, OptionalDouble deviation) {
  /** Summarizes finite numbers. */
  public static Summary of(double... values) {
    return new Summary(
        values.length,
        values.length < 1 ? OptionalDouble.empty() : OptionalDouble.of(new Mean().evaluate(values)),
        values.length < 2
            ? OptionalDouble.empty()
            : OptionalDouble.of(new StandardDeviation().evaluate(values)));
  }
}
