package org.anact.results;

import com.google.common.base.Splitter;
import com.google.common.primitives.Doubles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** The CSV files of a run; a wrong header or a cell that is no number is refused. */
final class CsvFile {
  private static final ColumnType TEXT = ColumnType.STRING;
  private static final ColumnType NUMBER = ColumnType.DOUBLE;

  private CsvFile() {}

  static List<Double> steps(Path file) throws IOException {
    Table table = read(file, ResultFormat.STEP_COLUMNS, List.of(NUMBER, NUMBER));
    double[] steps = table.doubleColumn(0).asDoubleArray();
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] != i + 1) {
        throw new ResultFormatException(
            file + ": column 'step' must count 1, 2, 3, ... but row " + (i + 1) + " does not.");
      }
    }
    return Collections.unmodifiableList(Doubles.asList(table.doubleColumn(1).asDoubleArray()));
  }

  static List<EpochRow> epochs(Path file) throws IOException {
    List<EpochRow> rows =
        rows(
            file,
            ResultFormat.EPOCH_COLUMNS,
            Collections.nCopies(ResultFormat.EPOCH_COLUMNS.size(), NUMBER),
            row ->
                new EpochRow(
                    whole(file, row, 0),
                    whole(file, row, 1),
                    row.getDouble(2),
                    row.getDouble(3),
                    row.getDouble(4),
                    row.getDouble(5),
                    row.getDouble(6),
                    row.getDouble(7),
                    row.getDouble(8),
                    row.getDouble(9),
                    row.getDouble(10)));
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).epoch() != i + 1) {
        throw new ResultFormatException(file + ": column 'epoch' must count 1, 2, 3, ...");
      }
    }
    return rows;
  }

  static List<LayerRow> layers(Path file) throws IOException {
    return rows(
        file,
        ResultFormat.LAYER_COLUMNS,
        List.of(NUMBER, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER),
        row ->
            new LayerRow(
                whole(file, row, 0),
                row.getString(1),
                whole(file, row, 2),
                row.getDouble(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7),
                row.getDouble(8),
                whole(file, row, 9)));
  }

  /** The signals, absent where there is no such file. */
  static Optional<List<SignalRow>> signals(Path file) throws IOException {
    return sites(
        file,
        ResultFormat.SIGNAL_COLUMNS,
        row ->
            new SignalRow(
                whole(file, row, 0),
                row.getString(1),
                whole(file, row, 2),
                row.getString(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7),
                row.getDouble(8),
                row.getDouble(9),
                row.getDouble(10),
                row.getDouble(11)));
  }

  /** The weights, absent where there is no such file. */
  static Optional<List<WeightRow>> weights(Path file) throws IOException {
    return sites(
        file,
        ResultFormat.WEIGHT_COLUMNS,
        row ->
            new WeightRow(
                whole(file, row, 0),
                row.getString(1),
                whole(file, row, 2),
                row.getString(3),
                row.getDouble(4),
                row.getDouble(5)));
  }

  /** Rows of a file that a run need not have: step, layer, depth, branch and numbers. */
  private static <R extends SiteRow> Optional<List<R>> sites(
      Path file, List<String> columns, Function<Row, R> reader) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<ColumnType> types = new ArrayList<>(List.of(NUMBER, TEXT, NUMBER, TEXT));
    types.addAll(Collections.nCopies(columns.size() - types.size(), NUMBER));
    return Optional.of(rows(file, columns, types, reader));
  }

  private static <R> List<R> rows(
      Path file, List<String> columns, List<ColumnType> types, Function<Row, R> reader)
      throws IOException {
    List<R> rows = new ArrayList<>();
    for (Row row : read(file, columns, types)) {
      rows.add(reader.apply(row));
    }
    return rows;
  }

  private static Table read(Path file, List<String> columns, List<ColumnType> types)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ResultFormatException(file + " is missing.");
    }
    List<String> header;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String line = reader.readLine();
      header = line == null ? List.of() : Splitter.on(',').splitToList(line);
    } catch (CharacterCodingException e) {
      throw new ResultFormatException(file + " is no UTF-8 text.", e);
    }
    if (!header.equals(columns)) {
      throw new ResultFormatException(
          file + ": the header must be '" + String.join(",", columns) + "'.");
    }
    // Given the file, Tablesaw would guess its character set anew for each.
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return Table.read()
          .usingOptions(
              CsvReadOptions.builder(reader)
                  .header(true)
                  .columnTypes(types.toArray(ColumnType[]::new))
                  .missingValueIndicator(""));
    } catch (RuntimeException e) {
      // Tablesaw answers a malformed row or cell with exceptions of several kinds.
      throw new ResultFormatException(
          file + ": a row cannot be read as " + String.join(",", columns) + ".", e);
    }
  }

  private static int whole(Path file, Row row, int column) {
    double value = row.getDouble(column);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new ResultFormatException(
          file + ": column '" + row.columnNames().get(column) + "' must hold whole numbers.");
    }
    return (int) value;
  }
}
