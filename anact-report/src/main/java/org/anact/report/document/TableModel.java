package org.anact.report.document;

import java.util.List;
import java.util.function.Predicate;

/**
 * The columns of a table and what its rows are about.
 *
 * @param <T> what a row is about
 * @param columns in order
 * @param rows in order
 */
public record TableModel<T>(List<Column<T>> columns, List<T> rows) {
  /** Copies the lists. */
  public TableModel {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The columns in the CSV file. */
  public List<Column.Field<T>> fields() {
    return columns.stream().flatMap(column -> column.fields().stream()).toList();
  }

  /** Some of its rows. */
  public TableModel<T> where(Predicate<T> condition) {
    return new TableModel<>(columns, rows.stream().filter(condition).toList());
  }

  /**
   * What is shown of it, where cells are numbers and names.
   *
   * @param id unique in the report; name of its LaTeX file
   * @param caption what it shows, with the rule that its figures follow
   * @param source CSV file that holds its numbers in full
   */
  public DataTable show(String id, String caption, String source) {
    return show(id, caption, List.of(source), false);
  }

  /** The same where cells are sentences. */
  public DataTable showSentences(String id, String caption, String source) {
    return show(id, caption, List.of(source), true);
  }

  /** The same without a CSV file. */
  public DataTable show(String id, String caption, boolean sentences) {
    return show(id, caption, List.of(), sentences);
  }

  /** Rows are computed side by side. */
  private DataTable show(String id, String caption, List<String> source, boolean words) {
    List<Column<T>> shown = columns.stream().filter(one -> one.cell().isPresent()).toList();
    return new DataTable(
        id,
        caption,
        source,
        words,
        shown.stream()
            .map(one -> new DataTable.Head(one.group(), one.head(), one.number()))
            .toList(),
        rows.parallelStream()
            .map(row -> shown.stream().map(one -> one.cell().orElseThrow().apply(row)).toList())
            .toList());
  }
}
