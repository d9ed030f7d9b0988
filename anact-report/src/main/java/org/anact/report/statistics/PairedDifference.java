package org.anact.report.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;

/**
 * Differences of pairs, second minus first, with interval and test.
 *
 * @param summary of the differences
 * @param interval BCa bootstrap interval of their mean, absent below two pairs
 * @param pValue of the two-sided sign-flip test, absent without pairs
 */
public record PairedDifference(
    Summary summary, Optional<Interval> interval, OptionalDouble pValue) {
  private static final double SIGNIFICANCE = 0.05;

  /**
   * Evaluates differences.
   *
   * @param differences one for each pair, finite
   * @param bootstrap how the interval is made
   * @param seed of the generator of the resamples; the same seed gives the same interval
   */
  public static PairedDifference of(double[] differences, BcaBootstrap bootstrap, long seed) {
    RandomGenerator generator = new Well19937c(seed);
    return new PairedDifference(
        Summary.of(differences),
        bootstrap.ofMean(differences, generator),
        SignFlipTest.pValue(differences, generator));
  }

  /**
   * Whether the mean lies on one side of zero, shown or not; false also without pairs.
   *
   * @param direction 1 for above zero, -1 for below
   */
  public boolean hasMeanOn(int direction) {
    return Math.signum(summary.mean().orElse(0)) == direction;
  }

  /** What the difference allows one to say, if it was looked at once with this many pairs. */
  public Significance significance() {
    if (summary.n() == 0) {
      return Significance.NO_PAIRS;
    }
    if (interval.isEmpty()) {
      return Significance.ONE_PAIR;
    }
    if (summary.n() < SignFlipTest.LEAST_PAIRS) {
      return Significance.UNDERPOWERED;
    }
    if (interval.get().coversZero()) {
      return Significance.COVERS_ZERO;
    }
    return pValue.orElse(1) <= SIGNIFICANCE ? Significance.SHOWN : Significance.NOT_SIGNIFICANT;
  }
}
