package org.anact.datasets.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksums of a file.
 *
 * @param md5 in lower-case hexadecimal digits; what older publishers give
 * @param sha256 in lower-case hexadecimal digits
 */
record FileDigests(String md5, String sha256) {

  private static final int CHUNK = 1 << 17;

  /** Reads a file once for both. */
  static FileDigests of(Path file) throws IOException {
    MessageDigest md5 = digest("MD5");
    MessageDigest sha256 = digest("SHA-256");
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        md5.update(chunk, 0, count);
        sha256.update(chunk, 0, count);
      }
    }
    HexFormat hex = HexFormat.of();
    return new FileDigests(hex.formatHex(md5.digest()), hex.formatHex(sha256.digest()));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
