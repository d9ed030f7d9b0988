package org.anact.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array in the form of NumPy's {@code .npy} files (NumPy Enhancement Proposal 1), whose header
 * has been read and whose values follow in the stream.
 *
 * @param type as NumPy names it, like {@code |u1} for bytes and {@code <i8} for integers of 8 bytes
 * @param shape length of each dimension
 * @param values the values, the last index running fastest
 */
record NpyArray(String type, List<Integer> shape, InputStream values) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 16;
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*True");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");
  private static final Pattern INTEGER = Pattern.compile("([|<>])([iu])([1248])");

  NpyArray {
    shape = List.copyOf(shape);
  }

  /**
   * Reads the header.
   *
   * @throws IOException if it is none; the message tells what is wrong
   */
  static NpyArray read(InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2 || Arrays.mismatch(start, MAGIC) != MAGIC.length) {
      throw new IOException("it does not begin like a NumPy array");
    }
    int width = start[MAGIC.length] == 1 ? Short.BYTES : Integer.BYTES;
    long length = integer(in.readNBytes(width), false);
    if (length < 0 || length > LONGEST_HEADER) {
      throw new IOException("its header is damaged");
    }
    String header = new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
    Matcher type = TYPE.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!type.find() || !shape.find()) {
      throw new IOException("its header has no plain type and shape");
    }
    if (FORTRAN.matcher(header).find()) {
      throw new IOException("it is in Fortran's order, and numpy.ascontiguousarray mends that");
    }
    try {
      List<Integer> lengths =
          Pattern.compile("[, ]+")
              .splitAsStream(shape.group(1))
              .filter(each -> !each.isEmpty())
              .map(Integer::valueOf)
              .toList();
      return new NpyArray(type.group(1), lengths, in);
    } catch (NumberFormatException e) {
      throw new IOException("its shape is (%s)".formatted(shape.group(1)), e);
    }
  }

  /** Tells whether its values are unsigned bytes. */
  boolean isBytes() {
    return type.equals("|u1");
  }

  /** Tells whether its values are integers. */
  boolean isIntegers() {
    return INTEGER.matcher(type).matches();
  }

  /** Returns the shape as NumPy writes it. */
  String shapeText() {
    return shape.toString().replace('[', '(').replace(']', ')');
  }

  /**
   * Reads the next integers.
   *
   * @throws IOException if there are fewer
   */
  long[] integers(int count) throws IOException {
    Matcher integer = INTEGER.matcher(type);
    if (!integer.matches()) {
      throw new IllegalStateException("not integers: " + type);
    }
    int width = Integer.parseInt(integer.group(3));
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      byte[] value = bytes(width);
      if (integer.group(1).equals(">")) {
        reverse(value);
      }
      values[i] = integer(value, integer.group(2).equals("i"));
    }
    return values;
  }

  /**
   * Reads the next bytes.
   *
   * @throws IOException if there are fewer
   */
  byte[] bytes(int count) throws IOException {
    byte[] bytes = values.readNBytes(count);
    if (bytes.length < count) {
      throw new IOException("it ends too early");
    }
    return bytes;
  }

  private static void reverse(byte[] bytes) {
    for (int i = 0; i < bytes.length / 2; i++) {
      byte swapped = bytes[i];
      bytes[i] = bytes[bytes.length - 1 - i];
      bytes[bytes.length - 1 - i] = swapped;
    }
  }

  /** The lowest byte comes first. */
  private static long integer(byte[] bytes, boolean signed) {
    byte[] wide = Arrays.copyOf(bytes, Long.BYTES);
    if (signed && bytes[bytes.length - 1] < 0) {
      Arrays.fill(wide, bytes.length, wide.length, (byte) -1);
    }
    return ByteBuffer.wrap(wide).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }
}
