package org.anact.core.fast;

import java.util.Collection;
import org.anact.core.kernel.Kernels;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Deeplearning4j's {@code BatchNormalization}, computed by the suite's kernel. */
public final class FastBatchNorm extends BatchNormalization {

  private static final long serialVersionUID = 1L;

  /** Makes the layer with Deeplearning4j's defaults, a decay of 0.9 and an eps of 1e-5. */
  public FastBatchNorm() {}

  @Override
  public FastBatchNorm clone() {
    return (FastBatchNorm) super.clone();
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
    LayerValidation.assertNOutSet("FastBatchNorm", getLayerName(), layerIndex, getNOut());
    FastBatchNormImpl layer = new FastBatchNormImpl(conf, networkDataType);
    layer.setListeners(trainingListeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(layerParamsView);
    layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
    layer.setConf(conf);
    return layer;
  }
}
