package org.anact.models.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The networks of Simonyan and Zisserman (arXiv 1409.1556) with batch norm, in the form for images
 * of 32 x 32 that github.com/weiaicunzai/pytorch-cifar100 trains: 3 x 3 convolutions with bias,
 * batch norm after each, a max pooling after each stage, two dense layers with dropout of one half
 * after their activations, the classifier. VGG-16 thus has 34,015,396 trainable parameters for 100
 * classes, the 34.0 M of that repository's table.
 *
 * <p>Pooling rounds an odd size up, where that repository's rounds it down, which images of 32 x 32
 * never meet: those of 28 x 28 come out of the last pooling as 1 x 1, too, and not as nothing.
 * Larger images give the first dense layer more inputs.
 */
public final class Vgg {

  /** Channels of the convolutions of VGG-16, stage by stage (configuration D of the paper). */
  public static final List<List<Integer>> STAGES_16 =
      List.of(
          List.of(64, 64),
          List.of(128, 128),
          List.of(256, 256, 256),
          List.of(512, 512, 512),
          List.of(512, 512, 512));

  /** Units of the dense layers as published. */
  public static final int UNITS = 4096;

  private static final double RETAINED = 0.5;

  private Vgg() {}

  /**
   * Returns the network for that spec.
   *
   * @param stages channels of the convolutions, stage by stage
   * @param units of both dense layers
   */
  public static ComputationGraphConfiguration build(
      NetworkSpec spec, List<List<Integer>> stages, int units) {
    NetworkBuilder net = new NetworkBuilder(spec);
    String last = NetworkBuilder.INPUT;
    for (int stage = 1; stage <= stages.size(); stage++) {
      List<Integer> channels = stages.get(stage - 1);
      for (int conv = 1; conv <= channels.size(); conv++) {
        String prefix = "s%dc%d_".formatted(stage, conv);
        last = net.convolution(prefix + "conv", last, channels.get(conv - 1), 3, 1, true);
        last = net.activation(prefix + "act", net.batchNorm(prefix + "bn", last));
      }
      last = net.maxPool("pool" + stage, last);
    }
    for (int layer = 1; layer <= 2; layer++) {
      last = net.activation("dense_act" + layer, net.dense("dense" + layer, last, units));
      last = net.dropout("drop" + layer, last, RETAINED);
    }
    return net.classifier(last);
  }
}
