package org.anact.models.initialization;

import org.anact.core.activation.NamedActivation;
import org.anact.core.theory.GaussianQuadrature;
import org.anact.core.theory.Target;

/**
 * Which gain g the weights w = g z / sqrt(fan_in) get, with z ~ N(0, 1).
 *
 * <p>The gain is that of the weights that read an activation. Weights that read the network's
 * input, which is standardized, have g = 1 in vanilla and normalized networks alike.
 *
 * <p>With {@link #FAIR_UNIT_BEFORE_NORM} both so start from the same function, up to the subtracted
 * mean, in plain networks, where lambda is in vanilla's weights and in the other's activations, and
 * in training mode also in VGG and pre-activation residual networks, where batch norm takes the
 * scale of its input out. Weights that batch norm follows have g = 1 in both: the function does not
 * see g, but the step does. A larger g makes vanilla's gradient smaller and the weight larger, so
 * that the same learning rate turns the weights by 1 / g^2 as much.
 *
 * <p>Post-activation residual networks (ResNet, CIFAR-form or not) do not start from the same
 * function. Their identity shortcuts add the activation itself to a batch-normed branch of equal
 * scale: f(y) in vanilla networks, lambda (f(y) - mu) in normalized ones.
 *
 * <p>A constant's name is in results and in the ids of runs, and is never given to another rule:
 * results with {@code FAIR} are of one that gave weights before batch norm their lambda, too. What
 * a user writes is {@link #toString()}.
 */
public enum Initialization {
  /**
   * The fair comparison, {@code fair} to its user: 1 where ANAct scales the activation or batch
   * norm follows the weights, else the activation's lambda at N(0, 1).
   */
  FAIR_UNIT_BEFORE_NORM("fair") {
    @Override
    double gainAfter(NamedActivation activation) {
      return activation.normalized()
          ? 1.0
          : GaussianQuadrature.moments(activation.base().create(), 1.0).lambda(Target.BALANCED);
    }

    @Override
    double gainBeforeBatchNorm(NamedActivation activation) {
      return 1.0;
    }
  },
  /** An ablation: 1 everywhere. */
  SAME("same") {
    @Override
    double gainAfter(NamedActivation activation) {
      return 1.0;
    }
  },
  /**
   * An ablation: the square root of 2 after every activation, as He et al. 2015 derive for ReLU.
   */
  HE("he") {
    @Override
    double gainAfter(NamedActivation activation) {
      return Math.sqrt(2.0);
    }
  };

  private final String word;

  Initialization(String word) {
    this.word = word;
  }

  abstract double gainAfter(NamedActivation activation);

  double gainBeforeBatchNorm(NamedActivation activation) {
    return gainAfter(activation);
  }

  /**
   * Returns the gain of a layer's weights, if no batch norm follows.
   *
   * @param activation the network's activation
   * @param readsActivation whether the layer's input comes from an activation, not from the data
   */
  public double gain(NamedActivation activation, boolean readsActivation) {
    return readsActivation ? gainAfter(activation) : 1.0;
  }

  /** Returns the gain of a layer's weights whose output batch norm reads, and nothing else does. */
  public double gainBeforeBatchNorm(NamedActivation activation, boolean readsActivation) {
    return readsActivation ? gainBeforeBatchNorm(activation) : 1.0;
  }

  /** Returns the word for this rule in a grid. */
  @Override
  public String toString() {
    return word;
  }
}
