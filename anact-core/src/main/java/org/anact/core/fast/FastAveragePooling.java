package org.anact.core.fast;

import java.util.Collection;
import org.anact.core.kernel.Kernels;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's {@code GlobalPoolingLayer} with the mean, computed by the suite's kernel where
 * the data are channels-last images of floats on the CPU.
 */
public final class FastAveragePooling extends GlobalPoolingLayer {

  private static final long serialVersionUID = 1L;

  /** Makes the layer. */
  public FastAveragePooling() {
    super(PoolingType.AVG);
  }

  @Override
  public FastAveragePooling clone() {
    return (FastAveragePooling) super.clone();
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    if (!Kernels.isOn()) {
      return super.instantiate(
          conf, trainingListeners, layerIndex, layerParamsView, initializeParams, networkDataType);
    }
    return NewLayer.prepare(
        new FastAveragePoolingImpl(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FastAveragePooling && super.equals(other);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof FastAveragePooling;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + 1;
  }
}
