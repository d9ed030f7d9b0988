package org.anact.bench.run;

import org.anact.models.Architecture;
import org.anact.models.network.NetworkBuilder;
import org.anact.models.network.NetworkSpec;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/** A user's small network that cannot be built while a system property names the error. */
public final class FlakyModel implements Architecture {

  /** {@code memory} or {@code class}. */
  static final String PROPERTY = "org.anact.bench.run.FlakyModel";

  @Override
  public ComputationGraphConfiguration build(NetworkSpec spec) {
    switch (System.getProperty(PROPERTY, "")) {
      case "memory" -> throw new OutOfMemoryError("made up");
      case "class" -> throw new NoClassDefFoundError("org/me/Missing");
      case "options" -> throw new IllegalStateException("made up");
      default -> {}
    }
    NetworkBuilder net = new NetworkBuilder(spec);
    return net.classifier(net.activation("act", net.dense("dense", NetworkBuilder.INPUT, 8)));
  }
}
