package org.anact.models.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * A plain convolutional network without batch norm, so that nothing but the activation keeps the
 * variance: four 3 x 3 convolutions of 16, 32, 32 and 64 channels, max pooling after the first and
 * the third, a dense layer of 64 units, and the classifier.
 */
public final class PlainCnn {

  private PlainCnn() {}

  /** Returns the network for that spec. */
  public static ComputationGraphConfiguration build(NetworkSpec spec) {
    NetworkBuilder net = new NetworkBuilder(spec);
    String last = block(net, 1, NetworkBuilder.INPUT, 16);
    last = net.maxPool("pool1", last);
    last = block(net, 2, last, 32);
    last = block(net, 3, last, 32);
    last = net.maxPool("pool2", last);
    last = block(net, 4, last, 64);
    last = net.maxPool("pool3", last);
    last = net.activation("act5", net.dense("dense", last, 64));
    return net.classifier(last);
  }

  private static String block(NetworkBuilder net, int number, String from, int channels) {
    String convolution = net.convolution("conv" + number, from, channels, 3, 1, true);
    return net.activation("act" + number, convolution);
  }
}
