package org.anact.datasets;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Decodes PNG and JPEG files of any size into squares of one size, as {@link BilinearCrop} has it.
 *
 * <p>Grey gives equal planes of colour, and alpha is left out, as Pillow's {@code convert("RGB")}
 * does; of 16 bits the upper eight are taken. Colour profiles and an orientation in EXIF are not
 * applied.
 *
 * @param channels 1 or 3
 * @param size side of the square
 * @param mend what to do about a file that cannot be used, for messages
 */
record SquareDecoder(int channels, int size, String mend) {

  /** A photograph of 50 million pixels; several are decoded at a time. */
  private static final long MOST_PIXELS = 50_000_000;

  private static final int HIGH_BYTE = 8;

  /**
   * Decodes an image.
   *
   * @param file its bytes and its name for messages
   * @param target receives channels x size x size values
   * @param offset where they begin
   * @throws DatasetException if it is damaged, too large, or of colours that are not supported
   */
  void decode(NamedBytes file, byte[] target, int offset) {
    BufferedImage image =
        new ImageFile(file, mend).decode((width, height) -> checkSize(file, width, height));
    byte[][] planes = planes(file, image);
    if (planes.length > channels) {
      throw new DatasetException(
          "'%s' has become a colour image among grey ones: start again".formatted(file.name()));
    }
    BilinearCrop crop = new BilinearCrop(image.getWidth(), image.getHeight(), size);
    int area = size * size;
    for (int channel = 0; channel < channels; channel++) {
      crop.apply(planes[Math.min(channel, planes.length - 1)], target, offset + channel * area);
    }
  }

  private void checkSize(NamedBytes file, int width, int height) {
    if ((long) width * height > MOST_PIXELS) {
      throw new DatasetException(
          "'%s' has %dx%d pixels, and at most %,d are read: %s"
              .formatted(file.name(), width, height, MOST_PIXELS, mend));
    }
  }

  /** Returns one plane of a grey image, three of any other. */
  private byte[][] planes(NamedBytes file, BufferedImage image) {
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel) {
      return colours(image);
    }
    // The raster's own values: getRGB would bend grey by a gamma curve.
    Raster raster = image.getRaster();
    int colours = model.getNumColorComponents();
    int type = raster.getTransferType();
    boolean wide = type == DataBuffer.TYPE_USHORT;
    if ((colours != 1 && colours != 3) || (type != DataBuffer.TYPE_BYTE && !wide)) {
      throw new DatasetException(
          "'%s' is neither a grey nor a colour image of 8 or 16 bits: %s"
              .formatted(file.name(), mend));
    }
    int width = image.getWidth();
    int[] row = new int[width];
    byte[][] planes = new byte[colours][width * image.getHeight()];
    for (int channel = 0; channel < colours; channel++) {
      for (int y = 0; y < image.getHeight(); y++) {
        raster.getSamples(0, y, width, 1, channel, row);
        for (int x = 0; x < width; x++) {
          planes[channel][y * width + x] = (byte) (wide ? row[x] >> HIGH_BYTE : row[x]);
        }
      }
    }
    return planes;
  }

  /** A palette's colours; grey of fewer than 8 bits comes with a palette, too. */
  private static byte[][] colours(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    byte[][] planes = new byte[3][pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      planes[0][i] = (byte) (pixels[i] >> 16);
      planes[1][i] = (byte) (pixels[i] >> 8);
      planes[2][i] = (byte) pixels[i];
    }
    boolean grey = Arrays.equals(planes[0], planes[1]) && Arrays.equals(planes[1], planes[2]);
    return grey ? new byte[][] {planes[0]} : planes;
  }
}
