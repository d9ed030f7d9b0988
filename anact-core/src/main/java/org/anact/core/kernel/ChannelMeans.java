package org.anact.core.kernel;

/** The mean of each channel of each channels-last image. */
public final class ChannelMeans {

  private ChannelMeans() {}

  /**
   * Writes the means.
   *
   * @param x (N, H, W, C)
   * @param channels C
   * @param inner H x W
   * @param out takes them, (N, C)
   */
  public static void of(HostTensor x, int channels, int inner, HostTensor out) {
    float[] image = new float[inner * channels];
    float[] means = new float[channels];
    for (int n = 0; n * image.length < x.length(); n++) {
      x.load(n * image.length, image, image.length);
      double[] sums = new double[channels];
      for (int at = 0; at < image.length; at += channels) {
        for (int c = 0; c < channels; c++) {
          sums[c] += image[at + c];
        }
      }
      for (int c = 0; c < channels; c++) {
        means[c] = (float) (sums[c] / inner);
      }
      out.store(n * channels, means, channels);
    }
  }
}
