package org.anact.datasets.install;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import org.anact.datasets.DatasetException;

/**
 * Takes foreign files into a folder: none outside it, none twice, no links, and not more than any
 * data set has.
 */
final class Intake {

  /**
   * What may be taken at most.
   *
   * @param entries files and folders
   * @param bytes of all files
   */
  record Limits(int entries, long bytes) {

    /** Twice Tiny ImageNet's 120,609 files and folders, and many times its bytes. */
    static final Limits STANDARD = new Limits(250_000, 4L << 30);
  }

  private final Path source;
  private final Path target;
  private final Limits limits;
  private final byte[] chunk = new byte[1 << 17];
  private int entries;
  private long bytes;

  /**
   * Makes an intake.
   *
   * @param source what the files come from, for messages
   * @param target an existing folder
   * @param limits of all that is taken
   */
  Intake(Path source, Path target, Limits limits) {
    this.source = source;
    this.target = target;
    this.limits = limits;
  }

  /** Takes a folder by its name within the source, with slashes. */
  void folder(String name) throws IOException {
    create(place(name), name);
  }

  /**
   * Takes a file by its name within the source, with slashes.
   *
   * @throws DatasetException if it may not be taken, or cannot be read
   * @throws IOException if it cannot be written
   */
  void file(String name, InputStream in) throws IOException {
    Path place = place(name);
    create(place.getParent(), name);
    try (OutputStream out =
        Files.newOutputStream(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int count = read(name, in); count >= 0; count = read(name, in)) {
        bytes += count;
        if (bytes > limits.bytes()) {
          throw new DatasetException(
              "'%s' holds more than %,d bytes, which no data set here has: take the published one"
                  .formatted(source, limits.bytes()));
        }
        out.write(chunk, 0, count);
      }
    } catch (FileAlreadyExistsException e) {
      throw refused(name, "is there twice");
    }
  }

  private void create(Path folder, String name) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw refused(name, "is there as a file and as a folder");
    }
  }

  /** Libraries that unpack throw unchecked exceptions for damaged archives, too. */
  private int read(String name, InputStream in) {
    try {
      return in.read(chunk);
    } catch (IOException | RuntimeException e) {
      throw damaged(name, e);
    }
  }

  private Path place(String name) {
    entries++;
    if (entries > limits.entries()) {
      throw new DatasetException(
          "'%s' holds more than %,d files, which no data set here has: take the published one"
              .formatted(source, limits.entries()));
    }
    try {
      Path place = target.resolve(name).normalize();
      boolean plain =
          !name.startsWith("/")
              && name.indexOf('\\') < 0
              && Arrays.stream(name.split("/")).noneMatch(".."::equals);
      if (plain && place.startsWith(target)) {
        return place;
      }
    } catch (InvalidPathException e) {
      throw refused(name, "is not a file name");
    }
    throw refused(name, "is outside of it");
  }

  /** Returns the sentence for something that no published archive holds. */
  DatasetException refused(String name, String reason) {
    return new DatasetException(
        "'%s' is refused because '%s' in it %s: take the published one"
            .formatted(source, name, reason));
  }

  /** Returns the sentence for something that cannot be read. */
  DatasetException damaged(String name, Exception cause) {
    String otherwise =
        cause instanceof EOFException ? "it ends too early" : cause.getClass().getSimpleName();
    String reason = Objects.requireNonNullElse(cause.getMessage(), otherwise);
    return new DatasetException(
        "'%s' is truncated or damaged at '%s' (%s): get it again".formatted(source, name, reason),
        cause);
  }
}
