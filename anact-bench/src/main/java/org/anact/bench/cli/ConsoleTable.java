package org.anact.bench.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.text.WordUtils;
import picocli.CommandLine;

/**
 * Rows of text for the console, in columns as wide as the console allows: numbers are aligned to
 * the right and stay on one line, texts wrap between words. Where even that is too wide, the
 * columns are split into several blocks, each of which begins with the first column. A table whose
 * heads are empty is printed without them.
 */
final class ConsoleTable {

  private static final String GAP = "  ";

  /** Shown in place of a value that does not exist. */
  private static final String NOTHING = "-";

  /** A number, with a sign, a relation or a unit. */
  private static final Pattern NUMBER = Pattern.compile("[-+<>~]?\\s?\\d.*");

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  ConsoleTable(String... heads) {
    this(Arrays.asList(heads));
  }

  ConsoleTable(List<String> heads) {
    this.heads = List.copyOf(heads);
  }

  /** Returns a number in that format, or a dash if it is not finite. */
  static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : NOTHING;
  }

  /** Adds a row with as many cells as there are heads. */
  void add(String... cells) {
    add(Arrays.asList(cells));
  }

  /** Adds a row with as many cells as there are heads. */
  void add(List<String> cells) {
    if (cells.size() != heads.size()) {
      throw new IllegalArgumentException(
          "a row of %d cells in a table of %d".formatted(cells.size(), heads.size()));
    }
    rows.add(List.copyOf(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Prints the table and an empty line, no wider than the command line's help. */
  void print(CommandLine line) {
    line.getOut().println(layOut(line.getUsageHelpWidth()));
    line.getOut().flush();
  }

  /** Returns the lines, of which none is longer than the width unless a single word is. */
  String layOut(int width) {
    List<Column> columns = IntStream.range(0, heads.size()).mapToObj(this::column).toList();
    return blocks(columns, width).stream()
        .map(block -> lines(block, widths(block, width)))
        .collect(Collectors.joining("\n"));
  }

  /**
   * A column with its head, and the widths that it has without and with as many lines as can be.
   */
  private record Column(List<String> cells, boolean numeric, int natural, int least) {

    List<String> lines(int row, int width) {
      String cell = cells.get(row);
      boolean whole = cell.length() <= width || (numeric && row > 0);
      List<String> lines = whole ? List.of(cell) : WordUtils.wrap(cell, width).lines().toList();
      String format = (numeric ? "%" : "%-") + width + "s";
      return lines.stream().map(line -> String.format(Locale.ROOT, format, line)).toList();
    }
  }

  private Column column(int index) {
    List<String> body = rows.stream().map(row -> row.get(index)).toList();
    boolean numeric =
        body.stream().anyMatch(cell -> NUMBER.matcher(cell).matches())
            && body.stream()
                .allMatch(
                    cell ->
                        cell.isEmpty() || cell.equals(NOTHING) || NUMBER.matcher(cell).matches());
    List<String> cells = Stream.concat(Stream.of(heads.get(index)), body.stream()).toList();
    Stream<String> words = Arrays.stream(heads.get(index).split("\\s+"));
    Stream<String> whole =
        numeric ? body.stream() : body.stream().flatMap(cell -> Arrays.stream(cell.split("\\s+")));
    return new Column(
        cells, numeric, longest(cells.stream()), longest(Stream.concat(words, whole)));
  }

  /** Returns a format's least width, which is 1. */
  private static int longest(Stream<String> texts) {
    return Math.max(1, texts.mapToInt(String::length).max().orElse(1));
  }

  private static List<List<Column>> blocks(List<Column> columns, int width) {
    List<List<Column>> blocks = new ArrayList<>();
    List<Column> block = new ArrayList<>();
    for (Column column : columns) {
      int taken = block.stream().mapToInt(each -> each.least() + GAP.length()).sum();
      if (block.size() > 1 && taken + column.least() > width) {
        blocks.add(block);
        block = new ArrayList<>(List.of(columns.get(0)));
      }
      block.add(column);
    }
    blocks.add(block);
    return blocks;
  }

  /** Narrows the widest columns to one width until the block fits. */
  private static List<Integer> widths(List<Column> block, int width) {
    int room = width - GAP.length() * (block.size() - 1);
    int most = Collections.max(block.stream().map(Column::natural).toList());
    List<Integer> widths;
    do {
      int limit = most;
      widths =
          block.stream()
              .map(column -> Math.min(column.natural(), Math.max(column.least(), limit)))
              .toList();
      most--;
    } while (widths.stream().mapToInt(Integer::intValue).sum() > room && most > 0);
    return widths;
  }

  private static String lines(List<Column> block, List<Integer> widths) {
    StringBuilder text = new StringBuilder();
    boolean headed = block.stream().anyMatch(column -> !column.cells().get(0).isEmpty());
    for (int row = headed ? 0 : 1; row < block.get(0).cells().size(); row++) {
      List<List<String>> cells = new ArrayList<>();
      for (int i = 0; i < block.size(); i++) {
        cells.add(block.get(i).lines(row, widths.get(i)));
      }
      int height = cells.stream().mapToInt(List::size).max().orElse(1);
      for (int line = 0; line < height; line++) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
          boolean there = line < cells.get(i).size();
          parts.add(there ? cells.get(i).get(line) : " ".repeat(widths.get(i)));
        }
        text.append(String.join(GAP, parts).stripTrailing()).append('\n');
      }
    }
    return text.toString();
  }
}
