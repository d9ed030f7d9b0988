package org.anact.bench;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the texts that a user gives, and tells what is wrong with them. */
public final class InputFiles {

  private InputFiles() {}

  /**
   * Reads a text in UTF-8, or in UTF-16 with a byte order mark; nothing if there is no such file.
   *
   * @throws InputException if the file cannot be read
   */
  public static Optional<String> read(Path file) {
    try {
      return Optional.of(decode(file, Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new InputException(
          "cannot read '%s' (%s): check that it is a text file that you may read"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static String decode(Path file, byte[] bytes) {
    boolean wide = startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE);
    Charset charset = wide ? UTF_16 : UTF_8;
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = charset.newDecoder().decode(in, text, true);
    text.flip();
    if (result.isError()) {
      throw new InputException(
          "%s, line %d is not text in %s: save the file as UTF-8"
              .formatted(file, text.chars().filter(c -> c == '\n').count() + 1, charset));
    }
    return text.length() > 0 && text.charAt(0) == '\uFEFF'
        ? text.subSequence(1, text.length()).toString()
        : text.toString();
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  /** Returns what a parser says first. */
  public static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
  }
}
