package org.anact.core.fast;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Deeplearning4j's {@code ActivationLayer}, computed by the suite's kernel where there is one. */
public final class FastActivation extends ActivationLayer {

  private static final long serialVersionUID = 1L;

  /** For the reader of saved configurations. */
  @SuppressWarnings("unused")
  private FastActivation() {}

  /** Makes the layer of an activation. */
  public FastActivation(IActivation activation) {
    super(activation);
  }

  @Override
  public FastActivation clone() {
    return (FastActivation) super.clone();
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    FastActivationImpl layer = new FastActivationImpl(conf, networkDataType);
    layer.setListeners(trainingListeners);
    layer.setIndex(layerIndex);
    layer.setConf(conf);
    return layer;
  }
}
