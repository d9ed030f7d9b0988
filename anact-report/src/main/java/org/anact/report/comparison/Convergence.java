package org.anact.report.comparison;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.anact.report.statistics.LossCurve;
import org.anact.results.RunRecord;

/**
 * How fast the runs of one setting and model reach a common training loss.
 *
 * <p>The threshold is the largest final training loss among the finished runs, so that every one of
 * them reaches it. The loss of a step is the mean of the last epoch's worth of mini-batch losses up
 * to it.
 *
 * @param setting the setting
 * @param model the model
 * @param threshold nats
 */
public record Convergence(Setting setting, String model, double threshold) {
  /** Area under the training-loss curve over its number of steps. */
  public static final Measure AREA =
      new Measure("area", "area under the loss curve", "nats", 3, Convergence::area);

  /** Finds the threshold of a setting and model; absent if no run finished. */
  public static Optional<Convergence> of(
      Setting setting, String model, List<Comparison> comparisons) {
    OptionalDouble threshold =
        comparisons.stream()
            .flatMap(comparison -> comparison.finishedRuns().stream())
            .mapToDouble(run -> curve(run).last())
            .max();
    return threshold.isEmpty()
        ? Optional.empty()
        : Optional.of(new Convergence(setting, model, threshold.getAsDouble()));
  }

  /**
   * Returns the measures of this setting and model, each of them better where it is lower: epochs
   * and steps to the threshold, and the area.
   */
  public List<Measure> measures() {
    return List.of(
        new Measure("epochs", "epochs to threshold", "epochs", 2, this::epochs),
        new Measure("steps", "steps to threshold", "steps", 0, this::steps),
        AREA);
  }

  /**
   * Returns the steps until the training loss reaches the threshold, at least those of one epoch.
   *
   * @param run a finished run that the threshold was taken from
   */
  public double steps(RunRecord run) {
    return curve(run).firstStepAtOrBelow(threshold).orElseThrow();
  }

  /**
   * Returns the same in epochs with fractions, at least one.
   *
   * @param run a finished run that the threshold was taken from
   */
  public double epochs(RunRecord run) {
    return curve(run).firstWindowAtOrBelow(threshold).orElseThrow();
  }

  /**
   * Returns the area under the training-loss curve of a finished run over its number of steps, in
   * nats.
   */
  public static double area(RunRecord run) {
    return curve(run).area();
  }

  private static LossCurve curve(RunRecord run) {
    return new LossCurve(run.stepLosses(), run.stepsPerEpoch());
  }
}
