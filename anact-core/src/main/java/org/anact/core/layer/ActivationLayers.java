package org.anact.core.layer;

import org.anact.core.activation.NamedActivation;
import org.anact.core.activation.ParametricActivation;
import org.anact.core.fast.FastActivation;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.IActivation;

/** Makes the layer that a named activation stands for. */
public final class ActivationLayers {

  private ActivationLayers() {}

  /**
   * Returns a new layer: Deeplearning4j's {@code ActivationLayer} for a plain activation, a {@link
   * ParametricActivationLayer} if it is parametric, an {@link AnActLayer} for a normalized one.
   *
   * @param activation the activation
   * @param options the options of ANAct; a plain activation ignores them
   */
  public static Layer of(NamedActivation activation, AnActOptions options) {
    IActivation function = activation.base().create();
    if (activation.normalized()) {
      return new AnActLayer.Builder(function).options(options).build();
    }
    return function instanceof ParametricActivation parametric
        ? new ParametricActivationLayer(parametric)
        : new FastActivation(function);
  }
}
