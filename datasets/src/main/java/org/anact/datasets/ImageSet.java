package org.anact.datasets;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Objects;

/**
 * Labelled images of one size, as unsigned bytes in the order (N, channels, height, width), in one
 * array: a valid index of an image times its size stays an int. It cannot be changed.
 */
public final class ImageSet {

  private final int channels;
  private final int height;
  private final int width;
  private final byte[] pixels;
  private final int[] labels;

  /**
   * Makes a set that takes the arrays over.
   *
   * @param channels of each image
   * @param height in pixels
   * @param width in pixels
   * @param pixels N x channels x height x width unsigned bytes
   * @param labels N class numbers, from 0 on
   */
  public ImageSet(int channels, int height, int width, byte[] pixels, int[] labels) {
    if ((long) labels.length * channels * height * width != pixels.length) {
      throw new IllegalArgumentException(
          "%d labels and %d pixels do not make images of %dx%dx%d"
              .formatted(labels.length, pixels.length, channels, height, width));
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.pixels = pixels;
    this.labels = labels;
  }

  /** Returns the number of images. */
  public int count() {
    return labels.length;
  }

  /** Returns the number of channels. */
  public int channels() {
    return channels;
  }

  /** Returns the height in pixels. */
  public int height() {
    return height;
  }

  /** Returns the width in pixels. */
  public int width() {
    return width;
  }

  /** Returns the class of an image. */
  public int label(int index) {
    return labels[index];
  }

  /** Returns one pixel, from 0 to 255. */
  public int pixel(int index, int channel, int row, int column) {
    Objects.checkIndex(index, count());
    return pixels[((index * channels + channel) * height + row) * width + column] & 0xff;
  }

  /** Returns mean and standard deviation of the channels. */
  public ChannelStatistics statistics() {
    return ChannelStatistics.of(this);
  }

  /**
   * Writes an image with channels last, standardized channel by channel to (pixel / 255 - mean) /
   * deviation.
   *
   * @param index of the image
   * @param target receives height x width x channels values
   * @param offset where they begin
   * @param statistics of the training set
   */
  public void copyImage(int index, float[] target, int offset, ChannelStatistics statistics) {
    Objects.checkIndex(index, count());
    int area = height * width;
    int from = index * channels * area;
    for (int c = 0; c < channels; c++) {
      float scale = 1f / (255f * statistics.deviation(c));
      float shift = statistics.mean(c) / statistics.deviation(c);
      for (int i = 0; i < area; i++) {
        target[offset + i * channels + c] = (pixels[from++] & 0xff) * scale - shift;
      }
    }
  }

  /**
   * Writes an image as {@link #copyImage(int, float[], int, ChannelStatistics)} does, its pixels
   * moved.
   *
   * @param sources for each pixel of the result, row by row, the number of the pixel that it shows,
   *     or a negative number for black
   */
  public void copyImage(
      int index, float[] target, int offset, ChannelStatistics statistics, int[] sources) {
    Objects.checkIndex(index, count());
    int area = height * width;
    for (int c = 0; c < channels; c++) {
      int from = (index * channels + c) * area;
      float scale = 1f / (255f * statistics.deviation(c));
      float shift = statistics.mean(c) / statistics.deviation(c);
      for (int i = 0; i < area; i++) {
        int value = sources[i] < 0 ? 0 : pixels[from + sources[i]] & 0xff;
        target[offset + i * channels + c] = value * scale - shift;
      }
    }
  }

  /**
   * Returns a set of some of the images.
   *
   * @param indices of the images, in the order of the new set
   */
  public ImageSet select(int... indices) {
    int size = channels * height * width;
    byte[] some = new byte[indices.length * size];
    int[] theirs = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(pixels, indices[i] * size, some, i * size, size);
      theirs[i] = labels[indices[i]];
    }
    return new ImageSet(channels, height, width, some, theirs);
  }

  /** Writes the number of images, then labels, then pixels. */
  void writeTo(DataOutputStream out) throws IOException {
    out.writeInt(count());
    for (int label : labels) {
      out.writeInt(label);
    }
    // Whole, the array would be copied outside the heap.
    int step = 1 << 20;
    for (int from = 0; from < pixels.length; from += Math.min(step, pixels.length - from)) {
      out.write(pixels, from, Math.min(step, pixels.length - from));
    }
  }

  /** Receives a pixel with its channel. */
  @FunctionalInterface
  interface PixelConsumer {
    void accept(int channel, int value);
  }

  void forEachPixel(PixelConsumer consumer) {
    int area = height * width;
    int next = 0;
    for (int plane = 0; plane < count() * channels; plane++) {
      int channel = plane % channels;
      for (int i = 0; i < area; i++) {
        consumer.accept(channel, pixels[next++] & 0xff);
      }
    }
  }
}
