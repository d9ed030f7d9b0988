package org.anact.bench.grid;

import java.util.List;
import org.anact.bench.InputException;
import org.anact.bench.Numbers;
import org.anact.core.training.LinearWarmup;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * How the learning rate goes over a training.
 *
 * @param schedule its form
 * @param warmupSteps steps of linear warm-up
 * @param warmupEpochs the same in epochs, which may be a fraction; only one of the two is given
 * @param milestones for the step schedule, the epochs after which the rate falls, rising
 * @param factor for the step schedule, of each milestone
 */
public record ScheduleSettings(
    Schedule schedule,
    int warmupSteps,
    double warmupEpochs,
    List<Integer> milestones,
    double factor) {

  /** Checks the ranges. */
  public ScheduleSettings {
    milestones = List.copyOf(milestones);
    Ranges.whole("warmupSteps", warmupSteps, 0, Integer.MAX_VALUE - 1);
    Ranges.size("warmupEpochs", warmupEpochs);
    Ranges.require(
        warmupSteps == 0 || warmupEpochs == 0,
        "warmupEpochs",
        warmupEpochs,
        "either it or warmupSteps");
    Ranges.require(factor > 0 && factor < 1, "factor", factor, "a number between 0 and 1");
    Ranges.require(
        schedule == Schedule.STEP != milestones.isEmpty(),
        "milestones",
        milestones,
        "epochs with schedule: step, like [60, 120, 160], and none with any other");
  }

  /** Refuses what does not fit a training of so many epochs. */
  void checkWithin(int epochs) {
    Ranges.require(
        warmupEpochs < epochs, "warmupEpochs", warmupEpochs, "less than the epochs, " + epochs);
    int last = 0;
    for (int milestone : milestones) {
      Ranges.require(
          milestone > last && milestone < epochs,
          "milestones",
          milestones,
          "epochs from 1 to below " + epochs + ", rising");
      last = milestone;
    }
  }

  /**
   * Returns the learning rate of each step.
   *
   * @throws InputException if the warm-up is as long as the training
   */
  ISchedule rates(double peak, int epochs, int stepsPerEpoch, int steps) {
    int warmup = warmupSteps > 0 ? warmupSteps : (int) Math.round(warmupEpochs * stepsPerEpoch);
    if (warmup >= steps && warmup > 0) {
      throw new InputException(
          "recipe.%s, and a training of %s has %s: give less"
              .formatted(
                  warmupSteps > 0
                      ? "warmupSteps is " + warmupSteps
                      : "warmupEpochs is " + warmupEpochs,
                  Numbers.count(epochs, "epoch", "epochs"),
                  Numbers.count(steps, "step", "steps")));
    }
    List<Integer> falls = milestones.stream().map(epoch -> epoch * stepsPerEpoch).toList();
    ISchedule after = schedule.after(new Schedule.Course(peak, warmup, steps, falls, factor));
    return warmup == 0 || schedule.warmsUpItself() ? after : new LinearWarmup(peak, warmup, after);
  }
}
