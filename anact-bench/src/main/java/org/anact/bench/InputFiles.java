package org.anact.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the texts that a user gives, and tells what is wrong with them. */
public final class InputFiles {

  private InputFiles() {}

  /**
   * Reads a text.
   *
   * @return the text; none if there is no such file
   * @throws InputException if the file cannot be read
   */
  public static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new InputException(
          "cannot read '%s' (%s): check that it is a text file that you may read"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Returns what a parser says first. */
  public static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
  }
}
