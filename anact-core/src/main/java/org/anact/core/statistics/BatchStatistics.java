package org.anact.core.statistics;

/**
 * Statistics of one mini-batch of pre-activations y at one layer, over every element of the tensor.
 *
 * @param inputVariance Var(y), the population variance
 * @param inputSquare mean(y^2), against which a variance of rounding errors is told from a real one
 * @param mean mean(f(y))
 * @param square mean(f(y)^2)
 * @param slopeSquare mean(f'(y)^2)
 */
public record BatchStatistics(
    double inputVariance, double inputSquare, double mean, double square, double slopeSquare) {

  /** Returns rho of the raw output, mean(f(y)^2) / Var(y). */
  public double rho() {
    return square / inputVariance;
  }

  /** Returns rho of the centred output, Var(f(y)) / Var(y). */
  public double centredRho() {
    return (square - mean * mean) / inputVariance;
  }

  /** Returns rho', mean(f'(y)^2). */
  public double rhoPrime() {
    return slopeSquare;
  }

  /**
   * Returns whether the batch says nothing about the layer: a constant input, an output or a slope
   * that is zero everywhere, or numbers that are not finite.
   *
   * @param roundingUnit relative rounding error of the tensor's type; an input whose standard
   *     deviation is within a few units of its mean is constant
   */
  public boolean isDegenerate(double roundingUnit) {
    double noise = 8 * roundingUnit;
    boolean varies = inputVariance > noise * noise * inputSquare;
    boolean finite =
        Double.isFinite(inputVariance)
            && Double.isFinite(mean)
            && Double.isFinite(square)
            && Double.isFinite(slopeSquare);
    return !(varies && finite && square > 0 && slopeSquare > 0);
  }
}
