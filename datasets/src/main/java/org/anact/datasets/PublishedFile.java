package org.anact.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A file as its publisher offers it.
 *
 * @param name its name, at every address
 * @param bytes its exact size; null where none is published
 * @param md5 its MD5 in hexadecimal digits; null where only the other is published
 * @param sha256 its SHA-256 in hexadecimal digits; null where only the other is published
 * @param source where these figures were taken from
 */
public record PublishedFile(String name, Long bytes, String md5, String sha256, String source) {

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if one cannot be right, or there is no checksum
   */
  public PublishedFile {
    if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("'%s' is not a file name".formatted(name));
    }
    if (bytes != null && bytes <= 0) {
      throw new IllegalArgumentException("%s has %d bytes".formatted(name, bytes));
    }
    if (md5 == null && sha256 == null) {
      throw new IllegalArgumentException(name + " has no checksum");
    }
    requireDigits(name, md5, 32);
    requireDigits(name, sha256, 64);
    if (source == null || source.isBlank()) {
      throw new IllegalArgumentException(name + " does not say where its checksum is from");
    }
  }

  private static void requireDigits(String name, String checksum, int digits) {
    if (checksum != null && !checksum.matches("[0-9a-f]{" + digits + "}")) {
      throw new IllegalArgumentException(
          "%s has the checksum '%s', and %d hexadecimal digits are expected"
              .formatted(name, checksum, digits));
    }
  }

  /** Returns the stronger of its checksums. */
  String checksum() {
    return sha256 == null ? md5 : sha256;
  }

  /**
   * Returns what is wrong with a file, to follow its name in a sentence; empty if it is as
   * published.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<String> difference(Path file) throws IOException {
    long there = Files.size(file);
    if (bytes != null && there != bytes) {
      return Optional.of(
          String.format(Locale.ROOT, "has %,d bytes and the published file %,d", there, bytes));
    }
    return difference(Digests.of(file));
  }

  /** Compares checksums with what is published, as {@link #difference(Path)} compares a file. */
  Optional<String> difference(Digests digests) {
    if (sha256 != null && !digests.sha256().equals(sha256)) {
      return Optional.of(
          "has the SHA-256 %s and the published file %s".formatted(digests.sha256(), sha256));
    }
    if (md5 != null && !digests.md5().equals(md5)) {
      return Optional.of("has the MD5 %s and the published file %s".formatted(digests.md5(), md5));
    }
    return Optional.empty();
  }
}
