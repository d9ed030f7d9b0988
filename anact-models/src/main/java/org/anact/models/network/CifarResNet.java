package org.anact.models.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The residual networks for small images of He et al., "Deep Residual Learning for Image
 * Recognition" (arXiv 1512.03385), section 4.2: a 3 x 3 convolution, three stages of n basic blocks
 * with 16, 32 and 64 channels, global average pooling, the classifier; depth 6n + 2.
 *
 * <p>One deviation: where a stage begins, the shortcut is a 1 x 1 convolution with batch norm (the
 * paper's option B), not zero padding (option A), because Deeplearning4j has no layer that pads
 * channels. ResNet-20 thus has 272,474 trainable parameters, 1 % more than with option A.
 */
public final class CifarResNet {

  private static final int FIRST_CHANNELS = 16;
  private static final int STAGES = 3;

  private CifarResNet() {}

  /**
   * Returns the network for that spec.
   *
   * @param depth number of weighted layers on the main path, 6n + 2 with n at least 1
   * @param stemStride stride of the first convolution: 1 as published, 2 for a quarter of the cost
   * @throws IllegalArgumentException if depth is no such number
   */
  public static ComputationGraphConfiguration build(NetworkSpec spec, int depth, int stemStride) {
    if (depth < 8 || (depth - 2) % 6 != 0) {
      throw new IllegalArgumentException(
          "a CIFAR-form ResNet has a depth of 6n + 2 (8, 14, 20, ...), not " + depth);
    }
    int blocks = (depth - 2) / 6;
    NetworkBuilder net = new NetworkBuilder(spec);
    String last =
        net.convolution("stem_conv", NetworkBuilder.INPUT, FIRST_CHANNELS, 3, stemStride, false);
    last = net.activation("stem_act", net.batchNorm("stem_bn", last));
    for (int stage = 1; stage <= STAGES; stage++) {
      for (int block = 1; block <= blocks; block++) {
        int stride = stage > 1 && block == 1 ? 2 : 1;
        int channels = FIRST_CHANNELS << (stage - 1);
        last = net.basicBlock("s%db%d_".formatted(stage, block), last, channels, stride);
      }
    }
    return net.classifier(net.globalAveragePool("pool", last));
  }
}
