package org.anact.bench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anact.bench.CsvLine;
import org.anact.bench.InputException;
import org.anact.results.ResultFiles;
import org.anact.results.ResultFormatException;

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
