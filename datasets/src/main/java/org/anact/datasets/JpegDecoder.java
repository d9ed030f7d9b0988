package org.anact.datasets;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes JPEG files of one size into planes of red, green and blue. */
final class JpegDecoder {

  private final int height;
  private final int width;

  JpegDecoder(int height, int width) {
    this.height = height;
    this.width = width;
  }

  /**
   * Decodes an image; a grey one gives three equal planes.
   *
   * @param file its bytes and its name for messages
   * @param target receives 3 x height x width values
   * @param offset where they begin
   * @throws DatasetException if it is damaged, no JPEG, or of another size
   */
  void decode(NamedBytes file, byte[] target, int offset) {
    byte[] content = file.bytes();
    if (content.length < 3
        || (content[0] & 0xff) != 0xff
        || (content[1] & 0xff) != 0xd8
        || (content[2] & 0xff) != 0xff) {
      throw new DatasetException(
          "'%s' is not a JPEG file: it %s; put the published file there"
              .formatted(file.name(), FileKind.of(content, "does not begin like one")));
    }
    // What follows the end is no part of the image, and a newline there is common.
    int end = content.length;
    while (end > 3 && ((content[end - 2] & 0xff) != 0xff || (content[end - 1] & 0xff) != 0xd9)) {
      end--;
    }
    if (end <= 3) {
      throw damaged(file, "its end is missing", null);
    }
    Raster raster = raster(file);
    int bands = raster.getNumBands();
    if ((bands != 1 && bands != 3) || raster.getTransferType() != DataBuffer.TYPE_BYTE) {
      throw new DatasetException(
          "'%s' is neither a grey nor a colour image of 8 bits: put the published file there"
              .formatted(file.name()));
    }
    int area = height * width;
    // The raster's own values: getRGB would bend grey by a gamma curve.
    byte[] interleaved = (byte[]) raster.getDataElements(0, 0, width, height, null);
    for (int i = 0; i < area; i++) {
      for (int channel = 0; channel < 3; channel++) {
        target[offset + channel * area + i] = interleaved[i * bands + (bands == 1 ? 0 : channel)];
      }
    }
  }

  private Raster raster(NamedBytes file) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    List<String> warnings = new ArrayList<>();
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file.bytes()))) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, true, true);
      // Asked before decoding, so that a damaged header costs no memory.
      if (reader.getWidth(0) != width || reader.getHeight(0) != height) {
        throw new DatasetException(
            "'%s' has %dx%d pixels, and %dx%d are expected: put the published file there"
                .formatted(file.name(), reader.getWidth(0), reader.getHeight(0), width, height));
      }
      BufferedImage image = reader.read(0);
      // The library fills what is missing with grey and only warns.
      for (String warning : warnings) {
        if (warning.startsWith("Corrupt") || warning.startsWith("Premature")) {
          throw damaged(file, warning, null);
        }
      }
      return image.getRaster();
    } catch (DatasetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The library answers damage with many kinds of exceptions.
      throw damaged(file, e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private static DatasetException damaged(NamedBytes file, String reason, Exception cause) {
    return new DatasetException(
        "'%s' is damaged (%s): fetch it again".formatted(file.name(), reason), cause);
  }
}
