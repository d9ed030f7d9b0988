package org.anact.core.kernel;

import java.util.Optional;

/**
 * The passes of batch normalization (Ioffe and Szegedy, arXiv 1502.03167) over a tensor of images
 * or rows, channels first or last. Per element of 4 bytes they move: forward in training 3 (read x
 * for the moments; read x, write), inference 2, backward 5 (read x and dL/dout for the sums; read
 * both, write dL/dx).
 */
@SuppressWarnings("ArrayRecordComponent") // the records carry numbers, and nothing compares them
public final class BatchNormPass {

  private final ChannelTiles tiles;
  private final Team team;
  private final int channels;
  private final int inner;

  /**
   * Moments of a mini-batch.
   *
   * @param mean mean of each channel
   * @param variance population variance of each channel
   */
  public record Moments(float[] mean, float[] variance) {}

  /**
   * Gradients of the parameters.
   *
   * @param gamma of the scale, for each channel
   * @param beta of the shift, for each channel
   */
  public record Gradients(float[] gamma, float[] beta) {}

  /**
   * Makes the passes for one shape of image.
   *
   * @param channels number of channels
   * @param inner elements of one channel of one image, H x W; 1 for rows
   * @param channelsLast whether the tensor is (N, H, W, C) or (N, C), else (N, C, H, W)
   * @param team the threads
   */
  public BatchNormPass(int channels, int inner, boolean channelsLast, Team team) {
    this.tiles = new ChannelTiles(channels, inner, channelsLast);
    this.team = team;
    this.channels = channels;
    this.inner = inner;
  }

  /** Returns mean and variance of each channel. */
  public Moments moments(HostTensor x) {
    float[] shift = new float[channels];
    float[] one = new float[1];
    for (int c = 0; c < channels; c++) {
      x.load(tiles.first(c), one, 1);
      shift[c] = one[0];
    }
    double[][] sums =
        reduce(
            x,
            shift,
            (block, lanes, group) -> {
              return (at, n) -> {
                x.load(at, block.in(), n);
                Lanes.addMoments(
                    block.in(), lanes, block.first(), block.second(), tiles.isFolded(), n);
              };
            });
    double count = count(x);
    float[] mean = new float[channels];
    float[] variance = new float[channels];
    for (int c = 0; c < channels; c++) {
      double deviation = sums[0][c] / count;
      mean[c] = (float) (shift[c] + deviation);
      variance[c] = (float) Math.max(0, sums[1][c] / count - deviation * deviation);
    }
    return new Moments(mean, variance);
  }

  /**
   * Returns whether the output can be {@link #deferred}: with channels last, where a tile is a
   * whole block, so that the sums are the same to the bit as without.
   */
  public boolean canDefer() {
    return tiles.isLast() && tiles.lanes() == Lanes.BLOCK;
  }

  /** Returns what {@link #normalize} would write, as a source for the pass that reads it. */
  public NormalizedSource deferred(
      HostTensor x, Moments moments, float[] gamma, float[] beta, double eps) {
    float[][] map = map(moments, gamma, beta, eps);
    float[][] factors = {map[0], map[1], moments.mean()};
    return new NormalizedSource(x, channels * inner, factors, team.size());
  }

  /**
   * Returns the factor of x and then the summand of each channel that {@link #normalize} applies.
   */
  public float[][] map(Moments moments, float[] gamma, float[] beta, double eps) {
    float[][] map = new float[2][channels];
    for (int c = 0; c < channels; c++) {
      double scale = gamma[c] / Math.sqrt(moments.variance()[c] + eps);
      map[0][c] = (float) scale;
      map[1][c] = (float) (beta[c] - scale * moments.mean()[c]);
    }
    return map;
  }

  /** out = gamma (x - mean) / sqrt(variance + eps) + beta. */
  public void normalize(
      HostTensor x, HostTensor out, Moments moments, float[] gamma, float[] beta, double eps) {
    float[][] map = map(moments, gamma, beta, eps);
    team.run(
        slice -> {
          float[] in = new float[tiles.lanes()];
          float[] laneA = new float[tiles.lanes()];
          float[] laneB = new float[tiles.lanes()];
          for (int group = 0; group < tiles.groups(); group++) {
            tiles.fill(laneA, map[0], group);
            tiles.fill(laneB, map[1], group);
            tiles.visit(
                group,
                team.start(slice, images(x)),
                team.start(slice + 1, images(x)),
                (at, n) -> {
                  x.load(at, in, n);
                  Lanes.affine(in, laneA, laneB, n);
                  out.store(at, in, n);
                });
          }
        });
  }

  /**
   * Computes dL/dx of a training pass, through the moments of the mini-batch, and returns the
   * gradients of gamma and beta.
   */
  public Gradients backward(
      HostTensor x,
      HostTensor epsilon,
      HostTensor back,
      Moments moments,
      float[] gamma,
      double eps) {
    return backward(Optional.empty(), x, epsilon, back, moments, gamma, eps);
  }

