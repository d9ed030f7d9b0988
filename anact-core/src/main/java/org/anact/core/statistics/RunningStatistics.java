package org.anact.core.statistics;

/**
 * The values that an ANAct layer keeps across mini-batches.
 *
 * @param rho running forward gain
 * @param rhoPrime running backward gain
 * @param mu running mean of f(y)
 * @param batches mini-batches that have entered; 0 means that the values are still the prior ones
 * @param degenerateBatches mini-batches that were left out because they said nothing
 */
public record RunningStatistics(
    double rho, double rhoPrime, double mu, long batches, long degenerateBatches) {

  /**
   * Returns the values after one more mini-batch. The first one that is not degenerate sets them.
   *
   * @param roundingUnit relative rounding error of the tensor's type
   */
  public RunningStatistics updated(BatchStatistics batch, UpdateRule rule, double roundingUnit) {
    double newRho = rule.rho(batch);
    if (batch.isDegenerate(roundingUnit) || !(newRho > 0)) {
      return leftOut();
    }
    if (batches == 0) {
      return new RunningStatistics(newRho, batch.rhoPrime(), batch.mean(), 1, degenerateBatches);
    }
    return new RunningStatistics(
        follow(rho, newRho, rule),
        follow(rhoPrime, batch.rhoPrime(), rule),
        rule.momentum() * mu + (1 - rule.momentum()) * batch.mean(),
        batches + 1,
        degenerateBatches);
  }

  /** Returns the values after one more mini-batch that said nothing. */
  public RunningStatistics leftOut() {
    return new RunningStatistics(rho, rhoPrime, mu, batches, degenerateBatches + 1);
  }

  private static double follow(double running, double batch, UpdateRule rule) {
    double limited = rule.bounds().limit(running, rule.lowerBound(), rule.upperBound(), batch);
    return rule.momentum() * running + (1 - rule.momentum()) * limited;
  }
}
