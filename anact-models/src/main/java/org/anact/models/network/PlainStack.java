package org.anact.models.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * Plain convolutional networks without shortcuts and normalization layers, for studies of depth:
 * the plain networks of He et al. (arXiv 1512.03385, section 4.2) with a bias in each convolution
 * in place of batch norm. Three stages of 3 x 3 convolutions with 16, 32 and 64 channels, stride 2
 * where the second and the third begin, an activation after each, global average pooling, the
 * classifier.
 */
public final class PlainStack {

  private static final int FIRST_CHANNELS = 16;
  private static final int STAGES = 3;

  private PlainStack() {}

  /**
   * Returns the network for that spec.
   *
   * @param depth number of weighted layers: convolutions, which the stages share evenly with the
   *     rest going to the earlier ones, and the classifier; 4 or more
   * @throws IllegalArgumentException if depth is less
   */
  public static ComputationGraphConfiguration build(NetworkSpec spec, int depth) {
    if (depth < STAGES + 1) {
      throw new IllegalArgumentException(
          "a plain network has a depth of %d or more, not %d".formatted(STAGES + 1, depth));
    }
    int convolutions = depth - 1;
    NetworkBuilder net = new NetworkBuilder(spec);
    String last = NetworkBuilder.INPUT;
    for (int stage = 0; stage < STAGES; stage++) {
      int count = convolutions / STAGES + (stage < convolutions % STAGES ? 1 : 0);
      for (int conv = 1; conv <= count; conv++) {
        String prefix = "s%dc%d_".formatted(stage + 1, conv);
        int stride = stage > 0 && conv == 1 ? 2 : 1;
        last = net.convolution(prefix + "conv", last, FIRST_CHANNELS << stage, 3, stride, true);
        last = net.activation(prefix + "act", last);
      }
    }
    return net.classifier(net.globalAveragePool("pool", last));
  }
}
