package org.anact.bench.run;

import java.util.Optional;
import org.anact.results.ModelChoice;

/**
 * What is recorded of a run besides its losses: signals of the network, in some training steps, and
 * the trained network. It changes none of a run's numbers, and so is not part of its configuration.
 *
 * @param on whether signals are measured
 * @param every in the first step and then every so many; 0 for a handful of steps an epoch
 * @param model which network is kept; none is kept if empty
 */
public record Recording(boolean on, int every, Optional<ModelChoice> model) {

  private static final int STEPS_PER_EPOCH = 4;

  /** Checks the range. */
  public Recording {
    if (every < 0) {
      throw new IllegalArgumentException("every is " + every + ": give 0 or more");
    }
  }

  /** Returns signals in the first step and a handful in every epoch. */
  public static Recording standard() {
    return new Recording(true, 0, Optional.empty());
  }

  /** Returns signals in the first step and then every so many. */
  public static Recording signals(int every) {
    return new Recording(true, every, Optional.empty());
  }

  /** Returns nothing at all. */
  public static Recording off() {
    return new Recording(false, 0, Optional.empty());
  }

  /** Returns the same with the network that is kept, if one is. */
  public Recording with(Optional<ModelChoice> choice) {
    return new Recording(on, every, choice);
  }

  /**
   * Returns whether the signals of a step are measured.
   *
   * @param step 1-based, over the whole run
   * @param stepsPerEpoch steps of an epoch
   */
  boolean includes(int step, int stepsPerEpoch) {
    int gap = every > 0 ? every : Math.max(1, stepsPerEpoch / STEPS_PER_EPOCH);
    return on && (step == 1 || step % gap == 0);
  }
}
