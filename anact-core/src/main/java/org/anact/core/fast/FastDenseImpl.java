package org.anact.core.fast;

import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link FastDense} does with tensors. */
final class FastDenseImpl extends DenseLayer implements FastPath, InferenceLayer {

  private static final long serialVersionUID = 1L;

  private transient boolean fast;

  FastDenseImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  protected Pair<INDArray, INDArray> preOutputWithPreNorm(
      boolean training, boolean forBackprop, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(forBackprop);
    fast = isCovered();
    return fast
        ? new Pair<>(DenseProducts.activate(input, params, workspaceMgr), null)
        : super.preOutputWithPreNorm(training, forBackprop, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    fast =
        isCovered()
            && layerConf().getActivationFn() instanceof ActivationIdentity
            && maskArray == null
            && epsilon.dataType() == DataType.FLOAT;
    return fast
        ? DenseProducts.back(input, epsilon, params, gradientViews, workspaceMgr)
        : super.backpropGradient(epsilon, workspaceMgr);
  }

  private boolean isCovered() {
    return DenseProducts.cover(input, params.get(DefaultParamInitializer.WEIGHT_KEY))
        && isComputable();
  }

  private boolean isComputable() {
    return DenseProducts.cover(params.get(DefaultParamInitializer.WEIGHT_KEY))
        && layerConf().getIDropout() == null
        && layerConf().getWeightNoise() == null
        && !hasLayerNorm();
  }

  @Override
  public Optional<InferenceStep> inference(long[]... inputs) {
    return inputs[0].length == 1
            && isComputable()
            && layerConf().getActivationFn() instanceof ActivationIdentity
        ? Optional.of(DenseProducts.step(params))
        : Optional.empty();
  }

  @Override
  public boolean lastPassWasFast() {
    return fast;
  }
}
