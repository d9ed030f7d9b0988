package org.anact.bench.bands;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * One test of a check: whether the mean of its k runs may come from where the n runs of the
 * reference come from. Under normality the mean lies within {@code mean +/- t s sqrt(1/k + 1/n)}, t
 * of n - 1 degrees of freedom, with probability 1 - level (prediction interval for a mean, Hahn and
 * Meeker, Statistical Intervals, 1991, section 4.3).
 *
 * @param subject the configuration, or what else is tested
 * @param quantity what is measured of it
 * @param format of its values
 * @param level probability that a good check fails it
 * @param critical largest deviation that passes, in standard errors
 * @param figure the number of each seed that is tested
 */
record BandTest(
    String subject, String quantity, String format, double level, double critical, Figure figure) {

  /** A number of each seed, taken from a table of runs. */
  @FunctionalInterface
  interface Figure {

    /**
     * Returns the number of each seed of a table.
     *
     * @param reference that of the reference, by which the numbers may be standardized
     */
    double[] of(SeedTable runs, SeedTable reference);
  }

  /**
   * Makes a test.
   *
   * @param n runs of the reference
   */
  static BandTest of(
      String subject, String quantity, String format, double level, int n, Figure figure) {
    double critical = new TDistribution(n - 1).inverseCumulativeProbability(1 - level / 2);
    return new BandTest(subject, quantity, format, level, critical, figure);
  }

  /** Compares the runs of a check with those of the reference. */
  TestResult apply(SeedTable reference, SeedTable check) {
    Moments moments = Moments.of(figure.of(reference, reference));
    double found = Moments.mean(figure.of(check, reference));
    return new TestResult(
        subject, quantity, format, level, critical, moments, check.seeds(), found);
  }
}
