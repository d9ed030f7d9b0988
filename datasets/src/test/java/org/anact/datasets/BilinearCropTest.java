package org.anact.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected files are what Pillow 12.3 made by convert("RGB"), resize and crop. */
final class BilinearCropTest {

  @ParameterizedTest
  @CsvSource({
    "rgb-50x31-8, 8",
    "rgb-9x13-16, 16",
    "grey-37x20-16, 16",
    "grey-16x16-16, 16",
    "alpha-21x40-16, 16",
    "greyalpha-11x24-8, 8",
    "palette-19x17-8, 8",
    "bits-17x18-8, 8"
  })
  void squaresAreThoseOfPillowToTheBit(String name, int size) throws IOException {
    byte[] pixels = new byte[3 * size * size + 1];
    new SquareDecoder(3, size, "-").decode(file(name + ".png"), pixels, 1);
    int[] actual = new int[3 * size * size];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = pixels[i + 1] & 0xff;
    }
    assertThat(actual).containsExactly(expected(name, size));
    assertThat(pixels[0]).isZero();
  }

  private static int[] expected(String name, int size) throws IOException {
    try (InputStream in = resource(name + ".expected.png")) {
      Raster raster = ImageIO.read(in).getRaster();
      int[] planes = new int[3 * size * size];
      for (int channel = 0; channel < 3; channel++) {
        int[] plane = raster.getSamples(0, 0, size, size, channel, (int[]) null);
        System.arraycopy(plane, 0, planes, channel * plane.length, plane.length);
      }
      return planes;
    }
  }

  private static NamedBytes file(String name) throws IOException {
    try (InputStream in = resource(name)) {
      return new NamedBytes(name, in.readAllBytes());
    }
  }

  private static InputStream resource(String name) {
    return BilinearCropTest.class.getResourceAsStream("pillow/" + name);
  }
}
