package org.anact.core.training;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The one-cycle learning rate of Smith and Topin (arXiv 1708.07120) in the form that PyTorch's
 * {@code OneCycleLR} has by default: half a cosine from peak/25 up to the peak, then half a cosine
 * down to peak/250,000. The momentum stays as it is.
 *
 * @param peak largest learning rate
 * @param risingSteps steps before the peak, at least 1
 * @param totalSteps steps of the whole training, more than the rising ones
 */
public record OneCycleSchedule(
    @JsonProperty("peak") double peak,
    @JsonProperty("risingSteps") int risingSteps,
    @JsonProperty("totalSteps") int totalSteps)
    implements ISchedule {

  private static final double START_DIVISOR = 25;
  private static final double END_DIVISOR = 1e4;

  /** Checks the ranges. */
  public OneCycleSchedule {
    if (risingSteps < 1 || totalSteps <= risingSteps) {
      throw new IllegalArgumentException(
          "a one-cycle schedule of %d steps cannot rise for %d: give 1 to %d"
              .formatted(totalSteps, risingSteps, totalSteps - 1));
    }
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    double start = peak / START_DIVISOR;
    if (iteration < risingSteps) {
      return between(start, peak, (double) iteration / risingSteps);
    }
    double done = (double) (iteration - risingSteps) / (totalSteps - 1 - risingSteps);
    return between(peak, start / END_DIVISOR, totalSteps - 1 == risingSteps ? 1 : done);
  }

  private static double between(double from, double to, double done) {
    return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
