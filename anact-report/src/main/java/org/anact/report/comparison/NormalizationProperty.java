package org.anact.report.comparison;

import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.anact.report.results.LayerRow;
import org.anact.report.results.RunRecord;

/**
 * How far the normalized layers of a run stay from carrying variance unchanged: the mean over
 * layers and epochs of |ln(lambda^2 rho)| forward and |ln(lambda^2 rho')| backward, in nats. Zero
 * is unchanged.
 *
 * @param forward of lambda^2 rho
 * @param backward of lambda^2 rho'
 */
public record NormalizationProperty(OptionalDouble forward, OptionalDouble backward) {
  /**
   * Measures a run.
   *
   * @param run any run
   * @return empty figures for a vanilla run
   */
  public static NormalizationProperty of(RunRecord run) {
    return new NormalizationProperty(mean(run, LayerRow::rho), mean(run, LayerRow::rhoPrime));
  }

  private static OptionalDouble mean(RunRecord run, ToDoubleFunction<LayerRow> rho) {
    return run.layers().stream()
        .mapToDouble(
            row -> Math.abs(Math.log(row.lambda() * row.lambda() * rho.applyAsDouble(row))))
        .filter(Double::isFinite)
        .average();
  }
}
