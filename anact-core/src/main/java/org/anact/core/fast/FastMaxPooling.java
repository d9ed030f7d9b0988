package org.anact.core.fast;

import java.util.Collection;
import org.anact.core.kernel.Kernels;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's {@code SubsamplingLayer} with the maximum, computed by the suite's kernel where
 * windows touch and do not overlap, and the data are channels-last floats on the CPU.
 */
public final class FastMaxPooling extends SubsamplingLayer {

  private static final long serialVersionUID = 1L;

  /** For the reader of saved configurations. */
  @SuppressWarnings("unused")
  private FastMaxPooling() {}

  /**
   * Makes the layer.
   *
   * @param height height of a window, and the stride
   * @param width width of a window, and the stride
   * @param mode what becomes of rows and columns that fill no window: {@code Same} gives them a
   *     window of their own, {@code Truncate} leaves them out, {@code Strict} refuses them
   */
  public FastMaxPooling(int height, int width, ConvolutionMode mode) {
    super(
        new Builder(PoolingType.MAX, new int[] {height, width}, new int[] {height, width})
            .convolutionMode(mode));
  }

  @Override
  public FastMaxPooling clone() {
    return (FastMaxPooling) super.clone();
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
        new FastMaxPoolingImpl(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FastMaxPooling that && super.equals(other) && that.canEqual(this);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof FastMaxPooling;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + 1;
  }
}
