package org.anact.datasets;

import java.util.List;

/**
 * Mean and population standard deviation of each channel, over pixels scaled to [0, 1].
 *
 * <p>A channel without any variation has a standard deviation of 1 here, so that dividing is safe.
 */
public final class ChannelStatistics {

  private final float[] means;
  private final float[] deviations;

  private ChannelStatistics(float[] means, float[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /** Returns the statistics of a set, from exact integer sums. */
  static ChannelStatistics of(ImageSet images) {
    int channels = images.channels();
    long[] sums = new long[channels];
    long[] squares = new long[channels];
    images.forEachPixel(
        (channel, value) -> {
          sums[channel] += value;
          squares[channel] += (long) value * value;
        });
    double n = (double) images.count() * images.height() * images.width();
    float[] means = new float[channels];
    float[] deviations = new float[channels];
    for (int c = 0; c < channels; c++) {
      double mean = sums[c] / n;
      double deviation = Math.sqrt(Math.max(0, squares[c] / n - mean * mean));
      means[c] = (float) (mean / 255);
      deviations[c] = deviation == 0 ? 1f : (float) (deviation / 255);
    }
    return new ChannelStatistics(means, deviations);
  }

  /**
   * Returns statistics that were taken before.
   *
   * @param means of each channel
   * @param deviations of each channel, above 0
   */
  public static ChannelStatistics of(List<Double> means, List<Double> deviations) {
    return new ChannelStatistics(floats(means), floats(deviations));
  }

  private static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int c = 0; c < floats.length; c++) {
      floats[c] = values.get(c).floatValue();
    }
    return floats;
  }

  /** Returns the mean of a channel. */
  public float mean(int channel) {
    return means[channel];
  }

  /** Returns the standard deviation of a channel. */
  public float deviation(int channel) {
    return deviations[channel];
  }
}
