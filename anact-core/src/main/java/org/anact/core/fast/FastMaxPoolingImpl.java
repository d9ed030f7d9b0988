package org.anact.core.fast;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.MaxPoolPass;
import org.anact.core.kernel.Team;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a {@link FastMaxPooling} does with tensors. */
final class FastMaxPoolingImpl extends SubsamplingLayer implements FastPath, InferenceLayer {

  private static final long serialVersionUID = 1L;

  private transient boolean fast;

  FastMaxPoolingImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    Optional<MaxPoolPass.Shape> shape = coveredShape(input);
    fast = shape.isPresent();
    if (!fast) {
      return super.activate(training, workspaceMgr);
    }
    INDArray out =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS,
            DataType.FLOAT,
            new long[] {
              input.size(0), shape.get().outHeight(), shape.get().outWidth(), input.size(3)
            },
            'c');
    pass(shape.get()).forward(HostTensor.of(input), HostTensor.of(out));
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    Optional<MaxPoolPass.Shape> shape = coveredShape(input);
    Optional<INDArray> readable = HostTensor.readable(epsilon);
    fast = shape.isPresent() && readable.isPresent();
    if (!fast) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    INDArray back =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape(), 'c');
    pass(shape.get())
        .backward(HostTensor.of(input), HostTensor.of(readable.get()), HostTensor.of(back));
    return new Pair<>(new DefaultGradient(), back);
  }

  private static MaxPoolPass pass(MaxPoolPass.Shape shape) {
    return new MaxPoolPass(shape, Team.shared());
  }

  /** Empty where the kernel does not cover the layer or its images. */
  private Optional<MaxPoolPass.Shape> coveredShape(INDArray images) {
    if (!isConfigurationCovered() || images.rank() != 4 || !HostTensor.isReadable(images)) {
      return Optional.empty();
    }
    int[] window = layerConf().getKernelSize();
    boolean same = convolutionMode == ConvolutionMode.Same;
    int[] out =
        ConvolutionUtils.getOutputSize(
            images,
            window,
            window,
            same ? null : layerConf().getPadding(),
            convolutionMode,
            layerConf().getDilation(),
            CNN2DFormat.NHWC);
    int height = (int) images.size(1);
    int width = (int) images.size(2);
    boolean padded =
        same
            && Arrays.stream(
                    ConvolutionUtils.getSameModeTopLeftPadding(
                        out, new int[] {height, width}, window, window, layerConf().getDilation()))
                .anyMatch(pad -> pad != 0);
    return padded
        ? Optional.empty()
        : Optional.of(
            new MaxPoolPass.Shape(
                (int) images.size(3), height, width, window[0], window[1], out[0], out[1]));
  }

  private boolean isConfigurationCovered() {
    return layerConf().getPoolingType() == PoolingType.MAX
        && layerConf().getCnn2dDataFormat() == CNN2DFormat.NHWC
        && Arrays.equals(layerConf().getStride(), layerConf().getKernelSize())
        && Arrays.stream(layerConf().getPadding()).allMatch(pad -> pad == 0)
        && Arrays.stream(layerConf().getDilation()).allMatch(gap -> gap == 1)
        && layerConf().getIDropout() == null
        && convolutionMode != ConvolutionMode.Causal;
  }

  @Override
  public Optional<InferenceStep> inference(long[]... inputs) {
    long[] one = inputs[0];
    if (one.length != 3) {
      return Optional.empty();
    }
    return coveredShape(Nd4j.createUninitialized(DataType.FLOAT, 1, one[0], one[1], one[2]))
        .map(PoolingStep::new);
  }

  /** The pooling of a few images. */
  private record PoolingStep(MaxPoolPass.Shape shape) implements InferenceStep {

    @Override
    public long[] outputShape() {
      return new long[] {shape.outHeight(), shape.outWidth(), shape.channels()};
    }

    @Override
    public void run(int examples, List<HostTensor> inputs, HostTensor output) {
      new MaxPoolPass(shape, ALONE).forward(inputs.get(0), output);
    }
  }

  @Override
  public boolean lastPassWasFast() {
    return fast;
  }
}
