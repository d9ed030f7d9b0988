package org.anact.core.kernel;

import java.util.Arrays;

/**
 * The order in which a kernel with one number for each channel visits the images of a tensor: in
 * tiles whose lanes belong to channels in a fixed way within a group.
 *
 * <p>With channels last, (N, H, W, C) or (N, C), there is one group and lane i belongs to channel i
 * mod C. With channels first, (N, C, H, W), each channel is a group of its own.
 */
final class ChannelTiles {

  private final int channels;
  private final int inner;
  private final boolean last;
  private final int lanes;

  /** What to do with a tile. */
  interface Visitor {
    /** Works on {@code n} elements from element {@code at} of the tensor on. */
    void tile(int at, int n);
  }

  /**
   * Describes a tensor.
   *
   * @param channels number of channels
   * @param inner elements of one channel of one image, H x W
   * @param last whether channels are the last dimension
   */
  ChannelTiles(int channels, int inner, boolean last) {
    this.channels = channels;
    this.inner = inner;
    this.last = last;
    this.lanes =
        last
            ? channels * Math.max(1, Math.min(Lanes.BLOCK / channels, inner))
            : Math.min(Lanes.BLOCK, inner);
  }

  boolean isLast() {
    return last;
  }

  /** Returns whether the channels of the lanes repeat after a quarter of a block. */
  boolean isFolded() {
    return last && Lanes.QUARTER % channels == 0;
  }

  int lanes() {
    return lanes;
  }

  int groups() {
    return last ? 1 : channels;
  }

  /** Visits the tiles of a group in the images from {@code from} to before {@code to}. */
  void visit(int group, int from, int to, Visitor visitor) {
    int image = channels * inner;
    if (last) {
      int end = to * image;
      for (int at = from * image; at < end; at += lanes) {
        visitor.tile(at, Math.min(lanes, end - at));
      }
      return;
    }
    for (int n = from; n < to; n++) {
      int start = n * image + group * inner;
      for (int done = 0; done < inner; done += lanes) {
        visitor.tile(start + done, Math.min(lanes, inner - done));
      }
    }
  }

  /** Spreads numbers of channels over the lanes of a group. */
  void fill(float[] lane, float[] perChannel, int group) {
    if (last) {
      for (int start = 0; start < lanes; start += channels) {
        System.arraycopy(perChannel, 0, lane, start, channels);
      }
    } else {
      Arrays.fill(lane, perChannel[group]);
    }
  }

  /** Adds the lanes of a group to the sums of the channels, and sets the lanes to zero. */
  void drain(float[] lane, double[] perChannel, int group) {
    if (last) {
      Lanes.drain(lane, perChannel);
    } else {
      perChannel[group] += Lanes.drain(lane);
    }
  }

  /** Returns the index of the first element of a channel in the first image. */
  int first(int channel) {
    return last ? channel : channel * inner;
  }
}
