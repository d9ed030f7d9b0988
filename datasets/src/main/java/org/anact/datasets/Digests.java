package org.anact.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksums of a file or of its content.
 *
 * @param md5 in lower-case hexadecimal digits; what older publishers give
 * @param sha256 in lower-case hexadecimal digits
 */
public record Digests(String md5, String sha256) {

  private static final int CHUNK = 1 << 17;

  /** Takes bytes piece by piece. */
  static final class Sink {

    private final MessageDigest md5 = digest("MD5");
    private final MessageDigest sha256 = newSha256();

    void take(byte[] bytes, int from, int count) {
      md5.update(bytes, from, count);
      sha256.update(bytes, from, count);
    }

    Digests digests() {
      HexFormat hex = HexFormat.of();
      return new Digests(hex.formatHex(md5.digest()), hex.formatHex(sha256.digest()));
    }
  }

  /** Reads a file once for both. */
  public static Digests of(Path file) throws IOException {
    Sink sink = new Sink();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        sink.take(chunk, 0, count);
      }
    }
    return sink.digests();
  }

  static MessageDigest newSha256() {
    return digest("SHA-256");
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
