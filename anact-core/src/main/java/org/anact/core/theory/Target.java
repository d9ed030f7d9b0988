package org.anact.core.theory;

import java.util.function.DoubleBinaryOperator;

/**
 * Which variance lambda is to keep, given rho = E[f(y)^2] / Var(y) and rho' = E[f'(y)^2].
 *
 * <p>FORWARD and BACKWARD are the two optima, BALANCED the compromise that the paper describes: the
 * square of its lambda is the mean of the two squares.
 */
public enum Target {
  /** Keeps the variance of what flows forward: 1 / sqrt(rho). */
  FORWARD((rho, rhoPrime) -> 1.0 / Math.sqrt(rho)),
  /** Keeps the variance of the gradient that flows back: 1 / sqrt(rho'). */
  BACKWARD((rho, rhoPrime) -> 1.0 / Math.sqrt(rhoPrime)),
  /** Lies between the two: sqrt((rho + rho') / (2 rho rho')). */
  BALANCED((rho, rhoPrime) -> Math.sqrt((rho + rhoPrime) / (2.0 * rho * rhoPrime)));

  private final DoubleBinaryOperator factor;

  Target(DoubleBinaryOperator factor) {
    this.factor = factor;
  }

  /** Returns the factor of normalization for a forward and a backward gain, both above zero. */
  public double lambda(double rho, double rhoPrime) {
    return factor.applyAsDouble(rho, rhoPrime);
  }
}
