package org.anact.datasets;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;

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
   * @throws DatasetException if it is damaged, not a JPEG, or of another size
   */
  void decode(NamedBytes file, byte[] target, int offset) {
    if (!ImageFile.isJpeg(file.bytes())) {
      throw new DatasetException(
          "'%s' is not a JPEG file: it %s; put the published file there"
              .formatted(file.name(), FileKind.of(file.bytes(), "does not begin like one")));
    }
    Raster raster =
        new ImageFile(file, "fetch it again")
            .decode((imageWidth, imageHeight) -> checkSize(file, imageWidth, imageHeight))
            .getRaster();
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

  private void checkSize(NamedBytes file, int imageWidth, int imageHeight) {
    if (imageWidth != width || imageHeight != height) {
      throw new DatasetException(
          "'%s' has %dx%d pixels, and %dx%d are expected: put the published file there"
              .formatted(file.name(), imageWidth, imageHeight, width, height));
    }
  }
}
