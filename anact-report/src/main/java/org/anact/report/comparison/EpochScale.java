package org.anact.report.comparison;

import org.anact.results.RunRecord;

/**
 * The steps of an arm's runs as epochs.
 *
 * @param stepsPerEpoch of its runs, at least one
 * @param epochs of its longest run
 */
public record EpochScale(int stepsPerEpoch, int epochs) {
  /**
   * The scale of an arm, whose runs share their recipe.
   *
   * @param arm with a finished run
   */
  public static EpochScale of(Arm arm) {
    return new EpochScale(
        arm.finished().stream().mapToInt(RunRecord::stepsPerEpoch).max().orElseThrow(),
        arm.finished().stream().mapToInt(run -> run.epochs().size()).max().orElseThrow());
  }

  /**
   * Returns the epochs that are done before a step, with fractions; 0 at the first step.
   *
   * @param step 1-based
   */
  public double before(int step) {
    return (step - 1.0) / stepsPerEpoch;
  }
}
