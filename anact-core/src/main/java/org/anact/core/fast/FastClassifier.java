package org.anact.core.fast;

import java.util.Collection;
import org.anact.core.kernel.Kernels;
import org.anact.core.onednn.OneDnnEngine;
import org.anact.core.training.SoftmaxCrossEntropy;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's {@code OutputLayer}, whose products are oneDNN's where the data are floats on
 * the CPU.
 */
public final class FastClassifier extends OutputLayer {

  private static final long serialVersionUID = 1L;

  /** For the reader of saved configurations. */
  @SuppressWarnings("unused")
  private FastClassifier() {}

  /**
   * Makes a softmax classifier with a bias and cross-entropy.
   *
   * @param classes number of outputs
   * @param weightInit initial weights
   */
  public FastClassifier(int classes, IWeightInit weightInit) {
    super(
        new Builder(new SoftmaxCrossEntropy())
            .nOut(classes)
            .activation(Activation.SOFTMAX)
            .weightInit(weightInit));
  }

  @Override
  public FastClassifier clone() {
    return (FastClassifier) super.clone();
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
        "FastClassifier", getLayerName(), layerIndex, getNIn(), getNOut());
    return NewLayer.prepare(
        new FastClassifierImpl(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FastClassifier && super.equals(other);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof FastClassifier;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + 1;
  }
}
