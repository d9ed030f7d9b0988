package org.anact.core.training;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that falls from its peak to zero along half a cosine (Loshchilov and Hutter,
 * arXiv 1608.03983, without restarts).
 *
 * @param peak learning rate up to the first step of the fall
 * @param firstStep where the fall begins, 0 or the steps of a warm-up
 * @param totalSteps steps of the whole training, more than {@code firstStep}
 */
public record CosineSchedule(
    @JsonProperty("peak") double peak,
    @JsonProperty("firstStep") int firstStep,
    @JsonProperty("totalSteps") int totalSteps)
    implements ISchedule {

  /** Checks the ranges. */
  public CosineSchedule {
    if (firstStep < 0 || totalSteps <= firstStep) {
      throw new IllegalArgumentException(
          "a schedule of %d steps cannot begin at step %d: make the warm-up shorter"
              .formatted(totalSteps, firstStep));
    }
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    double done = (double) (iteration - firstStep) / (totalSteps - firstStep);
    return peak * 0.5 * (1 + Math.cos(Math.PI * Math.max(0, Math.min(1, done))));
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
