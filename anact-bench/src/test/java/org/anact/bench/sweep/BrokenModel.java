package org.anact.bench.sweep;

import org.anact.models.Architecture;
import org.anact.models.network.NetworkSpec;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/** A user's network whose class is there and cannot build: with an error, not an exception. */
public final class BrokenModel implements Architecture {

  @Override
  public ComputationGraphConfiguration build(NetworkSpec spec) {
    throw new NoClassDefFoundError("org/me/Missing");
  }
}
