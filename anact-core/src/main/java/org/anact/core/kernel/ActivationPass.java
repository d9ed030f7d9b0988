package org.anact.core.kernel;

import java.util.Optional;
import java.util.function.IntFunction;
import org.anact.core.statistics.BatchStatistics;

/**
 * The passes of an activation, plain or normalized by ANAct, over the elements of a tensor in any
 * layout, or over values that are stored nowhere. Per element of 4 bytes they move: forward 2 (read
 * x, write), ANAct in training 4 (read x, write f; read and write the result), backward 3 (read x
 * and dL/dout, write dL/dx).
 */
public final class ActivationPass {

  private final IntFunction<ActivationKernel> kernels;
  private final Team team;

  /** Makes the passes of one activation. */
  public ActivationPass(ActivationKernel kernel, Team team) {
    this(at -> kernel, team);
  }

  /** Makes the passes of a function that depends on where in the tensor a block begins. */
  ActivationPass(IntFunction<ActivationKernel> kernels, Team team) {
    this.kernels = kernels;
    this.team = team;
  }

  /** out = scale (f(x) - mu). */
  public void forward(Source x, HostTensor out, float scale, float mu) {
    boolean plain = scale == 1f && mu == 0f;
    team.run(
        slice -> {
          Source.Reader reader = x.reader(slice);
          float[] in = new float[Lanes.BLOCK];
          float[] f = new float[Lanes.BLOCK];
          int end = start(slice + 1, x);
          for (int at = start(slice, x); at < end; at += Lanes.BLOCK) {
            int n = Math.min(Lanes.BLOCK, end - at);
            reader.load(at, in, n);
            kernels.apply(at).value(in, f, n);
            if (!plain) {
              Lanes.affine(f, scale, -scale * mu, n);
            }
            out.store(at, f, n);
          }
        });
  }

  /** Returns the statistics of the mini-batch. */
  public BatchStatistics statistics(Source x) {
    return statistics(x, Optional.empty());
  }

  /** out = f(x), and returns the statistics of the mini-batch. */
  public BatchStatistics forwardWithStatistics(Source x, HostTensor out) {
    return statistics(x, Optional.of(out));
  }

  private BatchStatistics statistics(Source x, Optional<HostTensor> out) {
    float shift = first(x);
    Sums[] sums = new Sums[team.size()];
    team.run(
        slice -> {
          sums[slice] = new Sums();
          sums[slice].take(x, out, shift, slice);
        });
    Sums all = sums[0];
    for (int slice = 1; slice < sums.length; slice++) {
      all.plus(sums[slice]);
    }
    return all.statistics(shift, x.length());
  }

  /**
   * values = scale (values - mu), from the last element to the first: what the pass before has just
   * written is still in the cache.
   */
  public void normalize(HostTensor values, float scale, float mu) {
    team.run(
        slice -> {
          float[] block = new float[Lanes.BLOCK];
          int start = team.start(slice, values.length());
          int length = team.start(slice + 1, values.length()) - start;
          for (int b = (length - 1) / Lanes.BLOCK; b >= 0 && length > 0; b--) {
            int at = start + b * Lanes.BLOCK;
            int n = Math.min(Lanes.BLOCK, start + length - at);
            values.load(at, block, n);
            Lanes.affine(block, scale, -scale * mu, n);
            values.store(at, block, n);
          }
        });
  }

  /** Computes back = scale f'(x) epsilon. */
  public void backward(Source x, HostTensor epsilon, HostTensor back, float scale) {
    team.run(slice -> backward(x, epsilon, back, scale, 0f, null, slice));
  }

  /** Computes back = scale f'(x) epsilon and returns the sum of epsilon (f(x) - mu). */
  public double backwardWithProduct(
      Source x, HostTensor epsilon, HostTensor back, float scale, float mu) {
    double[] products = new double[team.size()];
    team.run(slice -> backward(x, epsilon, back, scale, mu, products, slice));
    double sum = 0;
    for (double product : products) {
      sum += product;
    }
    return sum;
  }

