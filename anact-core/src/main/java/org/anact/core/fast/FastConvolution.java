package org.anact.core.fast;

import java.util.Collection;
import org.anact.core.kernel.Kernels;
import org.anact.core.onednn.OneDnnEngine;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's {@code ConvolutionLayer}, computed by oneDNN directly where the data are
 * channels-last floats on the CPU.
 */
public final class FastConvolution extends ConvolutionLayer {

  private static final long serialVersionUID = 1L;

  private boolean inputGradient = true;

  /** For the reader of saved configurations. */
  @SuppressWarnings("unused")
  private FastConvolution() {}

  private FastConvolution(Builder builder) {
    super(builder);
    this.inputGradient = builder.inputGradient;
  }

  /** Returns whether the backward pass computes dL/dinput. */
  public boolean isInputGradient() {
    return inputGradient;
  }

  @Override
  public FastConvolution clone() {
    return (FastConvolution) super.clone();
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
    LayerValidation.assertNInNOutSet(
        "FastConvolution", getLayerName(), layerIndex, getNIn(), getNOut());
    return NewLayer.prepare(
        new FastConvolutionImpl(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FastConvolution that
        && super.equals(other)
        && inputGradient == that.inputGradient;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof FastConvolution;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Boolean.hashCode(inputGradient);
  }

  /** Builds a {@link FastConvolution}. */
  @SuppressWarnings(
      "unchecked") // Deeplearning4j declares build() with a type of the caller's choice
  public static final class Builder extends ConvolutionLayer.Builder {

    private boolean inputGradient = true;

    /** Starts from the kernel's height and width. */
    public Builder(int... kernel) {
      super(kernel);
    }

    /** Sets whether the backward pass computes dL/dinput; a network's first layer needs none. */
    public Builder inputGradient(boolean value) {
      this.inputGradient = value;
      return this;
    }

    @Override
    public FastConvolution build() {
      return new FastConvolution(this);
    }
  }
}
