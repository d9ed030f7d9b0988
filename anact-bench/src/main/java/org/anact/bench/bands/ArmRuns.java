package org.anact.bench.bands;

import java.util.List;

/**
 * The runs of one configuration of a band.
 *
 * @param arm the configuration
 * @param runs one a seed; all configurations of a band have the same seeds in the same order
 */
public record ArmRuns(BandArm arm, List<BandRun> runs) {

  /** Copies the list. */
  public ArmRuns {
    runs = List.copyOf(runs);
  }
}
