package org.anact.core.statistics;

/**
 * How running values follow the mini-batches: {@code value = momentum * value + (1 - momentum) *
 * new}.
 *
 * @param momentum weight of the old value, from 0 to below 1
 * @param bounds what happens to a rho or rho' far from the running one; mu is never bounded
 * @param lowerBound smallest ratio of new to running value, above 0 and at most 1
 * @param upperBound largest ratio, at least 1
 * @param rhoForm which rho is followed
 */
public record UpdateRule(
    double momentum, Bounds bounds, double lowerBound, double upperBound, RhoForm rhoForm) {

  /** Checks the ranges. */
  public UpdateRule {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "momentum is " + momentum + ": give a number from 0 to below 1");
    }
    if (!(lowerBound > 0 && lowerBound <= 1 && upperBound >= 1)) {
      throw new IllegalArgumentException(
          "bounds are %s and %s: give a lower one above 0 and at most 1, an upper one of at least 1"
              .formatted(lowerBound, upperBound));
    }
  }

  /** Returns the rho of a mini-batch that is followed. */
  public double rho(BatchStatistics batch) {
    return rhoForm == RhoForm.RAW ? batch.rho() : batch.centredRho();
  }
}
