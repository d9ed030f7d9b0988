package org.anact.core.fast;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Deeplearning4j's {@code BatchNormalization}, computed by the suite's kernel.
 *
 * <p>Two things differ. The running variance follows the unbiased estimate of a mini-batch, the sum
 * of n squares divided by n - 1, as in PyTorch, with which the networks of the suite were
 * published; Deeplearning4j divides by n. And the layer moves its running values itself, where
 * Deeplearning4j's hands the step to an updater of its own kind: the updater of all parameters is
 * then the same, and Deeplearning4j updates a whole network in a few operations instead of a few
 * for each layer.
 */
public final class FastBatchNorm extends BatchNormalization {

  private static final long serialVersionUID = 1L;

  private boolean regularized;

  /** Makes the layer with Deeplearning4j's defaults, a decay of 0.9 and an eps of 1e-5. */
  public FastBatchNorm() {}

  /**
   * Makes the layer with Deeplearning4j's defaults.
   *
   * @param regularized whether the network's regularization of weights holds for scale and shift,
   *     too; Deeplearning4j's own layer never lets it
   */
  public FastBatchNorm(boolean regularized) {
    this.regularized = regularized;
  }

  /** Returns whether the network's regularization of weights holds for scale and shift. */
  public boolean isRegularized() {
    return regularized;
  }

  /** For the reader of saved configurations. */
  public void setRegularized(boolean regularized) {
    this.regularized = regularized;
  }

  @Override
  public List<Regularization> getRegularizationByParam(String paramName) {
    boolean learnt =
        paramName.equals(BatchNormalizationParamInitializer.GAMMA)
            || paramName.equals(BatchNormalizationParamInitializer.BETA);
    return regularized && learnt ? regularization : null;
  }

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
    LayerValidation.assertNOutSet("FastBatchNorm", getLayerName(), layerIndex, getNOut());
    return NewLayer.prepare(
        new FastBatchNormImpl(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  /** The gradient of a running value is zero, and so is what any updater makes of it. */
  @Override
  public IUpdater getUpdaterByParam(String paramName) {
    return iUpdater;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FastBatchNorm that
        && super.equals(other)
        && regularized == that.regularized;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof FastBatchNorm;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Boolean.hashCode(regularized);
  }
}
