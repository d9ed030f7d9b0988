package org.anact.core.layer;

import static org.anact.testing.Tensors.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.anact.core.statistics.RunningStatistics;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Padding must not count: the statistics are those of the data without padding. */
final class PaddingMaskTest {

  private static final double PADDING = 9;

  private static StandaloneLayer layer() {
    return new StandaloneLayer(new ActivationTanH(), AnActOptions.defaults(), DataType.FLOAT);
  }

  private static INDArrayIndex upTo(long end) {
    return NDArrayIndex.interval(0, end);
  }

  /** A mask of that shape that keeps the first {@code kept} entries of one axis. */
  private static INDArray mask(int axis, long kept, long... shape) {
    INDArray mask = Nd4j.zeros(DataType.FLOAT, shape);
    INDArrayIndex[] range = new INDArrayIndex[shape.length];
    for (int i = 0; i < shape.length; i++) {
      range[i] = i == axis ? upTo(kept) : NDArrayIndex.all();
    }
    mask.get(range).assign(1);
    return mask;
  }

  /**
   * A copy of the data in a larger tensor that is padding elsewhere, along one axis. The data are
   * the first {@code kept} entries there.
   */
  private static INDArray padded(INDArray data, int axis, long size) {
    long[] more = data.shape().clone();
    more[axis] = size - more[axis];
    return Nd4j.concat(axis, data, Nd4j.valueArrayOf(more, PADDING, DataType.FLOAT));
  }

