package org.anact.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Random tensors that are the same in every run, which ND4J's own are not, seeded or not; and
 * comparisons that a NaN cannot pass.
 */
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
   * Returns the largest magnitude, which is NaN if any element is: ND4J's own skips a NaN unless it
   * comes first.
   */
  public static double largest(INDArray array) {
    double largest = 0;
    for (double value : values(array)) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** Differences relative to the largest value, as rounding errors of sums are; a NaN fails. */
  public static void assertClose(
      String what, INDArray actual, INDArray expected, double tolerance) {
    double bound = tolerance * Math.max(1e-3, largest(expected));
    assertWithin(what, actual, expected, value -> bound);
  }

  /** Each difference relative to its own value, and absolute below 1; a NaN fails. */
  public static void assertNear(String what, INDArray actual, INDArray expected, double tolerance) {
    assertWithin(what, actual, expected, value -> tolerance * (1 + Math.abs(value)));
  }

  /**
   * The same shape and the same bits, whatever the layout in memory; {@code equals} of a tensor
   * lets differences of 1e-5 pass.
   */
  public static void assertSameBits(INDArray actual, INDArray expected) {
    assertThat(actual.dataType()).isEqualTo(expected.dataType());
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] found = values(actual);
    double[] wanted = values(expected);
    for (int i = 0; i < wanted.length; i++) {
      // From float to double and back nothing is lost.
      if (Double.doubleToRawLongBits(found[i]) != Double.doubleToRawLongBits(wanted[i])) {
        fail("element %d: %s in place of %s", i, found[i], wanted[i]);
      }
    }
  }

  private static void assertWithin(
      String what, INDArray actual, INDArray expected, DoubleUnaryOperator bound) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    double[] found = values(actual);
    double[] wanted = values(expected);
    for (int i = 0; i < wanted.length; i++) {
      double difference = Math.abs(found[i] - wanted[i]);
      double allowed = bound.applyAsDouble(wanted[i]);
      if (!(difference <= allowed && Double.isFinite(allowed))) {
        fail(
            "%s, element %d: %s in place of %s, off by %s where %s is allowed",
            what, i, found[i], wanted[i], difference, allowed);
      }
    }
  }

  /** Floats or doubles in row-major order. */
  private static double[] values(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  private static long count(long[] shape) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    return count;
  }
}
