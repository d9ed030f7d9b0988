package org.anact.bench.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** Rows of text for the console, each column as wide as its widest cell. */
final class ConsoleTable {

  private static final int GAP = 2;

  private final List<String[]> rows = new ArrayList<>();

  ConsoleTable(String... heads) {
    rows.add(heads);
  }

  /** Adds a row with as many cells as there are heads. */
  void add(String... cells) {
    if (cells.length != rows.get(0).length) {
      throw new IllegalArgumentException(
          "a row of %d cells in a table of %d".formatted(cells.length, rows.get(0).length));
    }
    rows.add(cells);
  }

  @Override
  public String toString() {
    Column[] columns = new Column[rows.get(0).length];
    for (int i = 0; i < columns.length; i++) {
      int column = i;
      int width = rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
      columns[i] = new Column(width + GAP, 0, Column.Overflow.SPAN);
    }
    TextTable table = TextTable.forColumns(CommandLine.Help.defaultColorScheme(Ansi.OFF), columns);
    rows.forEach(table::addRowValues);
    return table.toString();
  }
}
