package org.anact.models.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * A multi-layer perceptron with hidden layers of 256 and 128 units, without normalization layers.
 */
public final class Mlp {

  private static final int[] UNITS = {256, 128};

  private Mlp() {}

  /** Returns the network for that spec. */
  public static ComputationGraphConfiguration build(NetworkSpec spec) {
    NetworkBuilder net = new NetworkBuilder(spec);
    String last = NetworkBuilder.INPUT;
    for (int layer = 1; layer <= UNITS.length; layer++) {
      last = net.dense("dense" + layer, last, UNITS[layer - 1]);
      last = net.activation("act" + layer, last);
    }
    return net.classifier(last);
  }
}
