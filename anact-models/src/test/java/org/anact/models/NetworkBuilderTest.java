package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.anact.core.activation.Activations;
import org.anact.core.kernel.Kernels;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkBuilder;
import org.anact.models.network.NetworkSpec;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Layers at the borders of images of odd sizes, in every way that they are computed. */
final class NetworkBuilderTest {

  private static final int SIZE = 5;

  private static INDArray[] convolvedAndPooled(boolean kernels, CNN2DFormat format, DataType type) {
    System.setProperty(Kernels.PROPERTY, Boolean.toString(kernels));
    try {
      NetworkSpec spec =
          NetworkSpec.of(Activations.standard().get("tanh"), new InputShape(1, SIZE, SIZE), 2, 1)
              .withFormat(format)
              .withDataType(type);
      NetworkBuilder builder = new NetworkBuilder(spec);
      String convolution = builder.convolution("convolution", NetworkBuilder.INPUT, 1, 3, 2, false);
      String pool = builder.maxPool("pool", convolution);
      ComputationGraph net =
          new ComputationGraph(builder.classifier(builder.globalAveragePool("mean", pool)));
      net.init();
      net.getLayer("convolution").getParam("W").assign(1);
      double[] numbers = new double[SIZE * SIZE];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = -1 - i;
      }
      long[] shape =
          format == CNN2DFormat.NHWC
              ? new long[] {1, SIZE, SIZE, 1}
              : new long[] {1, 1, SIZE, SIZE};
      INDArray images = Nd4j.createFromArray(numbers).reshape(shape).castTo(type);
      var outputs = net.feedForward(images, true);
      return new INDArray[] {
        outputs.get("convolution").reshape(3, 3), outputs.get("pool").reshape(2, 2)
      };
    } finally {
      System.clearProperty(Kernels.PROPERTY);
    }
  }

  /**
   * Convolutions see a row and a column of zeros on every side; pooling sees none, or the maximum
   * of negative numbers at the border would be zero.
   */
  @ParameterizedTest
  @CsvSource({
    "true, NHWC, FLOAT",
    "true, NCHW, FLOAT",
    "false, NHWC, FLOAT",
    "false, NCHW, FLOAT",
    "false, NHWC, DOUBLE",
    "false, NCHW, DOUBLE"
  })
  void convolutionsPadOnEverySideAndPoolingOnNone(
      boolean kernels, CNN2DFormat format, DataType type) {
    INDArray[] outputs = convolvedAndPooled(kernels, format, type);
    double[][] sums = {{-16, -33, -28}, {-69, -117, -87}, {-76, -123, -88}};
    Tensors.assertNear("convolution", outputs[0], Nd4j.createFromArray(sums).castTo(type), 1e-6);
    double[][] largest = {{-16, -28}, {-76, -88}};
    Tensors.assertNear("pool", outputs[1], Nd4j.createFromArray(largest).castTo(type), 1e-6);
    assertThat(outputs[1].dataType()).isEqualTo(type);
  }
}
