package org.anact.bench.bands;

import java.util.List;
import org.anact.bench.run.ShortRun;

/**
 * What a band keeps of a run.
 *
 * @param seed of weights and data order
 * @param stepsToTarget step at which the held-out loss came down to the target, linear between two
 *     looks; null if it never did
 * @param loss mean cross-entropy over the test set after the last step, in nats; null if training
 *     left the numbers
 * @param accuracy top-1 over the test set after the last step, between 0 and 1; null likewise
 * @param losses held-out losses before the first step and after every so many
 */
public record BandRun(
    long seed, Double stepsToTarget, Double loss, Double accuracy, List<Double> losses) {

  private static final double LOSS_DIGITS = 1e5;
  private static final double STEP_DIGITS = 1e3;

  /** Copies the list, up to the first loss that is no finite number. */
  public BandRun {
    losses = List.copyOf(finite(losses));
  }

  private static List<Double> finite(List<Double> losses) {
    if (losses == null) {
      throw new IllegalArgumentException("a run has no losses");
    }
    return losses.stream().takeWhile(loss -> loss != null && Double.isFinite(loss)).toList();
  }

  /** Takes what a band keeps of a run's course, with no more digits than say something. */
  static BandRun of(long seed, ShortRun.Course course, int every, double target) {
    List<Double> losses =
        finite(course.losses()).stream().map(loss -> rounded(loss, LOSS_DIGITS)).toList();
    boolean finite = Double.isFinite(course.loss());
    return new BandRun(
        seed,
        stepsTo(target, every, losses),
        finite ? rounded(course.loss(), LOSS_DIGITS) : null,
        finite ? course.accuracy() : null,
        losses);
  }

  /** Returns the same for another target. */
  BandRun withTarget(double target, int every) {
    return new BandRun(seed, stepsTo(target, every, losses), loss, accuracy, losses);
  }

  private static double rounded(double value, double digits) {
    return Math.round(value * digits) / digits;
  }

  /**
   * Returns the step at which a loss comes down to a target for the first time.
   *
   * @param every steps between two losses, of which the first is that of step 0
   * @return the step, linear between two losses; null if it never does
   */
  static Double stepsTo(double target, int every, List<Double> losses) {
    for (int i = 0; i < losses.size(); i++) {
      double loss = losses.get(i);
      if (loss <= target) {
        double part = i == 0 ? 0 : (losses.get(i - 1) - target) / (losses.get(i - 1) - loss);
        return rounded(i == 0 ? 0 : every * (i - 1 + part), STEP_DIGITS);
      }
    }
    return null;
  }
}
