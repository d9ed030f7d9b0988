package org.anact.core.theory;

import java.util.ArrayList;
import java.util.List;
import org.anact.core.activation.NamedActivation;
import org.nd4j.linalg.activations.IActivation;

/**
 * What the theory predicts for a plain network: layers of equal width with independent weights of
 * zero mean and variance gain^2 / n, an activation between them, no shortcut and no other
 * normalization. Every pre-activation y counts as N(0, Var(y)), and its gradient as independent of
 * it.
 *
 * <pre>
 * Var(y_next)  = gain^2 scale^2 E[(f(y) - mu)^2]
 * Var(dL/dy)   = gain^2 scale^2 E[f'(y)^2] Var(dL/dy_next)
 * </pre>
 *
 * <p>A plain activation has scale 1 and mu 0. A normalized one has BALANCED's lambda and E[f(y)] at
 * its own Var(y), which is where ANAct's running values settle.
 */
public final class PlainPrediction {

  private static final double SMALLEST_SIGMA = 1e-6;
  private static final double LARGEST_SIGMA = 300;

  private PlainPrediction() {}

  /**
   * One activation of the network.
   *
   * @param depth weight layers before it, from 1
   * @param varInput Var(y)
   * @param moments of f at Var(y), or at the nearest variance that can be integrated over
   * @param scale factor that is applied
   * @param mu what is subtracted from f(y)
   * @param varGradInput Var(dL/dy), where that of the last layer is 1
   */
  public record Layer(
      int depth,
      double varInput,
      GaussianMoments moments,
      double scale,
      double mu,
      double varGradInput) {}

  /**
   * Predicts every layer, from the first.
   *
   * @param activation f, normalized or not
   * @param gain g of the weights
   * @param sigma standard deviation of the first pre-activation
   * @param depth number of layers, 1 or more
   * @throws IllegalArgumentException if a number is out of its range
   */
  public static List<Layer> of(NamedActivation activation, double gain, double sigma, int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("depth is " + depth + ": give 1 or more");
    }
    if (!(gain > 0 && Double.isFinite(gain))) {
      throw new IllegalArgumentException("gain is " + gain + ": give a number above 0");
    }
    IActivation f = activation.base().create();
    List<Layer> layers = new ArrayList<>();
    double variance = sigma * sigma;
    for (int d = 1; d <= depth; d++) {
      GaussianMoments moments =
          GaussianQuadrature.moments(
              f,
              d == 1
                  ? sigma
                  : Math.min(LARGEST_SIGMA, Math.max(SMALLEST_SIGMA, Math.sqrt(variance))));
      double scale = activation.normalized() ? moments.lambda(Target.BALANCED) : 1.0;
      double mu = activation.normalized() ? moments.mean() : 0.0;
      layers.add(new Layer(d, variance, moments, scale, mu, 1.0));
      double kept = activation.normalized() ? moments.centredRho() : moments.rho();
      variance *= gain * gain * scale * scale * kept;
    }
    double gradient = 1.0;
    for (int i = depth - 2; i >= 0; i--) {
      Layer layer = layers.get(i);
      gradient *= gain * gain * layer.scale() * layer.scale() * layer.moments().rhoPrime();
      layers.set(
          i,
          new Layer(
              layer.depth(),
              layer.varInput(),
              layer.moments(),
              layer.scale(),
              layer.mu(),
              gradient));
    }
    return layers;
  }
}
