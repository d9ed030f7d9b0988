package org.anact.core.kernel;

import java.util.Optional;

/**
 * The output of a batch norm, channels last: a x + b with numbers of each channel. A pass that
 * gives the gradients of the values leaves the two sums for each channel that batch norm's own
 * backward pass begins with.
 */
public final class NormalizedSource implements Source {

  private final HostTensor x;
  private final int image;
  private final int channels;
  private final float[] a;
  private final float[] b;
  private final float[] mean;
  private final double[][][] parts;

  /**
   * Describes the values.
   *
   * @param x what is normalized
   * @param image elements of one image
   * @param factors a, b and the mean of each channel
   * @param slices of the passes that read it
   */
  NormalizedSource(HostTensor x, int image, float[][] factors, int slices) {
    this.x = x;
    this.image = image;
    this.channels = factors[0].length;
    this.a = lanes(factors[0]);
    this.b = lanes(factors[1]);
    this.mean = lanes(factors[2]);
    this.parts = new double[slices][][];
  }

  private static float[] lanes(float... perChannel) {
    float[] lanes = new float[Lanes.BLOCK];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = perChannel[i % perChannel.length];
    }
    return lanes;
  }

  @Override
  public int length() {
    return x.length();
  }

  @Override
  public int unit() {
    return image;
  }

  @Override
  public Reader reader(int slice) {
    return new Normalizing(slice);
  }

  /**
   * Returns the sum of the gradients of each channel, and that of their products with x - mean;
   * empty where no pass has given them all.
   */
  Optional<double[][]> sums() {
    double[][] sums = new double[2][channels];
    for (double[][] part : parts) {
      if (part == null) {
        return Optional.empty();
      }
      for (int c = 0; c < channels; c++) {
        sums[0][c] += part[0][c];
        sums[1][c] += part[1][c];
      }
    }
    return Optional.of(sums);
  }

  private final class Normalizing implements Reader {

    private final int slice;
    private final float[] block = new float[Lanes.BLOCK];
    private final float[] sum = new float[Lanes.BLOCK];
    private final float[] product = new float[Lanes.BLOCK];
    private final double[][] sums = new double[2][channels];
    private int blocks;

    Normalizing(int slice) {
      this.slice = slice;
    }

    @Override
    public void load(int at, float[] target, int n) {
      x.load(at, block, n);
      Lanes.affine(block, a, b, target, n);
    }

    @Override
    public void gradient(float[] epsilon, int n) {
      Lanes.addProducts(epsilon, block, mean, sum, product, Lanes.QUARTER % channels == 0, n);
      if (++blocks % Lanes.BLOCKS_PER_SUM == 0) {
        drain();
      }
    }

    @Override
    public void end() {
      drain();
      parts[slice] = sums;
    }

    private void drain() {
      Lanes.drain(sum, sums[0]);
      Lanes.drain(product, sums[1]);
    }
  }
}
