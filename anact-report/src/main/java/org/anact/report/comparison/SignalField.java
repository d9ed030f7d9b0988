package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.anact.results.RunRecord;
import org.anact.results.SignalRow;
import org.anact.results.SiteRow;
import org.anact.results.WeightRow;

/**
 * A quantity at the places of a network over the training of an arm: the decimal logarithm, mean
 * over the finished runs that measured it. A place and step without a finite logarithm has no
 * entry.
 *
 * @param values by site, ascending by depth, and step
 */
public record SignalField(Map<Site, NavigableMap<Integer, Double>> values) {
  /**
   * Collects a quantity of the activation sites.
   *
   * @param arm whose runs
   * @param quantity of a row, above zero
   * @return the field, without a site if no run measured it
   */
  public static SignalField of(Arm arm, ToDoubleFunction<SignalRow> quantity) {
    return of(arm, RunRecord::signals, quantity);
  }

  /**
   * Collects a quantity of the weight layers; without a site if no run measured it.
   *
   * @param arm whose runs
   * @param quantity of a row, above zero
   */
  public static SignalField ofWeights(Arm arm, ToDoubleFunction<WeightRow> quantity) {
    return of(arm, RunRecord::weights, quantity);
  }

  private static <R extends SiteRow> SignalField of(
      Arm arm, Function<RunRecord, Optional<List<R>>> rows, ToDoubleFunction<R> quantity) {
    Map<Site, NavigableMap<Integer, double[]>> sums = new TreeMap<>();
    for (RunRecord run : arm.finished()) {
      for (R row : rows.apply(run).orElse(List.of())) {
        double value = Math.log10(quantity.applyAsDouble(row));
        if (Double.isFinite(value)) {
          double[] sum =
              sums.computeIfAbsent(Site.of(row), unused -> new TreeMap<>())
                  .computeIfAbsent(row.step(), unused -> new double[2]);
          sum[0] += value;
          sum[1]++;
        }
      }
    }
    Map<Site, NavigableMap<Integer, Double>> values = new TreeMap<>();
    sums.forEach(
        (site, steps) -> {
          NavigableMap<Integer, Double> means = new TreeMap<>();
          steps.forEach((step, sum) -> means.put(step, sum[0] / sum[1]));
          values.put(site, means);
        });
    return new SignalField(values);
  }

  /** Returns the sites, ascending by depth. */
  public List<Site> sites() {
    return List.copyOf(values.keySet());
  }

  /** Returns the steps at which something was measured, ascending. */
  public NavigableSet<Integer> steps() {
    NavigableSet<Integer> steps = new TreeSet<>();
    values.values().forEach(line -> steps.addAll(line.keySet()));
    return steps;
  }

  /** Returns the value of a site at a step, if there is one. */
  public OptionalDouble at(Site site, int step) {
    Double value = values.getOrDefault(site, new TreeMap<>()).get(step);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * Returns the field relative to the first or the last site at the same step, as differences of
   * logarithms; steps without the reference are left out.
   *
   * @param last whether the last one is the reference
   */
  public SignalField relative(boolean last) {
    List<Site> sites = sites();
    if (sites.isEmpty()) {
      return this;
    }
    Site reference = sites.get(last ? sites.size() - 1 : 0);
    Map<Site, NavigableMap<Integer, Double>> result = new TreeMap<>();
    values.forEach(
        (site, line) -> {
          NavigableMap<Integer, Double> relative = new TreeMap<>();
          line.forEach(
              (step, value) ->
                  at(reference, step).ifPresent(base -> relative.put(step, value - base)));
          result.put(site, relative);
        });
    return new SignalField(result);
  }

  /**
   * Returns the field as means over groups of neighbouring steps, each at the first step of its
   * group, so that a picture of it stays legible.
   *
   * @param most largest number of steps
   */
  public SignalField thinned(int most) {
    List<Integer> steps = new ArrayList<>(steps());
    int group = Math.max(1, (steps.size() + most - 1) / most);
    Map<Site, NavigableMap<Integer, Double>> result = new TreeMap<>();
    values.forEach((site, unused) -> result.put(site, new TreeMap<>()));
    for (int from = 0; from < steps.size(); from += group) {
      List<Integer> taken = steps.subList(from, Math.min(steps.size(), from + group));
      int first = taken.get(0);
      values.forEach(
          (site, line) ->
              taken.stream()
                  .filter(line::containsKey)
                  .mapToDouble(line::get)
                  .average()
                  .ifPresent(mean -> result.get(site).put(first, mean)));
    }
    return new SignalField(result);
  }
}
