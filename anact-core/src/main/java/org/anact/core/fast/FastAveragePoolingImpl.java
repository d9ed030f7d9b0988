package org.anact.core.fast;

import java.util.Arrays;
import java.util.Optional;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.MeanPass;
import org.anact.core.kernel.Team;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.pooling.GlobalPoolingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link FastAveragePooling} does with tensors. */
final class FastAveragePoolingImpl extends GlobalPoolingLayer implements FastPath, InferenceLayer {

  private static final long serialVersionUID = 1L;

  /** Height and width of channels-last images. */
  private static final int[] AXES = {1, 2};

  private transient boolean fast;

  FastAveragePoolingImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    fast = isCovered();
    if (!fast) {
      return super.activate(training, workspaceMgr);
    }
    INDArray out =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {input.size(0), input.size(3)}, 'c');
    pass().forward(HostTensor.of(input), HostTensor.of(out));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    Optional<INDArray> readable = HostTensor.readable(epsilon);
    fast = isCovered() && readable.isPresent();
    if (!fast) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    INDArray back = SummingGradient.like(input, workspaceMgr);
    pass().backward(HostTensor.of(readable.get()), HostTensor.of(back));
    return new Pair<>(new DefaultGradient(), back);
  }

  private MeanPass pass() {
    return new MeanPass((int) input.size(3), (int) (input.size(1) * input.size(2)), Team.shared());
  }

  private boolean isCovered() {
    return isConfigurationCovered()
        && maskArray == null
        && input.rank() == 4
        && HostTensor.isReadable(input);
  }

  private boolean isConfigurationCovered() {
    return dataType == DataType.FLOAT
        && layerConf().getPoolingType() == PoolingType.AVG
        && layerConf().isCollapseDimensions()
        && layerConf().getIDropout() == null
        && Arrays.equals(layerConf().getPoolingDimensions(), AXES);
  }

  @Override
  public Optional<InferenceStep> inference(long[]... inputs) {
    long[] one = inputs[0];
    return isConfigurationCovered() && one.length == 3
        ? Optional.of(new MeanStep((int) one[2], (int) (one[0] * one[1])))
        : Optional.empty();
  }

  @Override
  public boolean lastPassWasFast() {
    return fast;
  }
}
