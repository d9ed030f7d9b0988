package org.anact.models.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The residual networks of He et al. (arXiv 1512.03385, table 1) with basic blocks, in the form for
 * images of 32 x 32 that github.com/weiaicunzai/pytorch-cifar100 trains: a 3 x 3 convolution with
 * stride 1 and no max pooling in front, four stages of 64, 128, 256 and 512 channels, projection
 * shortcuts where the shape changes, global average pooling, the classifier.
 */
public final class ResNet {

  private static final int FIRST_CHANNELS = 64;

  private ResNet() {}

  /**
   * Returns the network for that spec.
   *
   * @param spec what the network must fit
   * @param blocks basic blocks of each stage: 2, 2, 2, 2 for ResNet-18; 3, 4, 6, 3 for ResNet-34
   */
  public static ComputationGraphConfiguration build(NetworkSpec spec, List<Integer> blocks) {
    NetworkBuilder net = new NetworkBuilder(spec);
    String last = net.convolution("stem_conv", NetworkBuilder.INPUT, FIRST_CHANNELS, 3, 1, false);
    last = net.activation("stem_act", net.batchNorm("stem_bn", last));
    int channels = FIRST_CHANNELS;
    for (int stage = 1; stage <= blocks.size(); stage++) {
      for (int block = 1; block <= blocks.get(stage - 1); block++) {
        int stride = stage > 1 && block == 1 ? 2 : 1;
        last = net.basicBlock("s%db%d_".formatted(stage, block), last, channels, stride);
      }
      channels *= 2;
    }
    return net.classifier(net.globalAveragePool("pool", last));
  }
}
