package org.anact.results;

/**
 * One row of {@code signals.csv}: an activation site at a step. A number that the file leaves empty
 * is {@code NaN}.
 *
 * @param step 1-based
 * @param layer name of the site in the network
 * @param depth weight layers on the longest path from the input
 * @param branch {@code trunk}, {@code residual} or {@code shortcut}
 * @param varInput Var(y) of the site's input
 * @param meanSquare E[f(y)^2]
 * @param slopeSquare E[f'(y)^2]
 * @param lambda normalizing factor, 1 in a vanilla run
 * @param alpha learnable parameter, 0 in a vanilla run
 * @param scale the factor applied, 1 in a vanilla run
 * @param varGradInput variance of the gradient with respect to the site's input
 * @param varGradOutput variance of the gradient with respect to its output
 */
public record SignalRow(
    int step,
    String layer,
    int depth,
    String branch,
    double varInput,
    double meanSquare,
    double slopeSquare,
    double lambda,
    double alpha,
    double scale,
    double varGradInput,
    double varGradOutput)
    implements SiteRow {
  /**
   * The forward gain rho = E[f(y)^2] / Var(y); {@code NaN} or infinite where the input does not
   * vary.
   */
  public double rho() {
    return meanSquare / varInput;
  }

  /**
   * Measured gain of the gradient's variance on its way back through the site; {@code NaN} or
   * infinite where no gradient arrives.
   */
  public double gradientGain() {
    return varGradInput / varGradOutput;
  }

  /** The gain that the theory gives, the square of the applied factor times E[f'(y)^2]. */
  public double predictedGain() {
    return scale * scale * slopeSquare;
  }
}
