package org.anact.core.layer;

import org.anact.core.activation.NamedActivation;
import org.anact.core.fast.FastActivation;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.IActivation;

/** Makes the layer that a named activation stands for. */
public final class ActivationLayers {

  private ActivationLayers() {}

  /**
   * Returns a new layer: Deeplearning4j's {@code ActivationLayer} for a plain activation, an {@link
   * AnActLayer} for a normalized one.
   *
   * @param activation the activation
   * @param options the options of ANAct; a plain activation ignores them
   */
  public static Layer of(NamedActivation activation, AnActOptions options) {
    IActivation function = activation.base().create();
    return activation.normalized()
        ? new AnActLayer.Builder(function).options(options).build()
        : new FastActivation(function);
  }
}
