package org.anact.models;

import org.anact.models.network.NetworkSpec;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * An architecture: from what a network must fit to its configuration.
 *
 * <p>A class outside the suite that implements this and has a public constructor without arguments
 * can be named, in full, wherever a model is named. {@link org.anact.models.network.NetworkBuilder}
 * builds the configuration by the suite's rules.
 */
@FunctionalInterface
public interface Architecture {

  /** Returns the configuration of the network for a spec; equal specs give equal ones. */
  ComputationGraphConfiguration build(NetworkSpec spec);
}
