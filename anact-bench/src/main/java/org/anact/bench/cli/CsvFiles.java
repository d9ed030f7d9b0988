package org.anact.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.anact.bench.InputException;

/** Writes the tables of a command for other programs. */
final class CsvFiles {

  private CsvFiles() {}

  /**
   * Writes a table to a temporary file beside the target, then moves it into place. A number that
   * is not finite becomes an empty cell.
   *
   * @throws InputException if it cannot be written
   */
  static void write(Path file, List<String> columns, List<List<Object>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", columns));
    for (List<Object> row : rows) {
      lines.add(row.stream().map(CsvFiles::text).collect(Collectors.joining(",")));
    }
    Path target = file.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
      Files.write(temporary, lines);
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InputException(
          "cannot write '%s' (%s): give a file in a folder that can be written to"
              .formatted(file, e),
          e);
    }
  }

  private static String text(Object value) {
    boolean number = !(value instanceof Double d) || Double.isFinite(d);
    return number ? value.toString() : "";
  }
}
