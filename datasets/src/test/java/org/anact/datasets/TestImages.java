package org.anact.datasets;

/** Sets for the tests of other packages. */
public final class TestImages {

  private TestImages() {}

  /** Returns images whose every pixel has a value of its own, from 1 on, in the order of memory. */
  public static ImageSet numbered(int count, int channels, int height, int width) {
    byte[] pixels = new byte[count * channels * height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % (channels * height * width) + 1);
    }
    return new ImageSet(channels, height, width, pixels, new int[count]);
  }
}
