package org.anact.core.fast;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_LOG_STD;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.anact.core.kernel.BatchNormPass;
import org.anact.core.kernel.BatchNormPass.Gradients;
import org.anact.core.kernel.BatchNormPass.Moments;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.Kernels;
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
import org.nd4j.linalg.factory.Nd4j;

/** What a {@link FastBatchNorm} does with tensors. Its running values move in the backward pass. */
final class FastBatchNormImpl extends BatchNormalization implements FastPath {

  private static final long serialVersionUID = 1L;

  /** Moments of the last training batch, for its backward pass. */
  private transient Moments moments;

  private final transient boolean kernels = Kernels.isOn();

  private transient boolean fast;

  FastBatchNormImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    moments = null;
    fast = isCovered();
    if (!fast) {
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
    fast = moments != null && readable.isPresent();
    if (!fast) {
      Pair<Gradient, INDArray> result = super.backpropGradient(epsilon, workspaceMgr);
      double[] before = runningVariances();
      for (String key : List.of(GLOBAL_MEAN, variance())) {
        INDArray step = gradientViews.get(key);
        params.get(key).subi(step);
        step.assign(0);
      }
      correctBias(before);
      return result;
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
    for (String key : List.of(GLOBAL_MEAN, variance())) {
      gradient.setGradientFor(key, gradientViews.get(key));
    }
    follow(moments);
    moments = null;
    return new Pair<>(gradient, back);
  }

  private boolean isCovered() {
    boolean shaped = input.rank() == 2 || input.rank() == 4;
    return kernels
        && shaped
        && input.size(isChannelsLast() ? input.rank() - 1 : 1) == layerConf().getNOut()
        && !layerConf().isLockGammaBeta()
        && HostTensor.isReadable(input);
  }

  private boolean isChannelsLast() {
    return input.rank() == 2 || layerConf().getCnn2DFormat() == CNN2DFormat.NHWC;
  }

  @Override
  public boolean lastPassWasFast() {
    return fast;
  }

  private BatchNormPass pass() {
    int channels = (int) layerConf().getNOut();
    int inner = (int) (input.length() / input.size(0) / channels);
    return new BatchNormPass(channels, inner, isChannelsLast(), Team.shared());
  }

  /** Moves the running values towards those of the mini-batch. */
  private void follow(Moments batch) {
    double decay = layerConf().getDecay();
    float[] mean = values(GLOBAL_MEAN);
    float[] variance = runningVariance();
    double unbiased = (double) count() / Math.max(1, count() - 1);
    for (int c = 0; c < mean.length; c++) {
      mean[c] = (float) (decay * mean[c] + (1 - decay) * batch.mean()[c]);
      double next = decay * variance[c] + (1 - decay) * batch.variance()[c] * unbiased;
      variance[c] = (float) (layerConf().isUseLogStd() ? 0.5 * Math.log10(next) : next);
    }
    HostTensor.of(params.get(GLOBAL_MEAN)).set(mean);
    HostTensor.of(params.get(variance())).set(variance);
  }

  /** Numbers of each channel. */
  private long count() {
    return input.length() / layerConf().getNOut();
  }

  /**
   * Makes a step of the running variance that took the mean of the squares one that takes their sum
   * divided by n - 1.
   */
  private void correctBias(double[] before) {
    if (count() == 1) {
      return;
    }
    double[] after = runningVariances();
    for (int c = 0; c < after.length; c++) {
      after[c] += (after[c] - layerConf().getDecay() * before[c]) / (count() - 1);
      after[c] = layerConf().isUseLogStd() ? 0.5 * Math.log10(after[c]) : after[c];
    }
    INDArray values = params.get(variance());
    values.assign(Nd4j.createFromArray(after).reshape(values.shape()));
  }

  /** Of any data type. */
  private double[] runningVariances() {
    double[] values = params.get(variance()).dup().data().asDouble();
    return layerConf().isUseLogStd()
        ? Arrays.stream(values).map(value -> Math.pow(10, 2 * value)).toArray()
        : values;
  }

  /** The key of the running variance, or of the logarithm of its root. */
  private String variance() {
    return layerConf().isUseLogStd() ? GLOBAL_LOG_STD : GLOBAL_VAR;
  }

  /** All alike, so that Deeplearning4j divides the gradients of a network in one operation. */
  @Override
  public boolean updaterDivideByMinibatch(String paramName) {
    return true;
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
