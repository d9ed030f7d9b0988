package org.anact.core.kernel;

import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.anact.core.statistics.BatchStatistics;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes the sums behind {@link BatchStatistics} from tensors.
 *
 * <p>On the CPU it reads the tensors' memory once and adds up in double precision, block by block,
 * in an order that does not depend on the number of threads. ND4J's own reductions add up floats in
 * float: over two million elements their mean is off by 1e-5, and their variance takes several
 * passes. Elsewhere (CUDA) ND4J's reductions do the work, and their results are read together.
 */
public final class BatchReduction {

  private static final int BLOCK = 4096;
  private static final int BLOCKS_PER_TASK = 16;

  /** A buffer of Java reaches this many doubles. */
  private static final long MOST_ELEMENTS = Integer.MAX_VALUE / Double.BYTES;

  private BatchReduction() {}

  /**
   * Returns the statistics of a mini-batch.
   *
   * @param y pre-activations, any shape
   * @param f f(y), same number of elements
   * @param slope f'(y), same number of elements
   */
  public static BatchStatistics of(INDArray y, INDArray f, INDArray slope) {
    if (!HostTensor.isOnHost()) {
      return statistics(SmallTensor.read(onDevice(y, f, slope)), slope.length());
    }
    Moments input = moments(y);
    Moments output = moments(f);
    Moments derivative = moments(slope);
    return new BatchStatistics(
        input.variance(), input.square(), output.mean(), output.square(), derivative.square());
  }

  /** Returns the population variance over every element of a tensor, which stays as it is. */
  public static double variance(INDArray array) {
    return moments(array).variance();
  }

  /**
   * Count, mean and sum of squared deviations of some elements.
   *
   * @param count number of elements
   * @param mean their mean
   * @param deviation sum of (x - mean)^2
   */
  record Moments(long count, double mean, double deviation) {

    double variance() {
      return deviation / count;
    }

    double square() {
      return variance() + mean * mean;
    }

    /** Chan, Golub and LeVeque 1979: the moments of two sets from those of each. */
    Moments plus(Moments other) {
      long n = count + other.count;
      double delta = other.mean - mean;
      double share = (double) other.count / n;
      return new Moments(
          n, mean + delta * share, deviation + other.deviation + delta * delta * count * share);
    }
  }

  static Moments moments(INDArray array) {
    boolean readable = array.dataType() == DataType.FLOAT || array.dataType() == DataType.DOUBLE;
    INDArray packed = readable ? array : array.castTo(DataType.FLOAT);
    if (!HostTensor.isOnHost() || packed.length() > MOST_ELEMENTS) {
      return onDevice(packed);
    }
    if (packed.isView() || packed.elementWiseStride() != 1) {
      packed = packed.dup();
    }
    try {
      return onHost(packed, Team.shared());
    } finally {
      // The buffer does not keep the memory: a copy that nothing else holds would be freed.
      Reference.reachabilityFence(packed);
    }
  }

  static Moments onHost(INDArray packed, Team team) {
    Buffer buffer =
        packed.dataType() == DataType.FLOAT
            ? packed.data().asNioFloat()
            : packed.data().asNioDouble();
    long length = packed.length();
    int tasks = (int) ((length + (long) BLOCK * BLOCKS_PER_TASK - 1) / (BLOCK * BLOCKS_PER_TASK));
    if (tasks == 1) {
      return task(buffer, 0, length);
    }
    Moments[] parts = new Moments[tasks];
    team.run(
        slice -> {
          for (int t = team.start(slice, tasks); t < team.start(slice + 1, tasks); t++) {
            parts[t] = task(buffer, t, length);
          }
        });
    Moments sum = parts[0];
    for (int t = 1; t < tasks; t++) {
      sum = sum.plus(parts[t]);
    }
    return sum;
  }

  private static Moments task(Buffer buffer, int task, long length) {
    double[] doubles = new double[BLOCK];
    float[] floats = buffer instanceof FloatBuffer ? new float[BLOCK] : new float[0];
    long start = (long) task * BLOCK * BLOCKS_PER_TASK;
    long end = Math.min(length, start + (long) BLOCK * BLOCKS_PER_TASK);
    Moments sum = null;
    for (long at = start; at < end; at += BLOCK) {
      int n = (int) Math.min(BLOCK, end - at);
      if (buffer instanceof FloatBuffer source) {
        source.get((int) at, floats, 0, n);
        for (int i = 0; i < n; i++) {
          doubles[i] = floats[i];
        }
      } else {
        ((DoubleBuffer) buffer).get((int) at, doubles, 0, n);
      }
      Moments block = block(doubles, n);
      sum = sum == null ? block : sum.plus(block);
    }
    return sum;
  }

  /** Four sums side by side keep the processor's adders busy; the order is fixed. */
  private static Moments block(double[] x, int n) {
    double shift = x[0];
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double q0 = 0;
    double q1 = 0;
    double q2 = 0;
    double q3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      double a = x[i] - shift;
      double b = x[i + 1] - shift;
      double c = x[i + 2] - shift;
      double d = x[i + 3] - shift;
      s0 += a;
      s1 += b;
      s2 += c;
      s3 += d;
      q0 += a * a;
      q1 += b * b;
      q2 += c * c;
      q3 += d * d;
    }
    for (; i < n; i++) {
      double a = x[i] - shift;
      s0 += a;
      q0 += a * a;
    }
    double sum = (s0 + s1) + (s2 + s3);
    double squares = (q0 + q1) + (q2 + q3);
    return new Moments(n, shift + sum / n, Math.max(0, squares - sum * sum / n));
  }

  /** By operations of ND4J alone, as wherever a tensor cannot be read in place. */
  static Moments onDevice(INDArray array) {
    double[] moments = SmallTensor.read(array.mean(), array.var(false));
    return new Moments(array.length(), moments[0], moments[1] * array.length());
  }

  /**
   * Reduces y, f(y) and f'(y) by operations of ND4J alone to the numbers from which {@link
   * #statistics} follow, and leaves these where the tensors are: a scalar each, of the type of y.
   */
  public static INDArray[] onDevice(INDArray y, INDArray f, INDArray slope) {
    return new INDArray[] {y.mean(), y.var(false), f.mean(), f.var(false), slope.norm2()};
  }

  /**
   * Returns the statistics of tensors of {@code count} elements.
   *
   * @param moments what {@link #onDevice(INDArray, INDArray, INDArray)} computed, which others may
   *     follow
   */
  public static BatchStatistics statistics(double[] moments, long count) {
    Moments input = new Moments(count, moments[0], moments[1] * count);
    Moments output = new Moments(count, moments[2], moments[3] * count);
    double slopeSquare = moments[4] * moments[4] / count;
    return new BatchStatistics(
        input.variance(), input.square(), output.mean(), output.square(), slopeSquare);
  }
}
