package org.anact.core.training;

import java.util.List;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that is multiplied by a factor at each milestone.
 *
 * @param initial learning rate before the first milestone
 * @param factor of each milestone
 * @param milestones steps, the first of a new rate each, rising
 */
public record StepSchedule(
    @JsonProperty("initial") double initial,
    @JsonProperty("factor") double factor,
    @JsonProperty("milestones") List<Integer> milestones)
    implements ISchedule {

  /** Copies the list. */
  public StepSchedule {
    milestones = List.copyOf(milestones);
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    double rate = initial;
    for (int milestone : milestones) {
      rate *= iteration >= milestone ? factor : 1;
    }
    return rate;
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