  static Stream<Arguments> masks() {
    return Stream.of(
        Arguments.of("(N) of rows", 0, new long[] {6, 4}, mask(0, 6, 8)),
        Arguments.of("(N, 1) of rows", 0, new long[] {6, 4}, mask(0, 6, 8, 1)),
        Arguments.of("(N, C) of rows", 1, new long[] {6, 4}, mask(1, 4, 6, 7)),
        Arguments.of("(N) of series", 0, new long[] {5, 3, 4}, mask(0, 5, 8)),
        Arguments.of("(N, 1) of series", 0, new long[] {5, 3, 4}, mask(0, 5, 8, 1)),
        Arguments.of("(N, T) of series", 2, new long[] {5, 3, 4}, mask(1, 4, 5, 6)),
        Arguments.of("(N, 1, T) of series", 2, new long[] {5, 3, 4}, mask(2, 4, 5, 1, 6)),
        Arguments.of("(N, 1) of images", 0, new long[] {5, 3, 4, 2}, mask(0, 5, 8, 1)),
        Arguments.of("(N, 1, 1, 1) of images", 0, new long[] {5, 3, 4, 2}, mask(0, 5, 8, 1, 1, 1)),
        Arguments.of("(N, 1, H, 1) of images", 2, new long[] {5, 3, 4, 2}, mask(2, 4, 5, 1, 7, 1)),
        Arguments.of("(N, 1, 1, W) of images", 3, new long[] {5, 3, 4, 2}, mask(3, 2, 5, 1, 1, 6)),
        Arguments.of("(N, 1, H, W) of images", 3, new long[] {5, 3, 4, 2}, mask(3, 2, 5, 1, 4, 6)),
        Arguments.of(
            "(N, 1, D, 1, 1) of volumes",
            2,
            new long[] {5, 3, 4, 2, 2},
            mask(2, 4, 5, 1, 6, 1, 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("masks")
  void statisticsAreThoseOfTheDataWithoutPadding(
      String name, int axis, long[] shape, INDArray mask) {
    INDArray data = Tensors.gaussian(13, DataType.FLOAT, shape);
    int axisOfMask = mask.rank() == shape.length ? axis : axis == 0 ? 0 : 1;
    StandaloneLayer whole = layer();
    StandaloneLayer masked = layer();
    whole.train(data);
    masked.layer().setMaskArray(mask);
    masked.train(padded(data, axis, mask.size(axisOfMask)));
    assertClose(masked.layer(), whole.layer());
  }

  private static void assertClose(AnActLayerImpl actual, AnActLayerImpl expected) {
    RunningStatistics values = actual.statistics();
    assertThat(values.rho()).isCloseTo(expected.statistics().rho(), within(1e-6));
    assertThat(values.rhoPrime()).isCloseTo(expected.statistics().rhoPrime(), within(1e-6));
    assertThat(values.mu()).isCloseTo(expected.statistics().mu(), within(1e-6));
    assertThat(values.batches()).isEqualTo(1);
  }

  /** Noise of rounding is judged against the kept inputs' own size, as without a mask. */
  @Test
  void keptConstantFarFromZeroSaysNothing() {
    INDArray y = Nd4j.valueArrayOf(new long[] {8, 4}, 1000, DataType.FLOAT);
    for (int i = 0; i < 32; i += 3) {
      y.putScalar(i, 1000 + 3e-4);
    }
    StandaloneLayer layer =
        new StandaloneLayer(new ActivationReLU(), AnActOptions.defaults(), DataType.FLOAT);
    layer.layer().setMaskArray(mask(0, 6, 8, 1));
    layer.train(y);
    assertThat(layer.layer().statistics().degenerateBatches()).isEqualTo(1);
  }

  static Stream<Arguments> wrongMasks() {
    return Stream.of(
        Arguments.of(new long[] {8, 3, 4, 2}, new long[] {8, 4}),
        Arguments.of(new long[] {8, 3, 4, 2}, new long[] {8, 1, 3, 1}),
        Arguments.of(new long[] {8, 3, 4}, new long[] {8, 5}),
        Arguments.of(new long[] {8, 3, 4}, new long[] {4, 4}),
        Arguments.of(new long[] {8, 3}, new long[] {1, 8}),
        Arguments.of(new long[] {8, 3}, new long[] {7}));
  }

  @ParameterizedTest
  @MethodSource("wrongMasks")
  void maskOfAnotherShapeIsRefusedByNameOfTheLayer(long[] input, long[] mask) {
    StandaloneLayer layer = layer();
    layer.layer().setMaskArray(Nd4j.ones(DataType.FLOAT, mask));
    INDArray y = Tensors.gaussian(1, DataType.FLOAT, input);
    assertThatThrownBy(() -> layer.train(y))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("layer 'site' has an input of shape [8, 3")
        .hasMessageContaining("a mask of shape [");
  }

  private static AnActLayerImpl only(MultiLayerNetwork net) {
    return AnActLayers.of(net).get(0);
  }

  private static MultiLayerNetwork series(RNNFormat format) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(2)
                .list()
                .layer(new LSTM.Builder().nOut(4).dataFormat(format).build())
                .layer(new AnActLayer(new ActivationTanH()))
                .layer(
                    new RnnOutputLayer.Builder()
                        .nOut(2)
                        .dataFormat(format)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(3, 6, format))
                .build());
    net.init();
    return net;
  }

  /** As many channels as time steps, so that only the format tells one from the other. */
  private static void trainOnSeries(MultiLayerNetwork net, RNNFormat format, boolean padding) {
    INDArray data = Tensors.gaussian(11, DataType.FLOAT, 5, 3, 2);
    INDArray x = padding ? padded(data, 2, 4) : data;
    net.setLayerMaskArrays(padding ? mask(1, 2, 5, 4) : null, null);
    net.feedForward(format == RNNFormat.NCW ? x : x.permute(0, 2, 1).dup('c'), true);
  }

  @ParameterizedTest
  @EnumSource(RNNFormat.class)
  void timeStepsOfANetworkAreMaskedInItsOwnFormat(RNNFormat format) {
    MultiLayerNetwork padded = series(format);
    MultiLayerNetwork plain = series(format);
    trainOnSeries(padded, format, true);
    trainOnSeries(plain, format, false);
    assertClose(only(padded), only(plain));
  }

  private static MultiLayerNetwork images(CNN2DFormat format) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(2)
                .convolutionMode(ConvolutionMode.Same)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(1, 1)
                        .nOut(3)
                        .dataFormat(format)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new AnActLayer(new ActivationTanH()))
                .layer(
                    new CnnLossLayer.Builder(LossFunction.XENT)
                        .format(format)
                        .activation(Activation.SIGMOID)
                        .build())
                .setInputType(InputType.convolutional(5, 5, 2, format))
                .build());
    net.init();
    return net;
  }

  /** Deeplearning4j hands a mask on as (N, 1, H, W) whatever the format. */
  private static void trainOnImages(MultiLayerNetwork net, CNN2DFormat format, boolean padding) {
    INDArray data = Tensors.gaussian(11, DataType.FLOAT, 3, 2, 4, 5);
    INDArray x = padding ? padded(data, 2, 5) : data;
    net.setLayerMaskArrays(padding ? mask(2, 4, 3, 1, 5, 1) : null, null);
    net.feedForward(format == CNN2DFormat.NCHW ? x : x.permute(0, 2, 3, 1).dup('c'), true);
  }

  @ParameterizedTest
  @EnumSource(CNN2DFormat.class)
  void placesOfImagesAreMaskedInEitherFormat(CNN2DFormat format) {
    MultiLayerNetwork padded = images(format);
    MultiLayerNetwork plain = images(format);
    trainOnImages(padded, format, true);
    trainOnImages(plain, format, false);
    assertClose(only(padded), only(plain));
  }

  /** Without its format, a restored layer would take channels for time steps or for places. */
  @Test
  void formatSurvivesSaving(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("net.zip");
    for (MultiLayerNetwork net : List.of(series(RNNFormat.NWC), images(CNN2DFormat.NHWC))) {
      ModelSerializer.writeModel(net, file.toFile(), true);
      MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
      assertThat(restored.getLayer(1).getConfig()).isEqualTo(net.getLayer(1).getConfig());
      assertThat(restored.getLayerWiseConfigurations()).isEqualTo(net.getLayerWiseConfigurations());
      for (MultiLayerNetwork each : List.of(net, restored)) {
        if (only(net).layerConf().getRnnFormat() == RNNFormat.NWC) {
          trainOnSeries(each, RNNFormat.NWC, true);
        } else {
          trainOnImages(each, CNN2DFormat.NHWC, true);
        }
      }
      assertThat(only(restored).statistics()).isEqualTo(only(net).statistics());
      assertSameBits(restored.params(), net.params());
    }
  }
}
