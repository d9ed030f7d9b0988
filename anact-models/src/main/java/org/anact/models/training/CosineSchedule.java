package org.anact.models.training;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning-rate schedule: linear warm-up to the peak, then half a cosine down to zero (Loshchilov
 * and Hutter, arXiv 1608.03983, without restarts).
 *
 * @param peak largest learning rate
 * @param warmupSteps steps of the warm-up, 0 for none
 * @param totalSteps steps of the whole training, more than the warm-up's
 */
public record CosineSchedule(
    @JsonProperty("peak") double peak,
    @JsonProperty("warmupSteps") int warmupSteps,
    @JsonProperty("totalSteps") int totalSteps)
    implements ISchedule {

  /** Checks the ranges. */
  public CosineSchedule {
    if (warmupSteps < 0 || totalSteps <= warmupSteps) {
      throw new IllegalArgumentException(
          "a schedule of %d steps cannot have a warm-up of %d: make the warm-up shorter"
              .formatted(totalSteps, warmupSteps));
    }
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    if (iteration < warmupSteps) {
      return peak * (iteration + 1) / (warmupSteps + 1);
    }
    double done = (double) (iteration - warmupSteps) / (totalSteps - warmupSteps);
    return peak * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
