package org.anact.bench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.dataformat.csv.CsvSchema.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.anact.bench.InputException;
import org.anact.results.ResultFiles;
import org.anact.results.ResultFormatException;

/** Writes the files that a command makes beside its output. */
final class OutputFiles {

  private static final CsvMapper CSV =
      CsvMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .build();

  private OutputFiles() {}

  /**
   * Writes a table, making its folder if there is none; a number that is not finite becomes an
   * empty cell.
   *
   * @throws InputException if it cannot be written
   */
  static void csv(Path file, List<String> columns, List<List<Object>> rows) {
    List<List<Object>> cells =
        rows.stream().map(row -> row.stream().map(OutputFiles::cell).toList()).toList();
    csv(file, CsvSchema.builder().addColumns(columns, ColumnType.STRING).build(), cells);
  }

  private static Object cell(Object value) {
    return value instanceof Double number && !Double.isFinite(number) ? "" : value;
  }

  /** Writes a table whose columns are the components of a record, in snake case. */
  static <R extends Record> void csv(Path file, Class<R> type, List<R> rows) {
    csv(file, CSV.schemaFor(type), rows);
  }

  private static void csv(Path file, CsvSchema schema, List<?> rows) {
    try {
      text(file, CSV.writer(schema.withHeader()).writeValueAsString(rows));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a text as {@link ResultFiles} does, making its folder if there is none.
   *
   * @throws InputException if the path cannot be written to
   * @throws UncheckedIOException if the disk fails or is full
   */
  static void text(Path file, String text) {
    Path target = file.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      ResultFiles.write(target, text);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Returns what a path that cannot be written to ends in: wrong input, or a disk that fails. */
  static RuntimeException unwritable(Path path, IOException e) {
    boolean wrongPath =
        e instanceof AccessDeniedException
            || e instanceof FileAlreadyExistsException
            || e instanceof NoSuchFileException;
    return wrongPath
        ? new InputException(
            "cannot write '%s' (%s): give a place that can be written to".formatted(path, e), e)
        : Failures.at(path, e);
  }

  /** Writes something into a folder. */
  @FunctionalInterface
  interface Writer<T> {
    T write() throws IOException;
  }

  /**
   * Writes into a folder.
   *
   * @throws UncheckedIOException if that fails; it names the folder where Java names no file
   */
  static <T> T into(Path folder, Writer<T> writer) throws IOException {
    try {
      return writer.write();
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw Failures.at(folder, e);
    } catch (ResultFormatException e) {
      throw e;
    } catch (RuntimeException e) {
      throw e.getCause() instanceof IOException cause ? Failures.at(folder, cause) : e;
    }
  }
}
