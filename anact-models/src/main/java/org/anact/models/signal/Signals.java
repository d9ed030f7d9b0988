package org.anact.models.signal;

import java.util.List;

/**
 * What was measured in one training step.
 *
 * @param sites every activation, in order of execution
 * @param weights every weight layer, in order of execution
 * @param seconds that the measuring took
 */
public record Signals(List<SiteSignal> sites, List<WeightSignal> weights, double seconds) {

  /** Copies the lists. */
  public Signals {
    sites = List.copyOf(sites);
    weights = List.copyOf(weights);
  }
}
