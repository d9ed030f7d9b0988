package org.anact.report.comparison;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.anact.results.LayerRow;
import org.anact.results.RunRecord;
import org.anact.results.SignalRow;

/**
 * How far the activation sites of a run are from passing variance on unchanged: the mean of
 * |ln(lambda^2 rho)| forward and |ln(lambda^2 rho')| backward, in nats. Zero is unchanged.
 *
 * <p>Where the run measured its signals it is the mean over sites and recorded steps; else, for a
 * normalized run, over layers and epochs of the running values. A vanilla run has lambda 1, and the
 * gain of its initial weights is not part of the figure.
 *
 * @param forward of lambda^2 rho
 * @param backward of lambda^2 rho'
 */
public record NormalizationProperty(OptionalDouble forward, OptionalDouble backward) {
  /** The forward figure. */
  public static final Measure FORWARD =
      new Measure(
          "property_forward",
          "mean |ln(\u03bb\u00b2\u03c1)|",
          "nats",
          3,
          run -> of(run).forward.orElse(Double.NaN));

  /** The backward figure. */
  public static final Measure BACKWARD =
      new Measure(
          "property_backward",
          "mean |ln(\u03bb\u00b2\u03c1\u2032)|",
          "nats",
          3,
          run -> of(run).backward.orElse(Double.NaN));

  /** Measures a run; a vanilla one without signals has no figures. */
  public static NormalizationProperty of(RunRecord run) {
    if (run.signals().isPresent()) {
      List<SignalRow> rows = run.signals().get();
      return new NormalizationProperty(
          mean(rows.stream().mapToDouble(row -> gain(row.lambda(), row.rho()))),
          mean(rows.stream().mapToDouble(row -> gain(row.lambda(), row.slopeSquare()))));
    }
    return new NormalizationProperty(mean(run, LayerRow::rho), mean(run, LayerRow::rhoPrime));
  }

  private static OptionalDouble mean(RunRecord run, ToDoubleFunction<LayerRow> rho) {
    return mean(
        run.layers().stream().mapToDouble(row -> gain(row.lambda(), rho.applyAsDouble(row))));
  }

  private static double gain(double lambda, double rho) {
    return lambda * lambda * rho;
  }

  private static OptionalDouble mean(DoubleStream gains) {
    return gains.map(gain -> Math.abs(Math.log(gain))).filter(Double::isFinite).average();
  }
}
