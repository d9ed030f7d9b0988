package org.anact.core.theory;

/**
 * Moments of an activation f under y ~ N(0, sigma^2).
 *
 * @param sigma standard deviation of y, above zero
 * @param mean E[f(y)]
 * @param rho E[f(y)^2] / sigma^2
 * @param rhoPrime E[f'(y)^2]
 */
public record GaussianMoments(double sigma, double mean, double rho, double rhoPrime) {

  /** Returns the forward gain of the centred output, Var(f(y)) / sigma^2. */
  public double centredRho() {
    return rho - mean * mean / (sigma * sigma);
  }

  /** Returns lambda for that target. */
  public double lambda(Target target) {
    return target.lambda(rho, rhoPrime);
  }
}
