package org.anact.bench.bands;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * How often something happened.
 *
 * @param count times that it did
 * @param draws of all
 */
public record Rate(int count, int draws) {

  private static final double CONFIDENCE = 0.95;

  /** Returns the share. */
  public double share() {
    return (double) count / draws;
  }

  /** Returns the upper end of the one-sided 95 % interval (Clopper and Pearson, 1934). */
  public double upper() {
    return count == draws
        ? 1
        : new BetaDistribution(count + 1.0, draws - count).inverseCumulativeProbability(CONFIDENCE);
  }

  /** Returns the lower end of the one-sided 95 % interval. */
  public double lower() {
    return count == 0
        ? 0
        : new BetaDistribution(count, draws - count + 1.0)
            .inverseCumulativeProbability(1 - CONFIDENCE);
  }
}
