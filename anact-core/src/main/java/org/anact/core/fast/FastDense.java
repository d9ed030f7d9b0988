package org.anact.core.fast;

import java.util.Collection;
import org.anact.core.kernel.Kernels;
import org.anact.core.onednn.OneDnnEngine;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's {@code DenseLayer}, computed by oneDNN directly where the data are floats on the
 * CPU.
 */
public final class FastDense extends DenseLayer {

  private static final long serialVersionUID = 1L;

  /** For the reader of saved configurations. */
  @SuppressWarnings("unused")
  private FastDense() {}

  /**
   * Makes the layer, with a bias.
   *
   * @param units number of outputs
   * @param weightInit initial weights
   */
  public FastDense(int units, IWeightInit weightInit) {
    setNOut(units);
    setHasBias(true);
    setWeightInitFn(weightInit);
  }

  @Override
  public FastDense clone() {
    return (FastDense) super.clone();
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    if (!Kernels.isOn() || !OneDnnEngine.isAvailable()) {
      return super.instantiate(
          conf, trainingListeners, layerIndex, layerParamsView, initializeParams, networkDataType);
    }
    LayerValidation.assertNInNOutSet("FastDense", getLayerName(), layerIndex, getNIn(), getNOut());
    return NewLayer.prepare(
        new FastDenseImpl(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FastDense && super.equals(other);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof FastDense;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + 1;
  }
}
