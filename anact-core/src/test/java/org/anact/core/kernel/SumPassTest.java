package org.anact.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.anact.testing.Tensors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** One addition of floats has one right result, to the bit. */
final class SumPassTest {

  /** Around the size of a block, for a slice and for the whole. */
  static IntStream lengths() {
    return IntStream.of(1, 2, 3, 1023, 1024, 1025, 2047, 2048, 2049, 3072, 3073, 50_001);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void sumsAreThoseOfEveryElement(int length) {
    INDArray x = Tensors.gaussian(1, DataType.FLOAT, length);
    INDArray y = Tensors.gaussian(2, DataType.FLOAT, length);
    float[] expected = new float[length];
    for (int i = 0; i < length; i++) {
      expected[i] = x.getFloat(i) + y.getFloat(i);
    }
    for (int threads = 1; threads <= 3; threads++) {
      INDArray whole = Nd4j.valueArrayOf(new long[] {length + 2}, 77f, DataType.FLOAT);
      INDArray out = whole.get(NDArrayIndex.interval(1, length + 1));
      new SumPass(new Team(threads))
          .forward(HostTensor.of(x), HostTensor.of(y), HostTensor.of(out));
      Tensors.assertSameBits(out, Nd4j.createFromArray(expected));
      assertNeighboursUntouched(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void bothSidesGetTheGradient(int length) {
    INDArray epsilon = Tensors.gaussian(3, DataType.FLOAT, length);
    for (int threads = 1; threads <= 3; threads++) {
      INDArray first = Nd4j.create(DataType.FLOAT, length);
      INDArray whole = Nd4j.valueArrayOf(new long[] {length + 2}, 77f, DataType.FLOAT);
      INDArray second = whole.get(NDArrayIndex.interval(1, length + 1));
      new SumPass(new Team(threads))
          .backward(HostTensor.of(epsilon), HostTensor.of(first), HostTensor.of(second));
      Tensors.assertSameBits(first, epsilon);
      Tensors.assertSameBits(second, epsilon);
      assertNeighboursUntouched(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void scaledParametersAreAdded(int length) {
    INDArray x = Tensors.gaussian(4, DataType.FLOAT, length);
    INDArray whole = Tensors.gaussian(5, DataType.FLOAT, length + 2);
    whole.putScalar(0, 77f);
    whole.putScalar(length + 1, 77f);
    INDArray y = whole.get(NDArrayIndex.interval(1, length + 1));
    float[] expected = new float[length];
    for (int i = 0; i < length; i++) {
      expected[i] = Math.fma(-0.3f, x.getFloat(i), y.getFloat(i));
    }
    SumPass.addScaled(HostTensor.of(x), -0.3f, HostTensor.of(y));
    Tensors.assertSameBits(y, Nd4j.createFromArray(expected));
    assertNeighboursUntouched(whole);
  }

  private static void assertNeighboursUntouched(INDArray whole) {
    assertThat(whole.getFloat(0)).isEqualTo(77f);
    assertThat(whole.getFloat(whole.length() - 1)).isEqualTo(77f);
  }
}
