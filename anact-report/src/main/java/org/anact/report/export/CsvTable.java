package org.anact.report.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.anact.report.document.Column.Field;
import org.anact.report.document.TableModel;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table in full precision as a CSV file. */
public final class CsvTable {
  private CsvTable() {}

  /** Writes a table; one without rows has no file. */
  public static void write(TableModel<?> table, Path file) {
    if (!table.rows().isEmpty()) {
      tablesaw(table).write().csv(file.toFile());
    }
  }

  private static <T> Table tablesaw(TableModel<T> table) {
    List<Field<T>> fields = table.fields();
    List<List<Object>> rows =
        table.rows().parallelStream()
            .map(row -> fields.stream().map(field -> field.value().apply(row)).toList())
            .toList();
    Set<String> names = new HashSet<>();
    List<Column<?>> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      int at = i;
      String name = Escape.spreadsheet(fields.get(i).name());
      // Tablesaw takes names that differ in case alone for the same.
      while (!names.add(name.toLowerCase(Locale.ROOT))) {
        name += "_";
      }
      columns.add(
          switch (fields.get(i).type()) {
            case TEXT ->
                StringColumn.create(
                    name, rows.stream().map(row -> Escape.spreadsheet((String) row.get(at))));
            case COUNT ->
                LongColumn.create(name, rows.stream().mapToLong(row -> (long) row.get(at)));
            case NUMBER ->
                DoubleColumn.create(
                    name, rows.stream().mapToDouble(row -> finite((double) row.get(at))).toArray());
          });
    }
    return Table.create(columns);
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }
}
