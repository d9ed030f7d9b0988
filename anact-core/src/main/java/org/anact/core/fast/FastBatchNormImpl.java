package org.anact.core.fast;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_LOG_STD;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.core.kernel.BatchNormPass;
import org.anact.core.kernel.BatchNormPass.Gradients;
import org.anact.core.kernel.BatchNormPass.Moments;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.Kernels;
import org.anact.core.kernel.NormalizedSource;
import org.anact.core.kernel.Source;
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
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What a {@link FastBatchNorm} does with tensors, in one class as its four ways share the
 * parameters: the kernels, the same left to the reader, operations of a device, and Deeplearning4j.
 * The running values move in the backward pass.
 */
final class FastBatchNormImpl extends BatchNormalization
    implements FastPath, SourceLayer, InferenceLayer {

  private static final long serialVersionUID = 1L;

  /** Moments of the last training batch, for its backward pass. */
  private transient Moments moments;

  /** The same where they are not in the memory of the host. */
  private transient BatchNormOperations.Moments momentsOnDevice;

  /** The output of the last training pass if it was left to the reader, or else null. */
  private transient NormalizedSource left;

  private transient SourceReader reader;

  private final transient boolean kernels = Kernels.isOn();

  private transient boolean fast;

  FastBatchNormImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public void leaveTo(SourceReader value) {
    this.reader = value;
  }

  @Override
  public Source values(INDArray output) {
    return left == null ? HostTensor.of(output) : left;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    moments = null;
    momentsOnDevice = null;
    left = null;
    if (!HostTensor.isReadable(input) && !isOrdered(input)) {
      // ND4J's broadcasts are wrong where the axes are in another order in memory.
      input = workspaceMgr.dup(ArrayType.ACTIVATIONS, input, 'c');
    }
    if (isComputedOnDevice()) {
      fast = false;
      return activateOnDevice(training, workspaceMgr);
    }
    fast = isCovered();
    if (!fast) {
      return super.activate(training, workspaceMgr);
    }
    BatchNormPass pass = pass();
    HostTensor x = HostTensor.of(input);
    Moments used = training ? pass.moments(x) : new Moments(values(GLOBAL_MEAN), runningVariance());
    double eps = layerConf().getEps();
    if (training) {
      moments = used;
      if (canLeave(pass, workspaceMgr)) {
        left = pass.deferred(x, used, values(GAMMA), values(BETA), eps);
        return input;
      }
    }
    INDArray out =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, input.shape(), 'c');
    pass.normalize(x, HostTensor.of(out), used, values(GAMMA), values(BETA), eps);
    return out;
  }

  private boolean canLeave(BatchNormPass pass, LayerWorkspaceMgr workspaceMgr) {
    // Not getListeners(), which is another list here, and always empty.
    return pass.canDefer() && Fusion.canLeave(reader, input, trainingListeners, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (momentsOnDevice != null) {
      return backOnDevice(epsilon, workspaceMgr);
    }
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
                Optional.ofNullable(left),
                HostTensor.of(input),
                HostTensor.of(readable.get()),
                HostTensor.of(back),
                moments,
                values(GAMMA),
                layerConf().getEps());
    HostTensor.of(gradientViews.get(GAMMA)).set(gradients.gamma());
    HostTensor.of(gradientViews.get(BETA)).set(gradients.beta());
    follow(moments);
    moments = null;
    left = null;
    return new Pair<>(allGradients(), back);
  }

  private Gradient allGradients() {
    Gradient gradient = new DefaultGradient();
    for (String key : List.of(GAMMA, BETA, GLOBAL_MEAN, variance())) {
      gradient.setGradientFor(key, gradientViews.get(key));
    }
    return gradient;
  }

  private static boolean isOrdered(INDArray array) {
    return Shape.strideDescendingCAscendingF(array)
        && (array.ordering() == 'c' || HostTensor.isOnHost());
  }

  private boolean isCovered() {
    return isShaped() && HostTensor.isReadable(input);
  }

  private boolean isComputedOnDevice() {
    return isShaped() && !HostTensor.isOnHost() && input.dataType() == dataType;
  }

  private boolean isShaped() {
    boolean shaped = input.rank() == 2 || input.rank() == 4;
    return kernels
        && shaped
        && input.size(channelAxis()) == layerConf().getNOut()
        && !layerConf().isLockGammaBeta();
  }

  private int channelAxis() {
    return isChannelsLast() ? input.rank() - 1 : 1;
  }

  private INDArray activateOnDevice(boolean training, LayerWorkspaceMgr workspaceMgr) {
    INDArray out =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
    BatchNormOperations operations = operations();
    BatchNormOperations.Moments used;
    if (training) {
      BatchNormOperations.Moments batch = operations.moments(input);
      used =
          new BatchNormOperations.Moments(
              workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, batch.mean()),
              workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, batch.variance()));
      momentsOnDevice = used;
    } else {
      used =
          new BatchNormOperations.Moments(vector(params, GLOBAL_MEAN), runningVarianceOnDevice());
    }
    operations.normalize(input, out, used, vector(params, GAMMA), vector(params, BETA));
    return out;
  }

  private Pair<Gradient, INDArray> backOnDevice(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray back =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    BatchNormOperations.Gradients gradients =
        operations().backward(input, epsilon, back, momentsOnDevice, vector(params, GAMMA));
    vector(gradientViews, GAMMA).assign(gradients.gamma());
    vector(gradientViews, BETA).assign(gradients.beta());
    double step = 1 - layerConf().getDecay();
    double unbiased = (double) count() / Math.max(1, count() - 1);
    vector(params, GLOBAL_MEAN).muli(layerConf().getDecay()).addi(momentsOnDevice.mean().mul(step));
    INDArray variance =
        runningVarianceOnDevice()
            .muli(layerConf().getDecay())
            .addi(momentsOnDevice.variance().mul(step * unbiased));
    if (layerConf().isUseLogStd()) {
      vector(params, GLOBAL_LOG_STD)
          .assign(Transforms.log(variance, false).muli(1 / (2 * Math.log(10))));
    }
    momentsOnDevice = null;
    return new Pair<>(allGradients(), back);
  }

  /** The parameter itself, or else computed from it. */
  private INDArray runningVarianceOnDevice() {
    return layerConf().isUseLogStd()
        ? Transforms.exp(vector(params, GLOBAL_LOG_STD).mul(2 * Math.log(10)), false)
        : vector(params, GLOBAL_VAR);
  }

  private BatchNormOperations operations() {
    return new BatchNormOperations(channelAxis(), layerConf().getEps());
  }

  private static INDArray vector(Map<String, INDArray> table, String key) {
    return table.get(key).reshape(table.get(key).length());
  }

  private boolean isChannelsLast() {
    return input.rank() == 2 || layerConf().getCnn2DFormat() == CNN2DFormat.NHWC;
  }

  @Override
  public boolean lastPassWasFast() {
    return fast;
  }

  private BatchNormPass pass() {
    return pass(input.length() / input.size(0), isChannelsLast(), Team.shared());
  }

  private BatchNormPass pass(long elements, boolean channelsLast, Team team) {
    int channels = (int) layerConf().getNOut();
    return new BatchNormPass(channels, (int) (elements / channels), channelsLast, team);
  }

  @Override
  public Optional<InferenceStep> inference(long[]... inputs) {
    long[] shape = inputs[0];
    boolean channelsLast = shape.length == 1 || layerConf().getCnn2DFormat() == CNN2DFormat.NHWC;
    if (!kernels
        || !channelsLast
        || dataType != DataType.FLOAT
        || layerConf().isLockGammaBeta()
        || shape[shape.length - 1] != layerConf().getNOut()) {
      return Optional.empty();
    }
    long elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return Optional.of(
        new NormalizationStep(
            shape,
            pass(elements, true, InferenceStep.ALONE),
            new Moments(values(GLOBAL_MEAN), runningVariance()),
            values(GAMMA),
            values(BETA),
            layerConf().getEps()));
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
}
