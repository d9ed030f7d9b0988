package org.anact.core.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.List;
import java.util.stream.Stream;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.Activations;
import org.anact.core.onednn.OneDnnEngine;
import org.anact.core.training.PairedDropout;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Every fast layer computes what Deeplearning4j's own layer does, in shapes even and odd. */
final class FastLayersTest {

  @ParameterizedTest
  @CsvSource({
    "8, 16, 16, 32, 3, 1, 1, true",
    "7, 3, 5, 9, 3, 1, 1, true",
    "5, 16, 32, 15, 3, 2, 1, false",
    "4, 16, 32, 16, 1, 2, 1, false",
    "3, 5, 7, 11, 5, 2, 1, true",
    "3, 4, 6, 13, 3, 1, 2, true",
    "1, 64, 64, 8, 3, 1, 1, false",
    "2, 1, 16, 28, 3, 1, 1, true"
  })
  void convolution(
      int images, int in, int out, int size, int kernel, int stride, int dilation, boolean bias) {
    assumeTrue(OneDnnEngine.isAvailable(), "oneDNN is not published for this platform");
    for (ConvolutionMode mode :
        new ConvolutionMode[] {ConvolutionMode.Same, ConvolutionMode.Truncate}) {
      LayerPair pair = new LayerPair(convolution(in, out, kernel, stride, dilation, bias, mode));
      assertThat(pair.fast()).isInstanceOf(FastConvolutionImpl.class);
      INDArray input = Tensors.gaussian(images, DataType.FLOAT, images, size, size + 2, in);
      pair.agreeOn(input, 5, 2e-5);
      pair.agreeOn(Tensors.gaussian(9, DataType.FLOAT, images + 1, size, size + 2, in), 6, 2e-5);
    }
  }

  /** Images, inputs and outputs; fewer of them than threads leave some without a share. */
  @ParameterizedTest
  @CsvSource({
    "64, 576, 64, true",
    "64, 576, 64, false",
    "7, 3, 5, true",
    "1, 10, 1, true",
    "33, 1, 7, true",
    "2, 1500, 3, true",
    "5, 4, 1, false",
    "1, 1, 1, true"
  })
  void dense(int images, int in, int out, boolean bias) {
    assumeTrue(OneDnnEngine.isAvailable(), "oneDNN is not published for this platform");
    LayerPair pair = new LayerPair(dense(in, out, bias));
    assertThat(pair.fast()).isInstanceOf(FastDenseImpl.class);
    pair.agreeOn(Tensors.gaussian(images, DataType.FLOAT, images, in), 5, 2e-5);
    pair.agreeOn(Tensors.gaussian(9, DataType.FLOAT, images + 1, in), 6, 2e-5);
  }

  /** As preprocessors hand them over, and as parts of a larger tensor. */
  @Test
  void denseReadsItsInputInAnyLayout() {
    assumeTrue(OneDnnEngine.isAvailable(), "oneDNN is not published for this platform");
    LayerPair pair = new LayerPair(dense(6, 4, true));
    INDArray whole = Tensors.gaussian(1, DataType.FLOAT, 9, 8);
    pair.agreeOn(whole.get(interval(2, 7), interval(1, 7)), 2, 2e-5);
    pair.agreeOn(Tensors.gaussian(1, DataType.FLOAT, 6, 5).transpose(), 2, 2e-5);
    pair.agreeOn(Tensors.gaussian(1, DataType.FLOAT, 9, 6).get(interval(3, 8), all()), 2, 2e-5);
  }

  /** An activation of its own is Deeplearning4j's to apply; only the product is oneDNN's. */
  @Test
  void denseWithAnActivationIsHandedOver() {
    FastDense conf = dense(13, 9, true);
    conf.setActivationFn(new ActivationSwish());
    LayerPair pair = new LayerPair(conf, false);
    pair.agreeOn(Tensors.gaussian(1, DataType.FLOAT, 7, 13), 2, 2e-5);
  }

  /** With a dropout whose draws are the same on both sides. */
  @Test
  void denseWithDropoutIsHandedOver() {
    FastDense conf = dense(13, 9, true);
    conf.setIDropout(new PairedDropout(0.5, 3, "dense"));
    LayerPair pair = new LayerPair(conf, false);
    pair.agreeOn(Tensors.gaussian(1, DataType.FLOAT, 7, 13), 2, 2e-5);
    assertThat(((FastPath) pair.fast()).lastPassWasFast()).isFalse();
  }

  /** Examples that a mask leaves out give nothing and get nothing. */
  @Test
  void denseHeedsTheMask() {
    LayerPair pair = new LayerPair(dense(6, 4, true), false);
    INDArray mask = Nd4j.createFromArray(1f, 0f, 1f, 1f, 0f).reshape(5, 1);
    pair.mask(mask);
    pair.agreeOn(Tensors.gaussian(1, DataType.FLOAT, 5, 6), 2, 2e-5);
  }

