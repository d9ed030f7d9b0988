package org.anact.core.fast;

import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.OutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link FastClassifier} does with tensors. */
final class FastClassifierImpl extends OutputLayer implements FastPath, InferenceLayer {

  private static final long serialVersionUID = 1L;

  private transient boolean fast;

  FastClassifierImpl(NeuralNetConfiguration conf, DataType dataType) {
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
    fast = isCovered();
    if (!fast) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    INDArray delta =
        layerConf()
            .getLossFn()
            .computeGradient(
                getLabels2d(workspaceMgr, ArrayType.BP_WORKING_MEM),
                preOutput2d(true, workspaceMgr),
                layerConf().getActivationFn(),
                maskArray);
    return DenseProducts.back(
        input, delta.castTo(DataType.FLOAT), params, gradientViews, workspaceMgr);
  }

  private boolean isCovered() {
    return DenseProducts.cover(input, params.get(DefaultParamInitializer.WEIGHT_KEY))
        && isComputable();
  }

  private boolean isComputable() {
    return DenseProducts.cover(params.get(DefaultParamInitializer.WEIGHT_KEY))
        && layerConf().getIDropout() == null
        && layerConf().getWeightNoise() == null;
  }

  @Override
  public Optional<InferenceStep> inference(long[]... inputs) {
    return inputs[0].length == 1
            && isComputable()
            && layerConf().getActivationFn() instanceof ActivationSoftmax
        ? Optional.of(DenseProducts.step(params))
        : Optional.empty();
  }

  @Override
  public boolean lastPassWasFast() {
    return fast;
  }
}
