package org.anact.core.kernel;

/** The passes of global average pooling: the mean of each channel of each channels-last image. */
public final class MeanPass {

  private final int channels;
  private final int image;
  private final Team team;

  /**
   * Makes the passes for one shape of image.
   *
   * @param channels C
   * @param inner H x W
   * @param team the threads
   */
  public MeanPass(int channels, int inner, Team team) {
    this.channels = channels;
    this.image = channels * inner;
    this.team = team;
  }

  /** Writes the means of x, (N, H, W, C), to {@code out}, (N, C). */
  public void forward(HostTensor x, HostTensor out) {
    team.run(
        slice -> {
          float[] values = new float[image];
          float[] means = new float[channels];
          int images = x.length() / image;
          for (int n = team.start(slice, images); n < team.start(slice + 1, images); n++) {
            x.load(n * image, values, image);
            double[] sums = new double[channels];
            Lanes.addTo(sums, values);
            for (int c = 0; c < channels; c++) {
              means[c] = (float) (sums[c] * channels / image);
            }
            out.store(n * channels, means, channels);
          }
        });
  }

  /** Writes the gradient of x, which is the same all over a channel, from that of its means. */
  public void backward(HostTensor epsilon, HostTensor back) {
    team.run(
        slice -> {
          float[] values = new float[image];
          int images = back.length() / image;
          for (int n = team.start(slice, images); n < team.start(slice + 1, images); n++) {
            epsilon.load(n * channels, values, channels);
            for (int c = 0; c < channels; c++) {
              values[c] = values[c] * channels / image;
            }
            for (int at = channels; at < image; at += channels) {
              System.arraycopy(values, 0, values, at, channels);
            }
            back.store(n * image, values, image);
          }
        });
  }
}
