package org.anact.models;

import org.anact.core.fast.Fusion;
import org.anact.core.training.NetworkUpdater;
import org.anact.models.cost.NetworkCost;
import org.anact.models.network.NetworkSpec;
import org.anact.registry.Named;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

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
    String name, String family, String description, String source, Architecture architecture)
    implements Named {

  /** Returns the configuration of this network for a spec. */
  public ComputationGraphConfiguration build(NetworkSpec spec) {
    return architecture.build(spec);
  }

  /** Returns what this network costs for a spec; no weights are made. */
  public NetworkCost cost(NetworkSpec spec) {
    return NetworkCost.of(build(spec), spec.inputType());
  }

  /** Returns this network with its initial weights, ready to train. */
  public ComputationGraph create(NetworkSpec spec) {
    ComputationGraph network = new ComputationGraph(build(spec));
    network.init();
    NetworkUpdater.install(network, spec.optimizer().clipNorm());
    Fusion.link(network);
    return network;
  }
}
