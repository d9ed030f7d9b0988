package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * What the tables of a report of two activations must say, from the raw files by plain arithmetic.
 *
 * @param directory with its report
 * @param runs its raw files
 */
record Recomputed(Path directory, List<RawRun> runs) {
  private static final double EXACT = 1e-9;

  static Recomputed of(Path directory) throws IOException {
    return new Recomputed(directory, RawRun.all(directory));
  }

  Table table(String name) {
    return Table.read().csv(directory.resolve("report").resolve(name + ".csv").toFile());
  }

  /** By seed; ablations and runs that did not finish are left out. */
  Map<Integer, Double> figures(String activation, ToDoubleFunction<RawRun> figure) {
    Map<Integer, Double> figures = new LinkedHashMap<>();
    for (RawRun run : runs) {
      if (run.activation().equals(activation) && run.finished() && usual(run)) {
        figures.put(run.seed(), figure.applyAsDouble(run));
      }
    }
    return figures;
  }

  /** What docs/grids.md gives as defaults, as far as made-up runs have the options. */
  private static boolean usual(RawRun run) {
    Map<String, String> defaults =
        Map.of(
            "init",
            "FAIR_UNIT_BEFORE_NORM",
            "target",
            "BALANCED",
            "centre",
            "true",
            "momentum",
            "0.9");
    return run.options().entrySet().stream()
        .allMatch(option -> option.getValue().equals(defaults.get(option.getKey())));
  }

  static double property(RawRun run) {
    return run.signals().stream()
        .mapToDouble(
            row ->
                Math.abs(
                    Math.log(
                        Math.pow(Double.parseDouble(row.get("lambda")), 2)
                            * Double.parseDouble(row.get("slope_square")))))
        .average()
        .orElseThrow();
  }

  static double spread(RawRun run) {
    Map<String, List<Double>> steps = new LinkedHashMap<>();
    for (Map<String, String> row : run.signals()) {
      steps
          .computeIfAbsent(row.get("step"), unused -> new ArrayList<>())
          .add(Math.log(Double.parseDouble(row.get("var_grad_input"))));
    }
    return mean(steps.values().stream().map(Recomputed::deviation).toList());
  }

  static double mean(Iterable<Double> values) {
    double sum = 0;
    int count = 0;
    for (double value : values) {
      sum += value;
      count++;
    }
    return sum / count;
  }

  static double deviation(Iterable<Double> values) {
    double mean = mean(values);
    double squares = 0;
    int count = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
      count++;
    }
    return Math.sqrt(squares / (count - 1));
  }

  /** Both arms and their difference of every comparison in a table. */
  void check(String table, String id, ToDoubleFunction<RawRun> figure) {
    check(table(table), id, figure);
  }

  /** The same of a part of a table. */
  void check(Table table, String id, ToDoubleFunction<RawRun> figure) {
    assertThat(table.rowCount()).isEqualTo(2);
    for (Row row : table) {
      String base = row.getString("base_activation");
      Map<Integer, Double> vanilla = figures(base, figure);
      Map<Integer, Double> normalized = figures("n" + base, figure);
      List<Double> differences = new ArrayList<>();
      vanilla.forEach(
          (seed, value) -> {
            if (normalized.containsKey(seed)) {
              differences.add(normalized.get(seed) - value);
            }
          });
      close(row, id + "_vanilla_mean", mean(vanilla.values()));
      close(row, id + "_vanilla_sd", deviation(vanilla.values()));
      close(row, id + "_normalized_mean", mean(normalized.values()));
      close(row, id + "_normalized_sd", deviation(normalized.values()));
      close(row, id + "_difference_mean", mean(differences));
      close(row, id + "_difference_sd", deviation(differences));
      close(row, id + "_difference_p", signFlip(differences));
      assertThat(row.getInt(id + "_difference_pairs")).isEqualTo(differences.size());
      assertThat(row.getNumber(id + "_difference_low"))
          .isLessThanOrEqualTo(mean(differences) + EXACT);
      assertThat(row.getNumber(id + "_difference_high"))
          .isGreaterThanOrEqualTo(mean(differences) - EXACT);
    }
  }

  static void close(Row row, String column, double expected) {
    assertThat(row.getNumber(column))
        .as(column)
        .isCloseTo(expected, within(EXACT * Math.max(1, Math.abs(expected))));
  }

  private static double signFlip(List<Double> differences) {
    int patterns = 1 << differences.size();
    double observed = Math.abs(differences.stream().mapToDouble(d -> d).sum());
    int extreme = 0;
    for (int pattern = 0; pattern < patterns; pattern++) {
      double sum = 0;
      for (int i = 0; i < differences.size(); i++) {
        sum += (pattern >> i & 1) == 1 ? -differences.get(i) : differences.get(i);
      }
      extreme += Math.abs(sum) >= observed - 1e-9 ? 1 : 0;
    }
    return (double) extreme / patterns;
  }
}
