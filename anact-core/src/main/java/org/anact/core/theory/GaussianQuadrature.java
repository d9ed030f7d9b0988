package org.anact.core.theory;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Integrates an activation over y ~ N(0, sigma^2) by Gauss-Legendre rules on short panels.
 *
 * <p>Gauss-Hermite would need fewer points for smooth functions but converges slowly over a kink.
 * Here panel borders lie on multiples of 1/8, where the kinks of the common activations are (0, 1,
 * 2.5, 3, 6), so those integrals are exact to rounding too.
 */
public final class GaussianQuadrature {

  private static final int POINTS_PER_PANEL = 16;
  private static final double HALF_RANGE_IN_SIGMA = 12.0;
  private static final double LONGEST_PANEL = 0.125;
  private static final int MOST_PANELS = 1 << 16;

  private GaussianQuadrature() {}

  /**
   * Returns the moments of an activation.
   *
   * @param activation the function; its derivative is taken from its own {@code backprop}
   * @param sigma standard deviation of the input
   * @throws IllegalArgumentException if sigma is not between 1e-6 and 300, or a moment is not
   *     finite
   */
  public static GaussianMoments moments(IActivation activation, double sigma) {
    if (!(sigma >= 1e-6 && sigma <= 300)) {
      throw new IllegalArgumentException(
          "sigma is " + sigma + ": give a standard deviation between 1e-6 and 300");
    }
    double panel = LONGEST_PANEL;
    while (panel > sigma / 4) {
      panel /= 2;
    }
    int panelsPerSide =
        (int) Math.min(MOST_PANELS / 2, Math.ceil(HALF_RANGE_IN_SIGMA * sigma / panel));
    int count = 2 * panelsPerSide * POINTS_PER_PANEL;
    double[] points = new double[count];
    double[] weights = new double[count];
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(POINTS_PER_PANEL);
    double norm = 1.0 / (sigma * Math.sqrt(2.0 * Math.PI));
    for (int p = 0, i = 0; p < 2 * panelsPerSide; p++) {
      double middle = (p - panelsPerSide + 0.5) * panel;
      for (int k = 0; k < POINTS_PER_PANEL; k++, i++) {
        double y = middle + 0.5 * panel * rule.getPoint(k);
        points[i] = y;
        weights[i] =
            0.5 * panel * rule.getWeight(k) * norm * Math.exp(-0.5 * y * y / (sigma * sigma));
      }
    }
    return sum(activation, sigma, points, weights);
  }

  private static GaussianMoments sum(
      IActivation activation, double sigma, double[] points, double[] weights) {
    INDArray y = Nd4j.createFromArray(points);
    double[] f = activation.getActivation(y.dup(), true).toDoubleVector();
    INDArray ones = Nd4j.ones(DataType.DOUBLE, points.length);
    double[] slope = activation.backprop(y.dup(), ones).getFirst().toDoubleVector();
    double mean = 0;
    double square = 0;
    double slopeSquare = 0;
    for (int i = 0; i < points.length; i++) {
      mean += weights[i] * f[i];
      square += weights[i] * f[i] * f[i];
      slopeSquare += weights[i] * slope[i] * slope[i];
    }
    GaussianMoments moments =
        new GaussianMoments(sigma, mean, square / (sigma * sigma), slopeSquare);
    if (!Double.isFinite(mean)
        || !Double.isFinite(moments.rho())
        || !Double.isFinite(slopeSquare)) {
      throw new IllegalArgumentException(
          "activation '%s' has no finite moments under N(0, %s^2)".formatted(activation, sigma));
    }
    return moments;
  }
}
