package org.anact.core.fast;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_LOG_STD;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import java.util.Optional;
import org.anact.core.kernel.BatchNormPass;
import org.anact.core.kernel.BatchNormPass.Gradients;
import org.anact.core.kernel.BatchNormPass.Moments;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.Team;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a {@link FastBatchNorm} does with tensors. Its running values move as Deeplearning4j's do:
 * the backward pass puts the step towards the mini-batch's into their gradients.
 */
final class FastBatchNormImpl extends BatchNormalization {

  private static final long serialVersionUID = 1L;

  /** Moments of the last training batch, for its backward pass. */
  private transient Moments moments;

  FastBatchNormImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    moments = null;
    if (!isCovered()) {
      return super.activate(training, workspaceMgr);
    }
    INDArray out =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, input.shape(), 'c');
    BatchNormPass pass = pass();
    HostTensor x = HostTensor.of(input);
    Moments used = training ? pass.moments(x) : new Moments(values(GLOBAL_MEAN), runningVariance());
    pass.normalize(x, HostTensor.of(out), used, values(GAMMA), values(BETA), layerConf().getEps());
    if (training) {
      moments = used;
    }
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    Optional<INDArray> readable = HostTensor.readable(epsilon);
    if (moments == null || readable.isEmpty()) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    INDArray back =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape(), 'c');
    Gradients gradients =
        pass()
            .backward(
                HostTensor.of(input),
                HostTensor.of(readable.get()),
                HostTensor.of(back),
                moments,
                values(GAMMA),
                layerConf().getEps());
    Gradient gradient = new DefaultGradient();
    set(gradient, GAMMA, gradients.gamma());
    set(gradient, BETA, gradients.beta());
    set(gradient, GLOBAL_MEAN, step(values(GLOBAL_MEAN), moments.mean()));
    if (layerConf().isUseLogStd()) {
      set(gradient, GLOBAL_LOG_STD, logStep(runningVariance(), moments.variance()));
    } else {
      set(gradient, GLOBAL_VAR, step(runningVariance(), moments.variance()));
    }
    moments = null;
    return new Pair<>(gradient, back);
  }

  private boolean isCovered() {
    boolean shaped = input.rank() == 2 || input.rank() == 4;
    return shaped
        && input.size(isChannelsLast() ? input.rank() - 1 : 1) == layerConf().getNOut()
        && !layerConf().isLockGammaBeta()
        && HostTensor.isReadable(input);
  }

  private boolean isChannelsLast() {
    return input.rank() == 2 || layerConf().getCnn2DFormat() == CNN2DFormat.NHWC;
  }

  private BatchNormPass pass() {
    int channels = (int) layerConf().getNOut();
    int inner = (int) (input.length() / input.size(0) / channels);
    return new BatchNormPass(channels, inner, isChannelsLast(), Team.shared());
  }

  private float[] step(float[] running, float[] batch) {
    float share = (float) (1 - layerConf().getDecay());
    float[] step = new float[running.length];
    for (int c = 0; c < step.length; c++) {
      step[c] = share * (running[c] - batch[c]);
    }
    return step;
  }

  /** The step of log10 of the deviation, whose variance moves as without the logarithm. */
  private float[] logStep(float[] running, float[] batch) {
    double decay = layerConf().getDecay();
    float[] step = new float[running.length];
    for (int c = 0; c < step.length; c++) {
      double next = decay * running[c] + (1 - decay) * batch[c];
      step[c] = (float) (0.5 * Math.log10(running[c] / next));
    }
    return step;
  }

  private float[] runningVariance() {
    if (!layerConf().isUseLogStd()) {
      return values(GLOBAL_VAR);
    }
    float[] variance = values(GLOBAL_LOG_STD);
    for (int c = 0; c < variance.length; c++) {
      variance[c] = (float) Math.pow(10, 2.0 * variance[c]);
    }
    return variance;
  }

  private float[] values(String key) {
    return HostTensor.of(params.get(key)).toArray();
  }

  private void set(Gradient gradient, String key, float[] values) {
    INDArray view = gradientViews.get(key);
    HostTensor.of(view).set(values);
    gradient.setGradientFor(key, view);
  }
}
