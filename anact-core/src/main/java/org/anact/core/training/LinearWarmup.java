package org.anact.core.training;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Raises the learning rate linearly to its peak before another schedule takes over (Goyal et al.,
 * arXiv 1706.02677, section 2.2).
 *
 * @param peak the learning rate that step {@code steps} would have
 * @param steps of the warm-up
 * @param after the schedule of all later steps, which counts from the first step of training
 */
public record LinearWarmup(
    @JsonProperty("peak") double peak,
    @JsonProperty("steps") int steps,
    @JsonProperty("after") ISchedule after)
    implements ISchedule {

  @Override
  public double valueAt(int iteration, int epoch) {
    return iteration < steps
        ? peak * (iteration + 1) / (steps + 1)
        : after.valueAt(iteration, epoch);
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
