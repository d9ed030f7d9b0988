package org.anact.bench.bands;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.anact.bench.run.Causes;
import org.anact.bench.run.ShortRun;

/**
 * What a band keeps of a run.
 *
 * @param seed of weights and data order
 * @param stepsToTarget step at which the averaged held-out loss came down to the target; null if it
 *     never did
 * @param loss mean cross-entropy over the test set after the last step, in nats; null if the loss
 *     became NaN or infinite
 * @param accuracy top-1 over the test set after the last step, between 0 and 1; null likewise
 * @param losses held-out losses before the first step and after every so many
 * @param error what stopped the run, in one sentence; null if nothing did
 */
public record BandRun(
    long seed,
    Double stepsToTarget,
    Double loss,
    Double accuracy,
    List<Double> losses,
    @JsonInclude(JsonInclude.Include.NON_NULL) String error) {

  private static final double LOSS_DIGITS = 1e5;

  /** Copies the list, up to the first loss that is not finite. */
  public BandRun {
    losses = List.copyOf(finite(losses));
  }

  /** Makes a run that nothing stopped. */
  BandRun(long seed, Double stepsToTarget, Double loss, Double accuracy, List<Double> losses) {
    this(seed, stepsToTarget, loss, accuracy, losses, null);
  }

  /** Makes a run that an error stopped. */
  static BandRun stopped(long seed, Throwable error) {
    return new BandRun(seed, null, null, null, List.of(), Causes.sentence(error));
  }

  private static List<Double> finite(List<Double> losses) {
    if (losses == null) {
      throw new IllegalArgumentException("a run has no losses");
    }
    return losses.stream().takeWhile(loss -> loss != null && Double.isFinite(loss)).toList();
  }

  /** Takes what a band keeps of a run's course, with no more digits than say something. */
  static BandRun of(long seed, ShortRun.Course course, TargetRule rule) {
    List<Double> losses = finite(course.losses()).stream().map(BandRun::rounded).toList();
    boolean finite = Double.isFinite(course.loss());
    return new BandRun(
        seed,
        rule.stepsTo(losses),
        finite ? rounded(course.loss()) : null,
        finite ? course.accuracy() : null,
        losses);
  }

  /** Returns the same under another rule. */
  BandRun withRule(TargetRule rule) {
    return new BandRun(seed, rule.stepsTo(losses), loss, accuracy, losses, error);
  }

  private static double rounded(double loss) {
    return Math.round(loss * LOSS_DIGITS) / LOSS_DIGITS;
  }
}
