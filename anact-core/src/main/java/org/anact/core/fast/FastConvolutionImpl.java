package org.anact.core.fast;

import java.lang.ref.Reference;
import java.util.Optional;
import java.util.function.Function;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.Team;
import org.anact.core.onednn.ConvolutionShape;
import org.anact.core.onednn.ConvolutionShape.Plane;
import org.anact.core.onednn.ConvolutionShape.Volume;
import org.anact.core.onednn.OneDnnConvolution;
import org.anact.core.onednn.OneDnnConvolution.Gradients;
import org.anact.core.onednn.SingleThread;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.pointers.PagedPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a {@link FastConvolution} does with tensors: each thread convolves its share of the images.
 */
final class FastConvolutionImpl extends ConvolutionLayer implements FastPath, InferenceLayer {

  private static final long serialVersionUID = 1L;

  private final transient Team team = Team.shared();

  /** Full and last mini-batch, in training and in evaluation. */
  private static final int MOST_SHAPES = 4;

  /** Most weights whose gradient every slice has for itself; of more, each thread has one. */
  private static final int MOST_COPIED = 1 << 14;

  /** For each shape one convolution for each slice: the threads share nothing. */
  private final transient RecentlyUsed<ConvolutionShape, OneDnnConvolution[]> convolutions =
      new RecentlyUsed<>(MOST_SHAPES, FastConvolutionImpl::close);

  private transient boolean fast;

  /** Work on the images of one slice. */
  private interface SliceWork {
    void run(OneDnnConvolution convolution, int slice, int from);
  }

  FastConvolutionImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    Optional<INDArray> images = isCovered() ? HostTensor.readable(input) : Optional.empty();
    fast = images.isPresent();
    if (!fast) {
      return super.activate(training, workspaceMgr);
    }
    validateInputDepth(layerConf().getNIn());
    ConvolutionShape shape = shape(input);
    INDArray out =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS,
            DataType.FLOAT,
            new long[] {
              input.size(0), shape.out().height(), shape.out().width(), shape.out().channels()
            },
            'c');
    long x = address(images.get());
    long y = address(out);
    Pointer weights = new PagedPointer(address(getParam(ConvolutionParamInitializer.WEIGHT_KEY)));
    Pointer bias =
        shape.bias()
            ? new PagedPointer(address(getParam(ConvolutionParamInitializer.BIAS_KEY)))
            : null;
    try {
      forEachSlice(
          shape,
          (convolution, slice, from) ->
              convolution.forward(
                  at(x, from, shape.in()), weights, bias, at(y, from, shape.out())));
    } finally {
      // An array that the collector finds unused is freed, while native code still reads it.
      Reference.reachabilityFence(images);
    }
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    Optional<INDArray> images = isCovered() ? HostTensor.readable(input) : Optional.empty();
    Optional<INDArray> readable = HostTensor.readable(epsilon);
    fast = images.isPresent() && readable.isPresent();
    if (!fast) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    ConvolutionShape shape = shape(input);
    boolean inputGradient = ((FastConvolution) conf().getLayer()).isInputGradient();
    INDArray back = inputGradient ? SummingGradient.like(input, workspaceMgr) : null;
    long x = address(images.get());
    long e = address(readable.get());
    long dx = inputGradient ? address(back) : 0;
    Pointer weights = new PagedPointer(address(getParam(ConvolutionParamInitializer.WEIGHT_KEY)));
    Gradients[] gradients = new Gradients[team.size()];
    try {
      forEachSlice(
          shape,
          (convolution, slice, from) -> {
            Pointer ownInput = at(x, from, shape.in());
            Pointer ownEpsilon = at(e, from, shape.out());
            gradients[slice] = convolution.backwardWeights(ownInput, ownEpsilon);
            if (inputGradient) {
              convolution.backwardData(ownEpsilon, weights, at(dx, from, shape.in()));
            }
          });
    } finally {
      Reference.reachabilityFence(images);
      Reference.reachabilityFence(readable);
    }
    Gradient gradient = new DefaultGradient();
    if (shape.bias()) {
      setSum(gradient, ConvolutionParamInitializer.BIAS_KEY, gradients, Gradients::bias);
    }
    setSum(gradient, ConvolutionParamInitializer.WEIGHT_KEY, gradients, Gradients::weights);
    return new Pair<>(gradient, back);
  }

  @Override
  public Optional<InferenceStep> inference(long[]... inputs) {
    long[] one = inputs[0];
    if (!isConfigurationCovered() || one.length != 3) {
      return Optional.empty();
    }
    ConvolutionShape shape =
        shape(Nd4j.createUninitialized(DataType.FLOAT, 1, one[0], one[1], one[2]));
    float[] weights = HostTensor.of(getParam(ConvolutionParamInitializer.WEIGHT_KEY)).toArray();
    float[] biases =
        shape.bias()
            ? HostTensor.of(getParam(ConvolutionParamInitializer.BIAS_KEY)).toArray()
            : new float[shape.out().channels()];
    return Optional.of(new ConvolutionStep(shape.withBias(), weights, biases));
  }

  private boolean isCovered() {
    return isConfigurationCovered() && input.rank() == 4;
  }

  private boolean isConfigurationCovered() {
    return dataType == DataType.FLOAT
        && layerConf().getCnn2dDataFormat() == CNN2DFormat.NHWC
        && layerConf().getActivationFn() instanceof ActivationIdentity
        && layerConf().getIDropout() == null
        && layerConf().getWeightNoise() == null;
  }

  private ConvolutionShape shape(INDArray images) {
    int[] kernel = layerConf().getKernelSize();
    int[] stride = layerConf().getStride();
    int[] dilation = layerConf().getDilation();
    boolean same = convolutionMode == ConvolutionMode.Same;
    int[] pad = same ? null : layerConf().getPadding();
    int[] size =
        ConvolutionUtils.getOutputSize(
            images, kernel, stride, pad, convolutionMode, dilation, CNN2DFormat.NHWC);
    int height = (int) images.size(1);
    int width = (int) images.size(2);
    if (same) {
      pad =
          ConvolutionUtils.getSameModeTopLeftPadding(
              size, new int[] {height, width}, kernel, stride, dilation);
    }
    return new ConvolutionShape(
        (int) images.size(0),
        new Volume((int) layerConf().getNIn(), height, width),
        new Volume((int) layerConf().getNOut(), size[0], size[1]),
        new Plane(kernel[0], kernel[1]),
        new Plane(stride[0], stride[1]),
        new Plane(dilation[0], dilation[1]),
        pad[0],
        pad[1],
        hasBias());
  }

  private void forEachSlice(ConvolutionShape shape, SliceWork work) {
    int step = shape.weights() > MOST_COPIED ? team.parts() : 1;
    OneDnnConvolution[] own = convolutions.get(shape, key -> new OneDnnConvolution[team.size()]);
    team.run(
        SingleThread.of(
            slice -> {
              int from = team.start(slice, shape.images());
              int count = team.start(slice + step, shape.images()) - from;
              if (slice % step == 0 && count > 0) {
                if (own[slice] == null) {
                  own[slice] = new OneDnnConvolution(shape.withImages(count));
                }
                work.run(own[slice], slice, from);
              }
            }));
  }

  private static void close(OneDnnConvolution[] slices) {
    for (OneDnnConvolution slice : slices) {
      if (slice != null) {
        slice.close();
      }
    }
  }

  @Override
  public boolean lastPassWasFast() {
    return fast;
  }

  /** Adds the slices' parts in their order and writes them to the layer's view of its gradients. */
  private void setSum(
      Gradient gradient, String key, Gradients[] parts, Function<Gradients, float[]> part) {
    INDArray view = gradientViews.get(key);
    float[] sum = null;
    for (Gradients gradients : parts) {
      if (gradients == null) {
        continue;
      }
      float[] own = part.apply(gradients);
      if (sum == null) {
        sum = own;
        continue;
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += own[i];
      }
    }
    HostTensor.of(view).set(sum);
    gradient.setGradientFor(key, view, 'c');
  }

  /**
   * Where a tensor begins, its offset in the buffer included, which {@code address()} leaves out.
   */
  private static long address(INDArray array) {
    return array.data().addressPointer().address();
  }

  private static Pointer at(long images, int image, Volume volume) {
    return new PagedPointer(images + (long) image * volume.elements() * Float.BYTES);
  }
}
