package org.anact.models.initialization;

import org.anact.core.activation.NamedActivation;
import org.anact.core.theory.GaussianQuadrature;
import org.anact.core.theory.Target;

/**
 * Which gain g the weights w = g z / sqrt(fan_in) get, with z ~ N(0, 1).
 *
 * <p>The gain is that of the weights that read an activation. Weights that read the network's
 * input, which is standardized, have g = 1 in vanilla and normalized networks alike. With {@link
 * #FAIR} the two so start from the same function, up to the subtracted mean, wherever activations
 * are read by weights alone (pooling and dropout between them included): in plain networks, VGG and
 * pre-activation residual networks.
 *
 * <p>It does not hold for post-activation residual networks (ResNet, CIFAR-form or not). Their
 * identity shortcuts add the activation itself to a batch-normed branch of equal scale: f(y) in
 * vanilla networks, lambda (f(y) - mu) in normalized ones. Batch norm takes the gain of every
 * convolution out again, so that a vanilla network with {@link #FAIR} computes what one with {@link
 * #SAME} does, up to the classifier.
 */
public enum Initialization {
  /** The fair comparison: 1 when ANAct scales the activation, else its lambda at N(0, 1). */
  FAIR {
    @Override
    double gainAfter(NamedActivation activation) {
      return activation.normalized()
          ? 1.0
          : GaussianQuadrature.moments(activation.base().create(), 1.0).lambda(Target.BALANCED);
    }
  },
  /** An ablation: 1 everywhere. */
  SAME {
    @Override
    double gainAfter(NamedActivation activation) {
      return 1.0;
    }
  },
  /**
   * An ablation: the square root of 2 after every activation, as He et al. 2015 derive for ReLU.
   */
  HE {
    @Override
    double gainAfter(NamedActivation activation) {
      return Math.sqrt(2.0);
    }
  };

  abstract double gainAfter(NamedActivation activation);

  /**
   * Returns the gain of a layer's weights.
   *
   * @param activation the network's activation
   * @param readsActivation whether the layer's input comes from an activation, not from the data
   */
  public double gain(NamedActivation activation, boolean readsActivation) {
    return readsActivation ? gainAfter(activation) : 1.0;
  }
}