  /** The same with the deferred output, of which the pass that read it may have left the sums. */
  public Gradients backward(
      Optional<NormalizedSource> output,
      HostTensor x,
      HostTensor epsilon,
      HostTensor back,
      Moments moments,
      float[] gamma,
      double eps) {
    double[][] sums =
        output.flatMap(NormalizedSource::sums).orElseGet(() -> sums(x, epsilon, moments));
    double count = count(x);
    float[] a = new float[channels];
    float[] b = new float[channels];
    float[] c = new float[channels];
    Gradients gradients = new Gradients(new float[channels], new float[channels]);
    for (int i = 0; i < channels; i++) {
      double inverse = 1 / Math.sqrt(moments.variance()[i] + eps);
      double scale = gamma[i] * inverse;
      double slope = -scale * inverse * inverse * sums[1][i] / count;
      gradients.beta()[i] = (float) sums[0][i];
      gradients.gamma()[i] = (float) (sums[1][i] * inverse);
      a[i] = (float) scale;
      b[i] = (float) slope;
      c[i] = (float) (-scale * sums[0][i] / count - slope * moments.mean()[i]);
    }
    team.run(slice -> backward(x, epsilon, back, new float[][] {a, b, c}, slice));
    return gradients;
  }

  private double[][] sums(HostTensor x, HostTensor epsilon, Moments moments) {
    return reduce(
        x,
        moments.mean(),
        (block, mean, group) -> {
          float[] e = new float[tiles.lanes()];
          return (at, n) -> {
            x.load(at, block.in(), n);
            epsilon.load(at, e, n);
            Lanes.addProducts(
                e, block.in(), mean, block.first(), block.second(), tiles.isFolded(), n);
          };
        });
  }

  private void backward(
      HostTensor x, HostTensor epsilon, HostTensor back, float[][] factors, int slice) {
    float[] in = new float[tiles.lanes()];
    float[] e = new float[tiles.lanes()];
    float[] a = new float[tiles.lanes()];
    float[] b = new float[tiles.lanes()];
    float[] c = new float[tiles.lanes()];
    for (int group = 0; group < tiles.groups(); group++) {
      tiles.fill(a, factors[0], group);
      tiles.fill(b, factors[1], group);
      tiles.fill(c, factors[2], group);
      tiles.visit(
          group,
          team.start(slice, images(x)),
          team.start(slice + 1, images(x)),
          (at, n) -> {
            x.load(at, in, n);
            epsilon.load(at, e, n);
            Lanes.affine(e, in, a, b, c, n);
            back.store(at, e, n);
          });
    }
  }

  /** Arrays of one slice: a block of the input and two sums. */
  private record Block(float[] in, float[] first, float[] second) {}

  /** Makes the work on a tile of one group. */
  private interface Accumulation {
    ChannelTiles.Visitor of(Block block, float[] laneShift, int group);
  }

  /** Returns two sums for each channel over all images. */
  private double[][] reduce(HostTensor x, float[] shift, Accumulation accumulation) {
    double[][][] parts = new double[team.size()][2][channels];
    team.run(
        slice -> {
          int lanes = tiles.lanes();
          Block block = new Block(new float[lanes], new float[lanes], new float[lanes]);
          float[] laneShift = new float[lanes];
          for (int group = 0; group < tiles.groups(); group++) {
            tiles.fill(laneShift, shift, group);
            reduceGroup(
                x, accumulation.of(block, laneShift, group), block, parts[slice], group, slice);
          }
        });
    double[][] sums = parts[0];
    for (int slice = 1; slice < parts.length; slice++) {
      for (int c = 0; c < channels; c++) {
        sums[0][c] += parts[slice][0][c];
        sums[1][c] += parts[slice][1][c];
      }
    }
    return sums;
  }

  private void reduceGroup(
      HostTensor x, ChannelTiles.Visitor add, Block block, double[][] sums, int group, int slice) {
    int[] tilesSoFar = new int[1];
    tiles.visit(
        group,
        team.start(slice, images(x)),
        team.start(slice + 1, images(x)),
        (at, n) -> {
          add.tile(at, n);
          if (++tilesSoFar[0] % Lanes.BLOCKS_PER_SUM == 0) {
            tiles.drain(block.first(), sums[0], group);
            tiles.drain(block.second(), sums[1], group);
          }
        });
    tiles.drain(block.first(), sums[0], group);
    tiles.drain(block.second(), sums[1], group);
  }

  private int images(HostTensor x) {
    return x.length() / (channels * inner);
  }

  private double count(HostTensor x) {
    return (double) images(x) * inner;
  }
}
