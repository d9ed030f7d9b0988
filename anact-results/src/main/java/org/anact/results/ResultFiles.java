package org.anact.results;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/**
 * Reads files as UTF-8, compressed ones too, and writes files that are never half-written. A file
 * can be replaced by one that {@code gzip} made of it, with {@code .gz} at the end of its name.
 */
public final class ResultFiles {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private ResultFiles() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is not buffered. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file beside its place, waits until it is on the disk, and moves it into place, over
   * the one that is there.
   */
  public static void write(Path file, Content content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (FileChannel channel =
            FileChannel.open(
                temporary,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      content.writeTo(out);
      out.flush();
      channel.force(true);
    } catch (IOException | RuntimeException e) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException kept) {
        e.addSuppressed(kept);
      }
      throw e;
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes a text as UTF-8, as {@link #write(Path, Content)} does. */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads a text without the byte order mark that some editors put in front of it.
   *
   * @throws ResultFormatException if the file is missing, not UTF-8, or cannot be read
   */
  static String read(Path file) {
    return read(file, Long.MAX_VALUE);
  }

  /** Returns the name that a file has where it is compressed. */
  static Path compressed(Path file) {
    return file.resolveSibling(file.getFileName() + ".gz");
  }

  /** Returns whether there is a file, compressed or not. */
  static boolean exists(Path file) {
    return Files.exists(file) || Files.exists(compressed(file));
  }

  private static InputStream open(Path file) throws IOException {
    Path compressed = compressed(file);
    return Files.exists(file) || !Files.exists(compressed)
        ? Files.newInputStream(file)
        : new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(compressed)));
  }

  /** Reads the first bytes of a text, or all of it where it is shorter. */
  static String read(Path file, long bytes) {
    try (InputStream in = open(file)) {
      byte[] content = in.readNBytes((int) Math.min(bytes, Integer.MAX_VALUE));
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
    } catch (NoSuchFileException e) {
      throw new ResultFormatException(file + " is missing.", e);
    } catch (CharacterCodingException e) {
      throw new ResultFormatException(file + " is not UTF-8 text.", e);
    } catch (IOException e) {
      throw new ResultFormatException(file + " cannot be read (" + e.getMessage() + ").", e);
    }
  }
}
