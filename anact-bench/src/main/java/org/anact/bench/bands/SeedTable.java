package org.anact.bench.bands;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The quantities of runs by configuration and seed; {@code NaN} where a run has none. */
final class SeedTable {

  private final List<Map<Quantity, double[]>> arms;

  private SeedTable(List<Map<Quantity, double[]>> arms) {
    this.arms = arms;
  }

  /** Makes the table of runs. */
  static SeedTable of(List<ArmRuns> runs) {
    return filled(
        runs.size(),
        (arm, quantity) ->
            runs.get(arm).runs().stream()
                .map(quantity::of)
                .mapToDouble(value -> value == null ? Double.NaN : value)
                .toArray());
  }

  /** Makes a table of a column for each configuration and quantity. */
  static SeedTable filled(int size, BiFunction<Integer, Quantity, double[]> column) {
    List<Map<Quantity, double[]>> arms = new ArrayList<>();
    for (int arm = 0; arm < size; arm++) {
      Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
      for (Quantity quantity : Quantity.values()) {
        columns.put(quantity, column.apply(arm, quantity));
      }
      arms.add(columns);
    }
    return new SeedTable(arms);
  }

  int arms() {
    return arms.size();
  }

  int seeds() {
    return of(0, Quantity.STEPS).length;
  }

  /** Returns the values of a configuration, one a seed. */
  double[] of(int arm, Quantity quantity) {
    return arms.get(arm).get(quantity);
  }

  /** Returns the largest value of any configuration and seed. */
  double largest(Quantity quantity) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int arm = 0; arm < arms(); arm++) {
      for (double value : of(arm, quantity)) {
        largest = Math.max(largest, value);
      }
    }
    return largest;
  }

  /** Returns the table of some of the seeds. */
  SeedTable select(int[] seeds) {
    return filled(
        arms(),
        (arm, quantity) -> {
          double[] all = of(arm, quantity);
          double[] selected = new double[seeds.length];
          for (int i = 0; i < seeds.length; i++) {
            selected[i] = all[seeds[i]];
          }
          return selected;
        });
  }

  /** Returns the table in which every training takes longer by a factor to reach its target. */
  SeedTable slowedBy(double factor) {
    return filled(
        arms(),
        (arm, quantity) -> {
          double[] values = of(arm, quantity).clone();
          for (int seed = 0; quantity == Quantity.STEPS && seed < values.length; seed++) {
            values[seed] *= factor;
          }
          return values;
        });
  }
}
