package org.anact.datasets.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.anact.datasets.DatasetException;

/**
 * Takes foreign files into a folder: none outside it, none twice, no links, and not more than any
 * data set has.
 */
final class Intake {

  /** Tiny ImageNet has 120,609 files and folders. */
  private static final int MOST_ENTRIES = 250_000;

  /** All published data sets have less than 0.5 GB. */
  private static final long MOST_BYTES = 4L << 30;

  private final Path source;
  private final Path target;
  private final byte[] chunk = new byte[1 << 17];
  private int entries;
  private long bytes;

  /**
   * Makes an intake.
   *
   * @param source what the files come from, for messages
   * @param target an existing folder
   */
  Intake(Path source, Path target) {
    this.source = source;
    this.target = target;
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
        if (bytes > MOST_BYTES) {
          throw new DatasetException(
              "'%s' holds more than %,d bytes, which no data set here has: take the published one"
                  .formatted(source, MOST_BYTES));
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

  /** Libraries that unpack meet damaged archives with unchecked exceptions too. */
  private int read(String name, InputStream in) {
    try {
      return in.read(chunk);
    } catch (IOException | RuntimeException e) {
      throw damaged(name, e);
    }
  }

  private Path place(String name) {
    entries++;
    if (entries > MOST_ENTRIES) {
      throw new DatasetException(
          "'%s' holds more than %,d files, which no data set here has: take the published one"
              .formatted(source, MOST_ENTRIES));
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
      throw refused(name, "is no name of a file");
    }
    throw refused(name, "lies outside of it");
  }

  /** Returns the sentence for something that no published archive holds. */
  DatasetException refused(String name, String reason) {
    return new DatasetException(
        "'%s' is refused because '%s' in it %s: take the published one"
            .formatted(source, name, reason));
  }

  /** Returns the sentence for something that cannot be read. */
  DatasetException damaged(String name, Exception cause) {
    return new DatasetException(
        "'%s' is truncated or damaged at '%s' (%s): get it again"
            .formatted(source, name, cause.getMessage()),
        cause);
  }
}
