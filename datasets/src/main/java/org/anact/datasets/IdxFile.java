package org.anact.datasets;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads one file in the IDX format of MNIST, plain or in gzip: a magic number that tells type and
 * rank, the sizes as big-endian integers, then unsigned bytes.
 *
 * <p>The size that a header announces is trusted only as far as there are bytes, so a damaged
 * header costs no memory.
 */
final class IdxFile {

  private static final int LABELS = 0x801;
  private static final int IMAGES = 0x803;
  private static final int LARGEST_SIDE = 1 << 14;
  private static final int CHUNK = 1 << 20;

  private final int[] sizes;
  private final byte[] data;
  private final Digests digests;

  private IdxFile(int[] sizes, byte[] data, Digests digests) {
    this.sizes = sizes;
    this.data = data;
    this.digests = digests;
  }

  /** Returns size number {@code axis}: images, rows, columns, or labels. */
  int size(int axis) {
    return sizes[axis];
  }

  byte[] data() {
    return data;
  }

  /** Returns the checksums of the uncompressed file. */
  Digests digests() {
    return digests;
  }

  /**
   * Reads images (N, rows, columns).
   *
   * @param name of the file, for messages
   * @param content the file's bytes, plain or in gzip
   * @throws DatasetException if it is not a whole, sound file of images
   */
  static IdxFile images(String name, byte[] content) {
    return read(name, content, IMAGES, 3);
  }

  /** Reads labels (N), as {@link #images} reads images. */
  static IdxFile labels(String name, byte[] content) {
    return read(name, content, LABELS, 1);
  }

  private static IdxFile read(String name, byte[] content, int wanted, int rank) {
    try (InputStream in = open(content)) {
      byte[] header = in.readNBytes(4 * (1 + rank));
      int magic = header.length >= 4 ? integer(header, 0) : 0;
      if (magic != wanted) {
        byte[] head = Arrays.copyOf(header, header.length + FileKind.LONGEST);
        int more = in.readNBytes(head, header.length, FileKind.LONGEST);
        throw foreign(name, Arrays.copyOf(head, header.length + more), magic, wanted);
      }
      if (header.length < 4 * (1 + rank)) {
        throw new DatasetException(
            "'%s' is truncated inside its header: fetch it again".formatted(name));
      }
      int[] sizes = new int[rank];
      long expected = 1;
      for (int axis = 0; axis < rank; axis++) {
        sizes[axis] = integer(header, 4 * (axis + 1));
        boolean sound = sizes[axis] > 0 && (axis == 0 || sizes[axis] <= LARGEST_SIDE);
        expected = sound ? expected * sizes[axis] : Long.MAX_VALUE / LARGEST_SIDE;
        if (!sound || expected > Integer.MAX_VALUE - 64) {
          throw new DatasetException(
              "'%s' announces a size of %d on axis %d, which no data set has: the file is damaged,"
                      .formatted(name, sizes[axis], axis)
                  + " fetch it again");
        }
      }
      byte[] data = body(name, in, (int) expected);
      Digests.Sink sink = new Digests.Sink();
      sink.take(header, 0, header.length);
      sink.take(data, 0, data.length);
      return new IdxFile(sizes, data, sink.digests());
    } catch (EOFException e) {
      throw new DatasetException(
          "'%s' is truncated inside its gzip data: fetch it again".formatted(name), e);
    } catch (ZipException e) {
      throw new DatasetException(
          "'%s' is damaged (%s): fetch it again".formatted(name, e.getMessage()), e);
    } catch (IOException e) {
      throw new DatasetException("cannot read '%s': %s".formatted(name, e.getMessage()), e);
    }
  }

  private static InputStream open(byte[] content) throws IOException {
    InputStream in = new ByteArrayInputStream(content);
    boolean gzip = content.length > 2 && (content[0] & 0xff) == 0x1f && (content[1] & 0xff) == 0x8b;
    return gzip ? new GZIPInputStream(in, CHUNK) : in;
  }

  private static DatasetException foreign(String name, byte[] head, int magic, int wanted) {
    String kind = wanted == IMAGES ? "images" : "labels";
    if (magic == IMAGES || magic == LABELS) {
      return new DatasetException(
          "'%s' holds %s where %s are expected: check that the files were not swapped"
              .formatted(name, magic == IMAGES ? "images" : "labels", kind));
    }
    String otherwise = "begins with 0x%08x, not 0x%08x".formatted(magic, wanted);
    return new DatasetException(
        "'%s' is not an IDX file of %s: it %s; fetch it again or put the published file there"
            .formatted(name, kind, FileKind.of(head, otherwise)));
  }

  private static byte[] body(String name, InputStream in, int expected) throws IOException {
    byte[] data = in.readNBytes(expected);
    if (data.length < expected) {
      throw new DatasetException(
          "'%s' is truncated: its header announces %d bytes of data and there are %d; fetch it again"
              .formatted(name, expected, data.length));
    }
    if (in.read() >= 0) {
      throw new DatasetException(
          "'%s' continues after the %d bytes of data that its header announces: fetch it again"
              .formatted(name, expected));
    }
    return data;
  }

  private static int integer(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }
}
