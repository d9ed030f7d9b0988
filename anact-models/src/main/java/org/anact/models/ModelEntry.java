package org.anact.models;

import java.util.function.Function;
import org.anact.models.network.NetworkSpec;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * One entry of the list of networks.
 *
 * @param name name in grids, for example {@code resnet20}
 * @param family group under which listings show it
 * @param description the architecture in one line
 * @param source where it was published
 * @param architecture from what the network must fit to its configuration
 */
public record ModelEntry(
    String name,
    String family,
    String description,
    String source,
    Function<NetworkSpec, ComputationGraphConfiguration> architecture) {

  /** Returns the configuration of this network for a spec. */
  public ComputationGraphConfiguration build(NetworkSpec spec) {
    return architecture.apply(spec);
  }
}
