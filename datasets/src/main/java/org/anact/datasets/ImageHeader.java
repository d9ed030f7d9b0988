package org.anact.datasets;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the first bytes of a PNG or JPEG file say of its colours, without decoding it. */
final class ImageHeader {

  /** A PNG file's signature, and its header chunk up to the kind of colours. */
  private static final int PNG_BYTES = 26;

  private static final int PNG_GREY = 0;
  private static final int PNG_GREY_ALPHA = 4;

  private ImageHeader() {}

  /**
   * Tells whether an image is stored as grey: a PNG of one channel, with alpha or without, or a
   * JPEG of one component.
   *
   * @param mend what to do about a file that is not such an image, for messages
   * @throws DatasetException if it cannot be read, or is neither PNG nor JPEG
   */
  static boolean isGrey(Path file, String mend) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] head = in.readNBytes(PNG_BYTES);
      if (ImageFile.isPng(head) && head.length == PNG_BYTES) {
        int colours = head[PNG_BYTES - 1];
        return colours == PNG_GREY || colours == PNG_GREY_ALPHA;
      }
      ImageFile image = new ImageFile(new NamedBytes(file.toString(), head), mend);
      if (!ImageFile.isJpeg(head)) {
        throw new DatasetException(
            "'%s' is neither a PNG nor a JPEG file: it %s; %s"
                .formatted(file, FileKind.of(head, "does not begin like one of them"), mend));
      }
      try (DataInputStream jpeg =
          new DataInputStream(new SequenceInputStream(new ByteArrayInputStream(head), in))) {
        return components(jpeg) == 1;
      } catch (EOFException e) {
        throw image.damaged("its frame header is missing", e);
      }
    } catch (IOException e) {
      throw DatasetException.unreadable(file, e);
    }
  }

  /** Reads up to the frame header (ITU T.81, B.2.2) and returns its number of components. */
  private static int components(DataInputStream in) throws IOException {
    in.readUnsignedShort();
    while (true) {
      int marker = in.readUnsignedByte();
      while (marker == 0xff) {
        marker = in.readUnsignedByte();
      }
      boolean frame = marker >= 0xc0 && marker <= 0xcf;
      if (frame && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
        in.skipNBytes(7);
        return in.readUnsignedByte();
      }
      if (marker >= 0xc0 && marker != 0xff && (marker < 0xd0 || marker > 0xd8)) {
        in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
      }
    }
  }
}
