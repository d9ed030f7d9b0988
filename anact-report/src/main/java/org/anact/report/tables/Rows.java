package org.anact.report.tables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
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
    ((StringColumn) columns.computeIfAbsent(column, StringColumn::create)).append(value);
    return this;
  }

  Rows count(String column, long value) {
    ((LongColumn) columns.computeIfAbsent(column, LongColumn::create)).append(value);
    return this;
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

  /**
   * A table of items.
   *
   * @param prototype stands for an item where there is none, so that an empty table has columns
   */
  static <T> Table of(String name, List<T> items, T prototype, BiConsumer<Rows, T> filler) {
    Rows rows = new Rows(name);
    (items.isEmpty() ? List.of(prototype) : items).forEach(item -> filler.accept(rows, item));
    return items.isEmpty() ? rows.toTable().emptyCopy() : rows.toTable();
  }

  Table toTable() {
    return Table.create(name, columns.values());
  }
}
