package org.anact.core.fast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.anact.testing.SimulatedDevice;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Batch norm where the host cannot read tensors is the kernel's, and Java reads nothing. */
final class DeviceLayersTest {

  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  /** What a layer makes of a training step and of inference after it. */
  private record Passes(
      INDArray output,
      INDArray back,
      Map<String, INDArray> gradients,
      INDArray params,
      INDArray inferred) {}

  @ParameterizedTest
  @CsvSource({
    "9 16 13 32, NHWC, true, false",
    "9 16 13 32, NHWC, false, true",
    "3 5 7 9, NCHW, true, true",
    "3 5 7 9, NCHW, false, false",
    "64 10, NCHW, true, false",
    "5 3000, NCHW, false, false",
    "4 7 1 1, NCHW, true, false"
  })
  void batchNormIsTheKernels(String sizes, CNN2DFormat format, boolean logarithm, boolean turned) {
    long[] shape = List.of(sizes.split(" ")).stream().mapToLong(Long::parseLong).toArray();
    FastBatchNorm conf = new FastBatchNorm();
    int channels = (int) shape[format == CNN2DFormat.NHWC ? 3 : 1];
    conf.setNIn(channels);
    conf.setNOut(channels);
    conf.setCnn2DFormat(format);
    conf.setUseLogStd(logarithm);
    Passes expected = passes(layer(conf), shape, false);
    Tensors.assertClose(
        "turned", passes(layer(conf), shape, turned).output(), expected.output(), 5e-5);
    try (SimulatedDevice device = SimulatedDevice.open()) {
      Layer layer = layer(conf);
      device.refuseAccess(layer.params(), layer.getGradientsViewArray());
      Passes[] actual = new Passes[1];
      SimulatedDevice.Counts counts = device.during(() -> actual[0] = passes(layer, shape, turned));
      assertThat(counts.fetches()).isZero();
      Tensors.assertClose("output", actual[0].output(), expected.output(), 5e-5);
      Tensors.assertClose("dL/dinput", actual[0].back(), expected.back(), 5e-5);
      Tensors.assertClose("running values", actual[0].params(), expected.params(), 5e-5);
      Tensors.assertClose("inference", actual[0].inferred(), expected.inferred(), 5e-5);
      assertThat(actual[0].gradients().keySet())
          .containsExactlyElementsOf(expected.gradients().keySet());
      expected
          .gradients()
          .forEach(
              (name, gradient) ->
                  Tensors.assertClose(name, actual[0].gradients().get(name), gradient, 5e-5));
    }
  }

  /** Ten and 28 operations, of which 4 and 9 read a tensor; two vectors are kept between them. */
  @Test
  void aStepOfBatchNormIsAFewOperations() {
    FastBatchNorm conf = new FastBatchNorm();
    conf.setNIn(3);
    conf.setNOut(3);
    try (SimulatedDevice device = SimulatedDevice.open()) {
      Layer layer = layer(conf);
      INDArray input = Tensors.gaussian(1, DataType.FLOAT, 8, 3, 5, 5);
      INDArray epsilon = input.dup();
      assertThat(device.during(() -> layer.activate(input, true, NONE)).operations()).isEqualTo(10);
      assertThat(device.during(() -> layer.backpropGradient(epsilon, NONE)).operations())
          .isEqualTo(28);
    }
  }

  private static Layer layer(FastBatchNorm conf) {
    NeuralNetConfiguration net = new NeuralNetConfiguration.Builder().layer(conf.clone()).build();
    long size = conf.initializer().numParams(net);
    INDArray params = Nd4j.create(DataType.FLOAT, 1, size);
    Layer layer = net.getLayer().instantiate(net, List.of(), 0, params, true, DataType.FLOAT);
    layer.setBackpropGradientsViewArray(Nd4j.create(DataType.FLOAT, 1, size));
    for (String name : List.of("gamma", "beta")) {
      INDArray values = layer.getParam(name);
      values.assign(Tensors.gaussian(7, DataType.FLOAT, values.shape()));
    }
    return layer;
  }

  /** Turned tensors have their axes in another order in memory, as convolutions hand them on. */
  private static Passes passes(Layer layer, long[] shape, boolean turned) {
    INDArray input = tensor(1, shape, turned).muli(3).addi(2);
    INDArray output = layer.activate(input, true, NONE);
    Pair<Gradient, INDArray> back = layer.backpropGradient(tensor(2, shape, turned), NONE);
    return new Passes(
        output,
        back.getSecond(),
        back.getFirst().gradientForVariable(),
        layer.params(),
        layer.activate(input, false, NONE));
  }

  private static INDArray tensor(long seed, long[] shape, boolean turned) {
    INDArray plain = Tensors.gaussian(seed, DataType.FLOAT, shape);
    return turned ? plain.permute(0, 2, 3, 1).dup('c').permute(0, 3, 1, 2) : plain;
  }
}
