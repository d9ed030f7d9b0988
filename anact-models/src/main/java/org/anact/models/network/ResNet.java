package org.anact.models.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The residual networks of He et al. (arXiv 1512.03385, table 1), in the form for images of 32 x 32
 * that github.com/weiaicunzai/pytorch-cifar100 trains: a 3 x 3 convolution with stride 1 and no max
 * pooling in front, four stages of 64, 128, 256 and 512 channels, projection shortcuts where the
 * shape changes, global average pooling, the classifier. On 64 x 64 the same networks are the form
 * that github.com/Westlake-AI/openmixup trains on Tiny ImageNet.
 *
 * <p>For 100 classes ResNet-18 has 11,220,132 trainable parameters, ResNet-34 21,328,292 and
 * ResNet-50 23,705,252: the 11.2 M, 21.3 M and 23.7 M of the first repository's table.
 */
public final class ResNet {

  private static final int FIRST_CHANNELS = 64;
  private static final int EXPANSION = 4;

  private ResNet() {}

  /**
   * Returns the network with basic blocks for that spec.
   *
   * @param blocks basic blocks of each stage: 2, 2, 2, 2 for ResNet-18; 3, 4, 6, 3 for ResNet-34
   */
  public static ComputationGraphConfiguration build(NetworkSpec spec, List<Integer> blocks) {
    return build(spec, blocks, ResNet::basicBlock);
  }

  /**
   * Returns the network with bottleneck blocks for that spec.
   *
   * @param blocks bottleneck blocks of each stage: 3, 4, 6, 3 for ResNet-50
   */
  public static ComputationGraphConfiguration bottleneck(NetworkSpec spec, List<Integer> blocks) {
    return build(spec, blocks, ResNet::bottleneckBlock);
  }

  private static ComputationGraphConfiguration build(
      NetworkSpec spec, List<Integer> blocks, Block kind) {
    NetworkBuilder net = new NetworkBuilder(spec);
    String last = net.convolution("stem_conv", NetworkBuilder.INPUT, FIRST_CHANNELS, 3, 1, false);
    last = net.activation("stem_act", net.batchNorm("stem_bn", last));
    int channels = FIRST_CHANNELS;
    for (int stage = 1; stage <= blocks.size(); stage++) {
      for (int block = 1; block <= blocks.get(stage - 1); block++) {
        int stride = stage > 1 && block == 1 ? 2 : 1;
        String prefix = "s%db%d_".formatted(stage, block);
        last = kind.add(net, prefix, last, channels, stride, block == 1);
      }
      channels *= 2;
    }
    return net.classifier(net.globalAveragePool("pool", last));
  }

  private static String basicBlock(
      NetworkBuilder net, String prefix, String from, int channels, int stride, boolean first) {
    return net.basicBlock(prefix, from, channels, stride);
  }

  /**
   * The bottleneck block of figure 5. The stride is that of the 3 x 3 convolution, not of the first
   * 1 x 1 one as in the paper; that is how the code above and torchvision have it.
   */
  private static String bottleneckBlock(
      NetworkBuilder net, String prefix, String from, int channels, int stride, boolean first) {
    String main = net.convolution(prefix + "conv1", from, channels, 1, 1, false);
    main = net.activation(prefix + "act1", net.batchNorm(prefix + "bn1", main));
    main = net.convolution(prefix + "conv2", main, channels, 3, stride, false);
    main = net.activation(prefix + "act2", net.batchNorm(prefix + "bn2", main));
    main = net.convolution(prefix + "conv3", main, EXPANSION * channels, 1, 1, false);
    main = net.batchNorm(prefix + "bn3", main);
    String shortcut = from;
    if (first) {
      shortcut =
          net.convolution(prefix + "short_conv", from, EXPANSION * channels, 1, stride, false);
      shortcut = net.batchNorm(prefix + "short_bn", shortcut);
    }
    return net.activation(prefix + "act3", net.add(prefix + "add", main, shortcut));
  }

  /** Adds one block and returns the name of its last layer. */
  @FunctionalInterface
  private interface Block {
    String add(
        NetworkBuilder net, String prefix, String from, int channels, int stride, boolean first);
  }
}
