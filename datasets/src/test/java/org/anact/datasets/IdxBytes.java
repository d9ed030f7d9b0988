package org.anact.datasets;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Makes the bytes of IDX files, right ones and wrong ones. */
final class IdxBytes {

  static final int LABELS = 0x801;
  static final int IMAGES = 0x803;

  private IdxBytes() {}

  static byte[] of(byte[] body, int... header) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      for (int number : header) {
        out.writeInt(number);
      }
      out.write(body);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] images(int count, int rows, int columns) {
    byte[] body = new byte[count * rows * columns];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31 + i / 1000);
    }
    return of(body, IMAGES, count, rows, columns);
  }

  static byte[] labels(int count) {
    byte[] body = new byte[count];
    for (int i = 0; i < count; i++) {
      body[i] = (byte) (i % 10);
    }
    return of(body, LABELS, count);
  }

  static byte[] gzip(byte[] content) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(content);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