  /** oneDNN would read across the rows, and past the end of a tensor that is too narrow. */
  @Test
  void denseRefusesInputOfAnotherWidth() {
    LayerPair pair = new LayerPair(dense(6, 4, true));
    INDArray wide = Tensors.gaussian(1, DataType.FLOAT, 5, 7);
    assertThatThrownBy(() -> pair.fast().activate(wide, true, LayerWorkspaceMgr.noWorkspaces()))
        .isInstanceOf(RuntimeException.class);
  }

  private static FastDense dense(int in, int out, boolean bias) {
    FastDense conf = new FastDense(out, new WeightInitXavier());
    conf.setNIn(in);
    conf.setHasBias(bias);
    conf.setActivationFn(new ActivationIdentity());
    return conf;
  }

  /** Gradients and score of a classifier, with labels that are not all one-hot. */
  @ParameterizedTest
  @CsvSource({"64, 576, 10", "7, 3, 5", "1, 10, 2", "33, 1, 7", "2, 1500, 3"})
  void classifier(int images, int in, int classes) {
    assumeTrue(OneDnnEngine.isAvailable(), "oneDNN is not published for this platform");
    LayerPair pair = classifier(in, classes);
    assertThat(pair.fast()).isInstanceOf(FastClassifierImpl.class);
    INDArray labels = Tensors.labels(DataType.FLOAT, images, classes);
    labels.putScalar(0, 0, 0.75);
    labels.putScalar(0, 1, 0.25);
    pair.agreeOn(Tensors.gaussian(1, DataType.FLOAT, images, in), labels, 2e-5);
  }

  /** A mask of examples changes the loss and its gradient alike. */
  @Test
  void classifierHeedsTheMask() {
    LayerPair pair = classifier(6, 4);
    pair.mask(Nd4j.createFromArray(1f, 0f, 1f, 1f, 0f).reshape(5, 1));
    pair.agreeOn(
        Tensors.gaussian(1, DataType.FLOAT, 5, 6), Tensors.labels(DataType.FLOAT, 5, 4), 2e-5);
  }

