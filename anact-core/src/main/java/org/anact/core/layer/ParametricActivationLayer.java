package org.anact.core.layer;

import org.anact.core.activation.ParametricActivation;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A parametric activation without ANAct. Deeplearning4j's {@code PReLULayer} is not used: it begins
 * at 0, decays its slopes as weights, and lets no observer look on.
 */
public final class ParametricActivationLayer extends ParameterizedLayer {

  private static final long serialVersionUID = 1L;

  /** For the reader of saved configurations. */
  @SuppressWarnings("unused")
  private ParametricActivationLayer() {}

  /** Makes the layer of an activation; the number of its parameters follows from the input type. */
  public ParametricActivationLayer(ParametricActivation activation) {
    setActivationFn(activation);
  }

  @Override
  public ParametricActivationLayer clone() {
    return (ParametricActivationLayer) super.clone();
  }

  @Override
  ParametricActivationLayerImpl implementation(NeuralNetConfiguration conf, DataType dataType) {
    return new ParametricActivationLayerImpl(conf, dataType);
  }

  @Override
  public ParamInitializer initializer() {
    return ActivationParamInitializer.plain();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParametricActivationLayer && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public String toString() {
    return "ParametricActivationLayer(name=%s, activation=%s, %s)"
        .formatted(layerName, activationFn, getParameterLayout());
  }
}
