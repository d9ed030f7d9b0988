package org.anact.bench.sweep;

import org.anact.models.Architecture;
import org.anact.models.network.NetworkBuilder;
import org.anact.models.network.NetworkSpec;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/** A layer of every kind that trains at random or sums over threads, and little of each. */
public final class SmallDropoutNetwork implements Architecture {

  @Override
  public ComputationGraphConfiguration build(NetworkSpec spec) {
    NetworkBuilder net = new NetworkBuilder(spec);
    String last = net.convolution("stem_conv", NetworkBuilder.INPUT, 8, 3, 2, false);
    last = net.activation("stem_act", net.batchNorm("stem_bn", last));
    last = net.maxPool("pool1", net.basicBlock("block_", last, 12, 2));
    last = net.activation("dense_act", net.dense("dense", last, 24));
    return net.classifier(net.dropout("drop", last, 0.7));
  }
}
