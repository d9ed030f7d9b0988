package org.anact.bench.run;

/**
 * In which training steps the signals of a network are measured. It changes none of a run's
 * numbers, and so is not part of its configuration.
 *
 * @param on whether any are
 * @param every the first step and then every so many; 0 for a handful of steps an epoch
 */
public record Recording(boolean on, int every) {

  private static final int STEPS_PER_EPOCH = 4;

  /** Checks the range. */
  public Recording {
    if (every < 0) {
      throw new IllegalArgumentException("every is " + every + ": give 0 or more");
    }
  }

  /** Returns the first step and a handful in every epoch. */
  public static Recording standard() {
    return new Recording(true, 0);
  }

  /** Returns no step at all. */
  public static Recording off() {
    return new Recording(false, 0);
  }

  /**
   * Returns whether a step is measured.
   *
   * @param step 1-based, over the whole run
   * @param stepsPerEpoch steps of an epoch
   */
  boolean includes(int step, int stepsPerEpoch) {
    int gap = every > 0 ? every : Math.max(1, stepsPerEpoch / STEPS_PER_EPOCH);
    return on && (step == 1 || step % gap == 0);
  }
}
