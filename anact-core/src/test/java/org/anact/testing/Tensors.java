package org.anact.testing;

import java.util.Random;
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

  private static long count(long[] shape) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    return count;
  }
}
