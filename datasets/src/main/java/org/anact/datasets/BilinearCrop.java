package org.anact.datasets;

/**
 * Brings an image to a square: its shorter side is resized to that of the square, bilinear with
 * antialiasing, and the middle of the longer one is cut out.
 *
 * <p>It does what torchvision's {@code Resize(size)} and {@code CenterCrop(size)} do with a Pillow
 * image, to the bit: the triangle filter is as wide as the reduction, rows are resized before
 * columns, and both in fixed point with rounding to 8 bits (Pillow, {@code src/libImaging/
 * Resample.c}).
 */
final class BilinearCrop {

  /** Fractional bits of a weight. */
  private static final int PRECISION = 32 - 8 - 2;

  private final Axis columns;
  private final Axis rows;
  private final int width;
  private final int size;

  /**
   * Which pixels of the source a pixel of the result takes, and with which weights.
   *
   * @param first of them, for each pixel of the result
   * @param weights of them, for each pixel of the result
   */
  @SuppressWarnings("ArrayRecordComponent") // two tables, never compared
  private record Axis(int[] first, int[][] weights) {}

  /**
   * Prepares for images of a size.
   *
   * @param width of the image
   * @param height of the image
   * @param size side of the square
   */
  BilinearCrop(int width, int height, int size) {
    this.width = width;
    this.size = size;
    this.columns = axis(width, resized(width, height, size), size);
    this.rows = axis(height, resized(height, width, size), size);
  }

  /** Returns the length of a side after resizing; of the longer one, cut down to a whole number. */
  private static int resized(int side, int other, int size) {
    return side <= other ? size : (int) ((double) ((long) size * side) / other);
  }

  private static Axis axis(int length, int resized, int size) {
    double scale = (double) length / resized;
    double support = Math.max(1, scale);
    // As Python rounds: of two equally near numbers the even one.
    int start = (int) Math.rint((resized - size) / 2.0);
    int[] first = new int[size];
    int[][] weights = new int[size][];
    for (int i = 0; i < size; i++) {
      double centre = (start + i + 0.5) * scale;
      int from = Math.max(0, (int) (centre - support + 0.5));
      int to = Math.min(length, (int) (centre + support + 0.5));
      double[] exact = new double[to - from];
      double sum = 0;
      for (int j = 0; j < exact.length; j++) {
        exact[j] = Math.max(0, 1 - Math.abs((from + j - centre + 0.5) * (1 / support)));
        sum += exact[j];
      }
      first[i] = from;
      weights[i] = new int[exact.length];
      for (int j = 0; j < exact.length; j++) {
        weights[i][j] = (int) (0.5 + exact[j] / sum * (1 << PRECISION));
      }
    }
    return new Axis(first, weights);
  }

  /**
   * Writes the square of a plane.
   *
   * @param plane the image's values, row by row
   * @param target receives size x size values
   * @param offset where they begin
   */
  void apply(byte[] plane, byte[] target, int offset) {
    int top = rows.first()[0];
    int last = size - 1;
    int bottom = rows.first()[last] + rows.weights()[last].length;
    byte[] narrow = new byte[(bottom - top) * size];
    for (int row = top; row < bottom; row++) {
      for (int c = 0; c < size; c++) {
        narrow[(row - top) * size + c] =
            sum(plane, row * width + columns.first()[c], 1, columns.weights()[c]);
      }
    }
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        target[offset + r * size + c] =
            sum(narrow, (rows.first()[r] - top) * size + c, size, rows.weights()[r]);
      }
    }
  }

  private static byte sum(byte[] values, int from, int step, int[] weights) {
    int sum = 1 << (PRECISION - 1);
    for (int i = 0; i < weights.length; i++) {
      sum += (values[from + i * step] & 0xff) * weights[i];
    }
    return (byte) Math.max(0, Math.min(255, sum >> PRECISION));
  }
}
