package org.anact.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anact.bench.CsvLine;
import org.anact.bench.InputException;
import org.anact.results.ResultFiles;

/** Writes the files that a command makes beside its output. */
final class OutputFiles {

  private OutputFiles() {}

  /**
   * Writes a table, making its folder if there is none.
   *
   * @throws InputException if it cannot be written
   */
  static void csv(Path file, List<String> columns, List<List<Object>> rows) {
    List<String> lines = new ArrayList<>(List.of(CsvLine.of(columns)));
    rows.forEach(row -> lines.add(CsvLine.of(row)));
    text(file, String.join("\n", lines) + "\n");
  }

  /**
   * Writes a text as {@link ResultFiles} does, making its folder if there is none.
   *
   * @throws InputException if it cannot be written
   */
  static void text(Path file, String text) {
    Path target = file.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      ResultFiles.write(target, text);
    } catch (IOException e) {
      throw new InputException(
          "cannot write '%s' (%s): give a file in a folder that can be written to"
              .formatted(file, e),
          e);
    }
  }
}
