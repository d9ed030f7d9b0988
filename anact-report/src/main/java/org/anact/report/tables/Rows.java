package org.anact.report.tables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.Study;
import org.anact.report.export.Escape;
import org.anact.report.statistics.Estimate;
import org.anact.report.statistics.Interval;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.Summary;
import org.anact.results.PlannedRun;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Fills a table cell by cell; the first row decides the columns. */
final class Rows {
  private final String name;
  private final Map<String, Column<?>> columns = new LinkedHashMap<>();

  Rows(String name) {
    this.name = name;
  }

  Rows text(String column, String value) {
    ((StringColumn) columns.computeIfAbsent(column, StringColumn::create))
        .append(Escape.spreadsheet(value));
    return this;
  }

  Rows count(String column, long value) {
    ((LongColumn) columns.computeIfAbsent(column, LongColumn::create)).append(value);
    return this;
  }

  Rows number(String column, double value) {
    return number(column, OptionalDouble.of(value));
  }

  Rows number(String column, OptionalDouble value) {
    DoubleColumn numbers =
        (DoubleColumn) columns.computeIfAbsent(column, key -> DoubleColumn.create(key));
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      numbers.append(value.getAsDouble());
    } else {
      numbers.appendMissing();
    }
    return this;
  }

  Rows run(PlannedRun plan) {
    return text("id", plan.id())
        .text("dataset", plan.dataset())
        .text("model", plan.model())
        .text("activation", plan.activation())
        .count("seed", plan.seed());
  }

  Rows comparison(Comparison comparison) {
    return text("dataset", comparison.setting().dataset())
        .text("variant", comparison.setting().variant())
        .text("model", comparison.model())
        .text("base_activation", comparison.base())
        .text("vanilla", comparison.vanilla().label())
        .text("normalized", comparison.normalized().label());
  }

  Rows summary(String prefix, Summary summary) {
    return count(prefix + "_n", summary.n())
        .number(prefix + "_mean", summary.mean())
        .number(prefix + "_sd", summary.deviation());
  }

  Rows difference(String prefix, PairedDifference difference) {
    return count(prefix + "_pairs", difference.summary().n())
        .number(prefix + "_mean", difference.summary().mean())
        .number(prefix + "_sd", difference.summary().deviation())
        .interval(prefix, difference.interval())
        .number(prefix + "_p", difference.pValue());
  }

  /** A figure of both arms and its paired difference. */
  Rows both(Study study, Comparison comparison, Measure measure, String prefix) {
    return summary(prefix + "_vanilla", study.summary(comparison.vanilla(), measure))
        .summary(prefix + "_normalized", study.summary(comparison.normalized(), measure))
        .difference(prefix + "_difference", study.difference(comparison, measure));
  }

  Rows estimate(String prefix, Estimate estimate) {
    return number(prefix, estimate.value()).interval(prefix, estimate.interval());
  }

  Rows interval(String prefix, Optional<Interval> interval) {
    OptionalDouble none = OptionalDouble.empty();
    return number(prefix + "_low", interval.map(ends -> OptionalDouble.of(ends.low())).orElse(none))
        .number(
            prefix + "_high", interval.map(ends -> OptionalDouble.of(ends.high())).orElse(none));
  }

  /** A table of items; without one it has neither rows nor columns. */
  static <T> Table of(String name, List<T> items, BiConsumer<Rows, T> filler) {
    Rows rows = new Rows(name);
    items.forEach(item -> filler.accept(rows, item));
    return rows.toTable();
  }

  Table toTable() {
    return Table.create(name, columns.values());
  }
}
