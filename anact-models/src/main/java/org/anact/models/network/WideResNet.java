package org.anact.models.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The wide residual networks of Zagoruyko and Komodakis (arXiv 1605.07146) without dropout, as
 * their code builds them (github.com/szagoruyko/wide-residual-networks, pytorch/resnet.py): a 3 x 3
 * convolution of 16 channels, three groups of n blocks with 16k, 32k and 64k channels, batch norm
 * and activation, global average pooling, the classifier; depth 6n + 4, width k. WRN-28-10 has
 * 36,479,194 trainable parameters for 10 classes, the paper's 36.5 M.
 *
 * <p>One deviation: batch norm's scales start at 1 as everywhere in this suite, not at draws from
 * U(0, 1) as in that code.
 */
public final class WideResNet {

  private static final int FIRST_CHANNELS = 16;
  private static final int GROUPS = 3;

  private WideResNet() {}

  /**
   * Returns the network for that spec.
   *
   * @param depth 6n + 4 with n at least 1
   * @param width k, at least 1
   * @throws IllegalArgumentException if depth or width is no such number
   */
  public static ComputationGraphConfiguration build(NetworkSpec spec, int depth, int width) {
    if (depth < 10 || (depth - 4) % 6 != 0) {
      throw new IllegalArgumentException(
          "a wide ResNet has a depth of 6n + 4 (10, 16, 22, ...), not " + depth);
    }
    if (width < 1) {
      throw new IllegalArgumentException("a wide ResNet has a width of 1 or more, not " + width);
    }
    int blocks = (depth - 4) / 6;
    NetworkBuilder net = new NetworkBuilder(spec);
    String last = net.convolution("stem_conv", NetworkBuilder.INPUT, FIRST_CHANNELS, 3, 1, false);
    int from = FIRST_CHANNELS;
    for (int group = 1; group <= GROUPS; group++) {
      int channels = (FIRST_CHANNELS << (group - 1)) * width;
      for (int block = 1; block <= blocks; block++) {
        int stride = group > 1 && block == 1 ? 2 : 1;
        last = block(net, "g%db%d_".formatted(group, block), last, from, channels, stride);
        from = channels;
      }
    }
    last = net.activation("last_act", net.batchNorm("last_bn", last));
    return net.classifier(net.globalAveragePool("pool", last));
  }

  /**
   * Batch norm and activation come before each convolution. Where the number of channels changes,
   * the shortcut is a 1 x 1 convolution without batch norm that reads the first activation; else it
   * is the block's input itself.
   */
  private static String block(
      NetworkBuilder net, String prefix, String input, int from, int channels, int stride) {
    String first = net.activation(prefix + "act1", net.batchNorm(prefix + "bn1", input));
    String main = net.convolution(prefix + "conv1", first, channels, 3, stride, false);
    main = net.activation(prefix + "act2", net.batchNorm(prefix + "bn2", main));
    main = net.convolution(prefix + "conv2", main, channels, 3, 1, false);
    String shortcut =
        from == channels
            ? input
            : net.convolution(prefix + "short_conv", first, channels, 1, stride, false);
    return net.add(prefix + "add", main, shortcut);
  }
}
