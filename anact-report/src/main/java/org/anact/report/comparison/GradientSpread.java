package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.anact.report.statistics.Summary;
import org.anact.results.RunRecord;
import org.anact.results.SignalRow;

/**
 * How much the gradient's variance differs between the sites of a run: the standard deviation over
 * sites of ln Var(dL/dy), mean over the recorded steps, in nats. Zero is the same at every site.
 */
public final class GradientSpread {
  /** The figure of a run, {@code NaN} where it was not measured at two sites or more. */
  public static final Measure MEASURE =
      new Measure(
          "gradient_spread",
          "spread of the gradient\u2019s variance over depth",
          "nats",
          3,
          GradientSpread::of);

  private GradientSpread() {}

  private static double of(RunRecord run) {
    NavigableMap<Integer, List<Double>> logarithms = new TreeMap<>();
    for (SignalRow row : run.signals().orElse(List.of())) {
      double value = Math.log(row.varGradInput());
      if (Double.isFinite(value)) {
        logarithms.computeIfAbsent(row.step(), unused -> new ArrayList<>()).add(value);
      }
    }
    return logarithms.values().stream()
        .map(values -> Summary.of(values.stream().mapToDouble(Double::doubleValue).toArray()))
        .flatMapToDouble(summary -> summary.deviation().stream())
        .average()
        .orElse(Double.NaN);
  }
}