  private void backward(
      Source x,
      HostTensor epsilon,
      HostTensor back,
      float scale,
      float mu,
      double[] products,
      int slice) {
    Source.Reader reader = x.reader(slice);
    float[] in = new float[Lanes.BLOCK];
    float[] e = new float[Lanes.BLOCK];
    float[] f = new float[Lanes.BLOCK];
    float[] slope = new float[Lanes.BLOCK];
    float[] product = new float[Lanes.QUARTER];
    double sum = 0;
    int blocks = 0;
    int end = start(slice + 1, x);
    for (int at = start(slice, x); at < end; at += Lanes.BLOCK) {
      int n = Math.min(Lanes.BLOCK, end - at);
      reader.load(at, in, n);
      epsilon.load(at, e, n);
      kernels.apply(at).valueAndSlope(in, f, slope, n);
      if (products != null) {
        Lanes.addProduct(e, f, mu, product, n);
        if (++blocks % Lanes.BLOCKS_PER_SUM == 0) {
          sum += Lanes.drain(product);
        }
      }
      Lanes.multiply(e, slope, scale, n);
      reader.gradient(e, n);
      back.store(at, e, n);
    }
    reader.end();
    if (products != null) {
      products[slice] = sum + Lanes.drain(product);
    }
  }

  /** Where a slice begins, which divides no unit of the source. */
  private int start(int slice, Source x) {
    return team.start(slice, x.length() / x.unit()) * x.unit();
  }

  private static float first(Source x) {
    float[] one = new float[1];
    x.reader(0).load(0, one, 1);
    // The shift only keeps digits; a wild one must not spoil the whole batch more than it does.
    return Float.isFinite(one[0]) ? one[0] : 0f;
  }

  /** Sums of one slice. */
  private final class Sums {

    private double x1;
    private double x2;
    private double f1;
    private double f2;
    private double d2;

    /**
     * Adds the elements of the slice. The lanes are arrays of this method, of which the JIT
     * compiler knows that they do not overlap.
     */
    void take(Source x, Optional<HostTensor> out, float shift, int slice) {
      Source.Reader reader = x.reader(slice);
      float[] in = new float[Lanes.BLOCK];
      float[] f = new float[Lanes.BLOCK];
      float[] slope = new float[Lanes.BLOCK];
      float[] laneX1 = new float[Lanes.QUARTER];
      float[] laneX2 = new float[Lanes.QUARTER];
      float[] laneF1 = new float[Lanes.QUARTER];
      float[] laneF2 = new float[Lanes.QUARTER];
      float[] laneD2 = new float[Lanes.QUARTER];
      int end = start(slice + 1, x);
      int blocks = 0;
      for (int at = start(slice, x); at < end; at += Lanes.BLOCK) {
        int n = Math.min(Lanes.BLOCK, end - at);
        reader.load(at, in, n);
        kernels.apply(at).valueAndSlope(in, f, slope, n);
        if (out.isPresent()) {
          out.get().store(at, f, n);
        }
        Lanes.addMoments(in, shift, laneX1, laneX2, n);
        Lanes.addMoments(f, 0f, laneF1, laneF2, n);
        Lanes.addSquare(slope, laneD2, n);
        if (++blocks % Lanes.BLOCKS_PER_SUM == 0 || at + n == end) {
          x1 += Lanes.drain(laneX1);
          x2 += Lanes.drain(laneX2);
          f1 += Lanes.drain(laneF1);
          f2 += Lanes.drain(laneF2);
          d2 += Lanes.drain(laneD2);
        }
      }
    }

    void plus(Sums other) {
      x1 += other.x1;
      x2 += other.x2;
      f1 += other.f1;
      f2 += other.f2;
      d2 += other.d2;
    }

    BatchStatistics statistics(double shift, long n) {
      double deviation = x1 / n;
      double mean = shift + deviation;
      double variance = Math.max(0, x2 / n - deviation * deviation);
      return new BatchStatistics(variance, variance + mean * mean, f1 / n, f2 / n, d2 / n);
    }
  }
}
