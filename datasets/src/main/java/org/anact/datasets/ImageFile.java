package org.anact.datasets;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A file that holds one image, of a kind that its first bytes tell.
 *
 * @param file its content and its name for messages
 * @param mend what to do about a damaged one, for messages
 */
record ImageFile(NamedBytes file, String mend) {

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** What is asked of an image before it is decoded, so that a damaged header costs no memory. */
  @FunctionalInterface
  interface SizeCheck {

    /** Refuses a size with a {@link DatasetException}. */
    void check(int width, int height);
  }

  /** Tells whether a file begins as JPEG files do. */
  static boolean isJpeg(byte[] content) {
    return content.length >= 3
        && (content[0] & 0xff) == 0xff
        && (content[1] & 0xff) == 0xd8
        && (content[2] & 0xff) == 0xff;
  }

  /** Tells whether a file begins as PNG files do. */
  static boolean isPng(byte[] content) {
    for (int i = 0; i < PNG.length; i++) {
      if (content.length <= i || content[i] != PNG[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Decodes the image.
   *
   * @throws DatasetException if it is damaged, or neither PNG nor JPEG
   */
  BufferedImage decode(SizeCheck size) {
    byte[] content = file.bytes();
    if (isPng(content)) {
      return decode("png", size);
    }
    if (!isJpeg(content)) {
      throw new DatasetException(
          "'%s' is neither a PNG nor a JPEG file: it %s; %s"
              .formatted(
                  file.name(), FileKind.of(content, "does not begin like one of them"), mend));
    }
    // What follows the end is not part of the image, and a newline there is common.
    int end = content.length;
    while (end > 3 && ((content[end - 2] & 0xff) != 0xff || (content[end - 1] & 0xff) != 0xd9)) {
      end--;
    }
    if (end <= 3) {
      throw damaged("its end is missing", null);
    }
    return decode("jpeg", size);
  }

  private BufferedImage decode(String format, SizeCheck size) {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    List<String> warnings = new ArrayList<>();
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file.bytes()))) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, true, true);
      size.check(reader.getWidth(0), reader.getHeight(0));
      BufferedImage image = reader.read(0);
      // The library fills what is missing with grey and only warns.
      for (String warning : warnings) {
        if (warning.startsWith("Corrupt") || warning.startsWith("Premature")) {
          throw damaged(warning, null);
        }
      }
      return image;
    } catch (DatasetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The library answers damage with many kinds of exceptions.
      throw damaged(Optional.ofNullable(e.getMessage()).orElse(e.toString()), e);
    } finally {
      reader.dispose();
    }
  }

  DatasetException damaged(String reason, Exception cause) {
    return new DatasetException(
        "'%s' is damaged (%s): %s".formatted(file.name(), reason, mend), cause);
  }
}
