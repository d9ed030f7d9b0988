package org.anact.report.statistics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Training loss by step, smoothed by the mean of the last {@code window} steps.
 *
 * <p>With a window of one epoch the smoothed loss at the end of an epoch is that epoch's mean
 * training loss.
 */
public final class LossCurve {
  private final double[] cumulated;
  private final int window;

  /**
   * Makes a curve.
   *
   * @param losses of every step in nats, finite, at least {@code window} many
   * @param window steps of the trailing mean, at least one
   */
  public LossCurve(List<Double> losses, int window) {
    if (window < 1 || losses.size() < window) {
      throw new IllegalArgumentException(losses.size() + " steps, window of " + window);
    }
    this.window = window;
    cumulated = new double[losses.size() + 1];
    for (int i = 0; i < losses.size(); i++) {
      cumulated[i + 1] = cumulated[i] + losses.get(i);
    }
  }

  /** Steps of the curve, at least one. */
  public int steps() {
    return cumulated.length - 1;
  }

  /** Smoothed loss at a step from {@code window} to {@link #steps()}, in nats. */
  public double smoothed(int step) {
    return (cumulated[step] - cumulated[step - window]) / window;
  }

  /** Smoothed loss at the last step, in nats. */
  public double last() {
    return smoothed(steps());
  }

  /**
   * First step whose smoothed loss is at or below a threshold in nats, 1-based and at least the
   * window; absent if the curve stays above.
   */
  public OptionalInt firstStepAtOrBelow(double threshold) {
    for (int step = window; step <= steps(); step++) {
      if (smoothed(step) <= threshold) {
        return OptionalInt.of(step);
      }
    }
    return OptionalInt.empty();
  }

  /** The same in windows, with fractions: epochs, where the window is one epoch. */
  public OptionalDouble firstWindowAtOrBelow(double threshold) {
    OptionalInt step = firstStepAtOrBelow(threshold);
    return step.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) step.getAsInt() / window);
  }

  /** Area under the unsmoothed curve over its number of steps: the mean loss of a step, in nats. */
  public double area() {
    return cumulated[steps()] / steps();
  }
}
