package org.anact.bench.bands;

import java.util.List;

/**
 * When a training run reaches its target: where the held-out loss, averaged over a few looks, first
 * falls to it.
 *
 * @param target loss in nats
 * @param every steps between two looks, of which the first is before the first step
 * @param smoothing looks that are averaged; the average stands for the middle of them
 */
record TargetRule(double target, int every, int smoothing) {

  private static final double DIGITS = 1e3;

  TargetRule withTarget(double other) {
    return new TargetRule(other, every, smoothing);
  }

  /**
   * Returns the step, linear between two averages; null if the loss never comes down to the target.
   *
   * @param losses of the looks
   */
  Double stepsTo(List<Double> losses) {
    double before = Double.NaN;
    for (int first = 0; first + smoothing <= losses.size(); first++) {
      double loss = mean(losses.subList(first, first + smoothing));
      if (loss <= target) {
        double part = first == 0 ? 1 : (before - target) / (before - loss);
        double middle = first - 1 + part + (smoothing - 1) / 2.0;
        return Math.round(every * middle * DIGITS) / DIGITS;
      }
      before = loss;
    }
    return null;
  }

  /** Returns the last step that {@link #stepsTo} can name in a run of so many. */
  double latest(int steps) {
    int looks = 1 + steps / every;
    return every * (looks - smoothing + (smoothing - 1) / 2.0);
  }

  /** Returns the lowest average; {@code NaN} if there are too few looks for one. */
  double lowest(List<Double> losses) {
    double lowest = Double.NaN;
    for (int first = 0; first + smoothing <= losses.size(); first++) {
      double loss = mean(losses.subList(first, first + smoothing));
      lowest = Double.isNaN(lowest) ? loss : Math.min(lowest, loss);
    }
    return lowest;
  }

  private static double mean(List<Double> losses) {
    return losses.stream().mapToDouble(Double::doubleValue).sum() / losses.size();
  }
}
