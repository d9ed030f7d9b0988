package org.anact.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random tensors that are the same in every run; ND4J's own are not, seeded or not. */
public final class Tensors {

  private Tensors() {}

  /** Returns draws of N(0, 1) in row-major order. */
  public static INDArray gaussian(long seed, DataType type, long... shape) {
    Random random = new Random(seed);
    double[] values = new double[Math.toIntExact(count(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Nd4j.createFromArray(values).reshape('c', shape).castTo(type);
  }

  /** Returns one-hot labels (examples, classes) that go round the classes. */
  public static INDArray labels(DataType type, int examples, int classes) {
    INDArray labels = Nd4j.zeros(type, examples, classes);
    for (int i = 0; i < examples; i++) {
      labels.putScalar(i, i % classes, 1.0);
    }
    return labels;
  }

  /**
   * Asserts that two tensors have the same type, shape and bits; {@code INDArray.equals} lets
   * numbers pass that differ by 1e-5.
   */
  public static void assertSameBits(INDArray actual, INDArray expected) {
    assertThat(actual.dataType()).isEqualTo(expected.dataType());
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(bits(actual)).isEqualTo(bits(expected));
  }

  private static long[] bits(INDArray array) {
    INDArray packed = array.dup('c');
    return switch (array.dataType()) {
      case FLOAT -> {
        float[] values = packed.data().asFloat();
        yield IntStream.range(0, values.length)
            .mapToLong(i -> Float.floatToRawIntBits(values[i]))
            .toArray();
      }
      case DOUBLE ->
          Arrays.stream(packed.data().asDouble()).mapToLong(Double::doubleToRawLongBits).toArray();
      default -> throw new IllegalArgumentException("bits of " + array.dataType());
    };
  }

  private static long count(long[] shape) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    return count;
  }
}
