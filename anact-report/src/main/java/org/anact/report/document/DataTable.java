package org.anact.report.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A table.
 *
 * @param id unique in the report; name of its LaTeX file
 * @param caption what it shows, with the rule that its figures follow
 * @param source CSV files that hold its numbers in full
 * @param words whether its cells are sentences
 * @param columns the first one names the row
 * @param rows as many cells each as there are columns
 */
public record DataTable(
    String id,
    String caption,
    List<String> source,
    boolean words,
    List<Head> columns,
    List<List<Cell>> rows)
    implements Block {
  /**
   * The head of a column.
   *
   * @param group heading over neighbouring columns, or empty
   * @param label heading
   * @param number whether its cells are numbers
   */
  public record Head(String group, String label, boolean number) {}

  /**
   * Neighbouring columns under one heading.
   *
   * @param label heading, empty if the columns have none in common
   * @param columns the columns
   */
  public record Group(String label, List<Head> columns) {}

  /** Refuses rows of another length than the header. */
  public DataTable {
    source = List.copyOf(source);
    columns = List.copyOf(columns);
    int width = columns.size();
    rows =
        rows.stream()
            .map(
                row -> {
                  if (row.size() != width) {
                    throw new IllegalArgumentException(
                        id + ": a row of " + row.size() + " cells under " + width + " columns");
                  }
                  return List.copyOf(row);
                })
            .toList();
  }

  /** The same table under another id. */
  DataTable withId(String other) {
    return new DataTable(other, caption, source, words, columns, rows);
  }

  /** The columns by their common headings, in order; each column without one for itself. */
  public List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (Head column : columns) {
      Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
      if (last != null && !column.group().isEmpty() && last.label().equals(column.group())) {
        last.columns().add(column);
      } else {
        groups.add(new Group(column.group(), new ArrayList<>(List.of(column))));
      }
    }
    return groups;
  }

  /** Whether there are headings over several columns. */
  public boolean grouped() {
    return columns.stream().anyMatch(column -> !column.group().isEmpty());
  }

  @Override
  public String kind() {
    return "table";
  }
}