  @Test
  void classifierRefusesLabelsOfAnotherWidth() {
    LayerPair pair = classifier(6, 4);
    INDArray images = Tensors.gaussian(1, DataType.FLOAT, 5, 6);
    ((IOutputLayer) pair.fast()).setLabels(Tensors.labels(DataType.FLOAT, 5, 3));
    pair.fast().setInput(images, LayerWorkspaceMgr.noWorkspaces());
    assertThatThrownBy(() -> pair.fast().backpropGradient(null, LayerWorkspaceMgr.noWorkspaces()))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void classifierWithDropoutIsHandedOver() {
    FastClassifier conf = new FastClassifier(4, new WeightInitXavier());
    conf.setNIn(6);
    conf.setIDropout(new PairedDropout(0.5, 3, "output"));
    LayerPair pair = new LayerPair(conf, false);
    pair.agreeOn(
        Tensors.gaussian(1, DataType.FLOAT, 5, 6), Tensors.labels(DataType.FLOAT, 5, 4), 2e-5);
    assertThat(((FastPath) pair.fast()).lastPassWasFast()).isFalse();
  }

  private static LayerPair classifier(int in, int classes) {
    FastClassifier conf = new FastClassifier(classes, new WeightInitXavier());
    conf.setNIn(in);
    return new LayerPair(conf);
  }

  @ParameterizedTest
  @CsvSource({
    "9, 16, 32, 32, NHWC", "9, 16, 32, 32, NCHW", "3, 5, 7, 9, NHWC", "3, 5, 7, 9, NCHW",
    "1, 7, 3, 3, NHWC", "5, 3, 41, 37, NCHW", "2, 1500, 2, 1, NHWC", "2, 1500, 2, 1, NCHW"
  })
  void batchNormOfImages(int images, int channels, int height, int width, CNN2DFormat format) {
    FastBatchNorm conf = new FastBatchNorm();
    conf.setNIn(channels);
    conf.setNOut(channels);
    conf.setCnn2DFormat(format);
    LayerPair pair = new LayerPair(conf);
    assertThat(pair.fast()).isInstanceOf(FastBatchNormImpl.class);
    long[] shape =
        format == CNN2DFormat.NHWC
            ? new long[] {images, height, width, channels}
            : new long[] {images, channels, height, width};
    pair.agreeOn(Tensors.gaussian(1, DataType.FLOAT, shape).muli(3).addi(2), 2, 5e-5);
  }

  @ParameterizedTest
  @CsvSource({"64, 10, true", "33, 7, true", "64, 10, false", "5, 3000, true"})
  void batchNormOfRows(int rows, int units, boolean logarithm) {
    FastBatchNorm conf = new FastBatchNorm();
    conf.setNIn(units);
    conf.setNOut(units);
    conf.setUseLogStd(logarithm);
    new LayerPair(conf).agreeOn(Tensors.gaussian(1, DataType.FLOAT, rows, units), 2, 5e-5);
  }

  /** Squares over n - 1, as PyTorch's; n is 3 here, so that it shows. */
  @ParameterizedTest
  @CsvSource({"FLOAT, true", "FLOAT, false", "DOUBLE, true", "DOUBLE, false"})
  void runningVarianceFollowsTheUnbiasedEstimate(DataType type, boolean logarithm) {
    FastBatchNorm conf = new FastBatchNorm();
    conf.setNIn(1);
    conf.setNOut(1);
    conf.setUseLogStd(logarithm);
    NeuralNetConfiguration net = new NeuralNetConfiguration.Builder().layer(conf).build();
    INDArray params = Nd4j.zeros(type, 1, 4);
    Layer layer = conf.instantiate(net, List.of(), 0, params, true, type);
    layer.setBackpropGradientsViewArray(Nd4j.zeros(type, 1, 4));
    INDArray input = Nd4j.createFromArray(1.0, 2.0, 6.0).reshape(3, 1).castTo(type);
    layer.activate(input, true, LayerWorkspaceMgr.noWorkspaces());
    layer.backpropGradient(input.dup(), LayerWorkspaceMgr.noWorkspaces());
    double kept = layer.getParam(logarithm ? "log10stdev" : "var").getDouble(0);
    assertThat(logarithm ? Math.pow(10, 2 * kept) : kept)
        .isCloseTo(0.9 * 1 + 0.1 * 7, within(1e-6));
    assertThat(layer.getParam("mean").getDouble(0)).isCloseTo(0.1 * 3, within(1e-6));
  }

  /** A large mean beside a small deviation is where sums of squares lose their digits. */
  @Test
  void batchNormKeepsItsDigitsFarFromZero() {
    INDArray input = Tensors.gaussian(1, DataType.FLOAT, 32, 8, 8, 4);
    FastBatchNorm conf = new FastBatchNorm();
    conf.setNIn(4);
    conf.setNOut(4);
    conf.setCnn2DFormat(CNN2DFormat.NHWC);
    LayerPair pair = new LayerPair(conf);
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    INDArray near = pair.fast().activate(input, true, none);
    INDArray far = pair.fast().activate(input.add(1000), true, none);
    Tensors.assertClose("output", far, near, 1e-3);
  }

  /** Sizes that windows fill, and sizes of which a part is left; values alike, and not. */
  @ParameterizedTest
  @CsvSource({
    "4, 16, 32, 32, 2, 2",
    "3, 5, 7, 9, 2, 2",
    "1, 1, 28, 28, 2, 2",
    "2, 3, 8, 7, 3, 2",
    "2, 1500, 4, 6, 2, 3",
    "2, 6, 9, 5, 1, 5",
    "3, 2, 9, 701, 3, 3"
  })
  void maxPooling(int images, int channels, int height, int width, int high, int wide) {
    for (ConvolutionMode mode :
        new ConvolutionMode[] {ConvolutionMode.Same, ConvolutionMode.Truncate}) {
      LayerPair pair = new LayerPair(maxPooling(high, wide, mode));
      assertThat(pair.fast()).isInstanceOf(FastMaxPoolingImpl.class);
      INDArray input = Tensors.gaussian(3, DataType.FLOAT, images, height, width, channels);
      pair.agreeOn(input, 5, 0);
      pair.agreeOn(Transforms.round(input.mul(2), false), 6, 0);
      pair.agreeOn(Transforms.relu(input, false).subi(1), 7, 0);
      pair.agreeOn(input.mul(0x1p-140f), 8, 0);
      pair.agreeOn(input.mul(0x1p50f), 9, 0);
    }
  }

  private static FastMaxPooling maxPooling(int high, int wide, ConvolutionMode mode) {
    FastMaxPooling conf = new FastMaxPooling(high, wide, mode);
    conf.setCnn2dDataFormat(CNN2DFormat.NHWC);
    return conf;
  }

  /** What overlaps, is padded on top or lies in another layout is Deeplearning4j's to pool. */
  @Test
  void otherPoolingIsHandedOver() {
    FastMaxPooling overlapping = maxPooling(3, 3, ConvolutionMode.Truncate);
    overlapping.setStride(new int[] {2, 2});
    FastMaxPooling padded = maxPooling(2, 2, ConvolutionMode.Truncate);
    padded.setPadding(new int[] {1, 1});
    FastMaxPooling mean = maxPooling(2, 2, ConvolutionMode.Truncate);
    mean.setPoolingType(PoolingType.AVG);
    for (FastMaxPooling conf :
        List.of(overlapping, padded, mean, maxPooling(3, 3, ConvolutionMode.Same))) {
      LayerPair pair = new LayerPair(conf, false);
      pair.agreeOn(Tensors.gaussian(1, DataType.FLOAT, 2, 7, 7, 3), 2, 1e-6);
      assertThat(((FastPath) pair.fast()).lastPassWasFast()).isFalse();
    }
  }

  @Test
  void aNaNComesOutOfItsWindowAlone() {
    INDArray input = Tensors.gaussian(1, DataType.FLOAT, 1, 4, 4, 2);
    input.putScalar(new int[] {0, 1, 2, 1}, Float.NaN);
    INDArray out =
        new LayerPair(maxPooling(2, 2, ConvolutionMode.Truncate))
            .fast()
            .activate(input, true, LayerWorkspaceMgr.noWorkspaces());
    assertThat(out.getFloat(0, 0, 1, 1)).isNaN();
    assertThat(out.isNaN().castTo(DataType.FLOAT).sumNumber().intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"4, 8, 8, 64", "3, 7, 5, 9", "1, 1, 1, 3", "5, 2, 3, 2048"})
  void averagePooling(int images, int height, int width, int channels) {
    FastAveragePooling conf = new FastAveragePooling();
    conf.setPoolingDimensions(new int[] {1, 2});
    LayerPair pair = new LayerPair(conf);
    assertThat(pair.fast()).isInstanceOf(FastAveragePoolingImpl.class);
    pair.agreeOn(
        Tensors.gaussian(1, DataType.FLOAT, images, height, width, channels).addi(1), 2, 1e-6);
  }

  /** Channels first, and another function than the mean, are Deeplearning4j's to pool. */
  @Test
  void otherGlobalPoolingIsHandedOver() {
    FastAveragePooling first = new FastAveragePooling();
    first.setPoolingDimensions(new int[] {2, 3});
    FastAveragePooling largest = new FastAveragePooling();
    largest.setPoolingDimensions(new int[] {1, 2});
    largest.setPoolingType(PoolingType.MAX);
    for (FastAveragePooling conf : List.of(first, largest)) {
      LayerPair pair = new LayerPair(conf, false);
      pair.agreeOn(Tensors.gaussian(1, DataType.FLOAT, 2, 5, 7, 3), 2, 1e-6);
      assertThat(((FastPath) pair.fast()).lastPassWasFast()).isFalse();
    }
  }

  static Stream<ActivationEntry> activations() {
    return Activations.STANDARD.stream();
  }

  @ParameterizedTest
  @MethodSource("activations")
  void activation(ActivationEntry entry) {
    LayerPair pair = new LayerPair(new FastActivation(entry.create()), entry.kernel() != null);
    assertThat(pair.fast()).isInstanceOf(FastActivationImpl.class);
    for (long[] shape : new long[][] {{3}, {5, 7}, {4, 6, 11}, {3, 13, 17, 19}, {1, 1, 1, 1}}) {
      long[] rows = shape.length == 1 ? new long[] {shape[0], 1} : shape;
      INDArray input = Tensors.gaussian(1, DataType.FLOAT, rows);
      // A saturated slope is right to a unit of rounding of one; alone, it would be compared with
      // itself.
      pair.agreeOn(input.length() == 1 ? input : input.muli(4), 2, 1e-5);
    }
  }

  /** Layouts that the kernels cannot read in place still give the right numbers. */
  @Test
  void stridedInputIsReadRight() {
    INDArray strided = Tensors.gaussian(1, DataType.FLOAT, 6, 5, 9, 8).permute(0, 2, 3, 1);
    INDArray packed = strided.dup('c');
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    LayerPair convolution = new LayerPair(convolution(5, 4, 3, 1, 1, true, ConvolutionMode.Same));
    Tensors.assertClose(
        "convolution",
        convolution.fast().activate(strided, true, none).dup(),
        convolution.fast().activate(packed, true, none),
        1e-6);
    LayerPair activation = new LayerPair(new FastActivation(new ActivationSwish()));
    Tensors.assertClose(
        "activation",
        activation.fast().activate(strided, true, none).dup(),
        activation.fast().activate(packed, true, none),
        1e-6);
  }

  private static FastConvolution convolution(
      int in, int out, int kernel, int stride, int dilation, boolean bias, ConvolutionMode mode) {
    FastConvolution.Builder builder = new FastConvolution.Builder(kernel, kernel);
    builder.stride(stride, stride).dilation(dilation, dilation);
    builder.dataFormat(CNN2DFormat.NHWC).convolutionMode(mode).hasBias(bias);
    builder.nIn(in).nOut(out).activation(Activation.IDENTITY);
    return builder.build();
  }
}
