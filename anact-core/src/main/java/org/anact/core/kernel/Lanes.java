package org.anact.core.kernel;

import java.util.Arrays;

/**
 * Loops over blocks of a tensor that lie in the first cache. Sums are kept lane by lane, as a
 * vector unit adds; a lane's sum moves into a double before its rounding matters.
 */
final class Lanes {

  /** Elements of a block: the ten arrays of a fused pass fit into a first cache of 32 KiB. */
  static final int BLOCK = 512;

  /** Lanes of a sum that takes no account of channels. */
  static final int QUARTER = BLOCK / 4;

  /** Blocks that a lane of floats may add up before it is emptied into a double. */
  static final int BLOCKS_PER_SUM = 128;

  private Lanes() {}

  /** sum += x - shift and square += (x - shift)^2, a block of x over a quarter as many lanes. */
  static void addMoments(float[] x, float shift, float[] sum, float[] square, int n) {
    if (n < BLOCK) {
      for (int i = 0; i < n; i++) {
        float d = x[i] - shift;
        sum[i % QUARTER] += d;
        square[i % QUARTER] += d * d;
      }
      return;
    }
    for (int i = 0; i < QUARTER; i++) {
      float a = x[i] - shift;
      float b = x[i + QUARTER] - shift;
      float c = x[i + 2 * QUARTER] - shift;
      float d = x[i + 3 * QUARTER] - shift;
      sum[i] += (a + b) + (c + d);
      square[i] += Math.fma(a, a, b * b) + Math.fma(c, c, d * d);
    }
  }

  /** square += x x, a block of x over a quarter as many lanes. */
  static void addSquare(float[] x, float[] square, int n) {
    if (n < BLOCK) {
      for (int i = 0; i < n; i++) {
        square[i % QUARTER] += x[i] * x[i];
      }
      return;
    }
    for (int i = 0; i < QUARTER; i++) {
      float a = x[i];
      float b = x[i + QUARTER];
      float c = x[i + 2 * QUARTER];
      float d = x[i + 3 * QUARTER];
      square[i] += Math.fma(a, a, b * b) + Math.fma(c, c, d * d);
    }
  }

  /**
   * sum += x - shift and square += (x - shift)^2, with a shift for each lane; {@code folded} says
   * that the lanes repeat after a quarter, which then has the sums of the block.
   */
  static void addMoments(
      float[] x, float[] shift, float[] sum, float[] square, boolean folded, int n) {
    if (folded && n == BLOCK) {
      addFolded(x, shift, sum, square);
      return;
    }
    for (int i = 0; i < n; i++) {
      float d = x[i] - shift[i];
      sum[i] += d;
      square[i] = Math.fma(d, d, square[i]);
    }
  }

  private static void addFolded(float[] x, float[] shift, float[] sum, float[] square) {
    for (int i = 0; i < QUARTER; i++) {
      float a = x[i] - shift[i];
      float b = x[i + QUARTER] - shift[i];
      float c = x[i + 2 * QUARTER] - shift[i];
      float d = x[i + 3 * QUARTER] - shift[i];
      sum[i] += (a + b) + (c + d);
      square[i] += Math.fma(a, a, b * b) + Math.fma(c, c, d * d);
    }
  }

  /** sum += e and product += e (x - shift), folded likewise. */
  static void addProducts(
      float[] e, float[] x, float[] shift, float[] sum, float[] product, boolean folded, int n) {
    if (folded && n == BLOCK) {
      addFolded(e, x, shift, sum, product);
      return;
    }
    for (int i = 0; i < n; i++) {
      sum[i] += e[i];
      product[i] = Math.fma(e[i], x[i] - shift[i], product[i]);
    }
  }

  private static void addFolded(float[] e, float[] x, float[] shift, float[] sum, float[] product) {
    for (int i = 0; i < QUARTER; i++) {
      float a = e[i];
      float b = e[i + QUARTER];
      float c = e[i + 2 * QUARTER];
      float d = e[i + 3 * QUARTER];
      sum[i] += (a + b) + (c + d);
      float first = Math.fma(a, x[i] - shift[i], b * (x[i + QUARTER] - shift[i]));
      float second =
          Math.fma(c, x[i + 2 * QUARTER] - shift[i], d * (x[i + 3 * QUARTER] - shift[i]));
      product[i] += first + second;
    }
  }

  /** product += e (f - mu), a block over a quarter as many lanes. */
  static void addProduct(float[] e, float[] f, float mu, float[] product, int n) {
    if (n < BLOCK) {
      for (int i = 0; i < n; i++) {
        product[i % QUARTER] += e[i] * (f[i] - mu);
      }
      return;
    }
    for (int i = 0; i < QUARTER; i++) {
      float first = Math.fma(e[i], f[i] - mu, e[i + QUARTER] * (f[i + QUARTER] - mu));
      float second =
          Math.fma(
              e[i + 2 * QUARTER],
              f[i + 2 * QUARTER] - mu,
              e[i + 3 * QUARTER] * (f[i + 3 * QUARTER] - mu));
      product[i] += first + second;
    }
  }

  /** x = a x + b with one a and b. */
  static void affine(float[] x, float a, float b, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.fma(a, x[i], b);
    }
  }

  /** x = a x + b with an a and b for each lane. */
  static void affine(float[] x, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.fma(a[i], x[i], b[i]);
    }
  }

  /** y = a x + b with an a and b for each lane. */
  static void affine(float[] x, float[] a, float[] b, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.fma(a[i], x[i], b[i]);
    }
  }

  /** e = a e + b x + c. */
  static void affine(float[] e, float[] x, float[] a, float[] b, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      e[i] = Math.fma(a[i], e[i], Math.fma(b[i], x[i], c[i]));
    }
  }

  /** e = scale e d. */
  static void multiply(float[] e, float[] d, float scale, int n) {
    for (int i = 0; i < n; i++) {
      e[i] = scale * e[i] * d[i];
    }
  }

  /** x = x + factor y. */
  static void plusScaled(float[] x, float[] y, float factor, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.fma(factor, y[i], x[i]);
    }
  }

  /** x = x + y. */
  static void plus(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] += y[i];
    }
  }

  /** x = max(x, y). */
  static void max(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.max(x[i], y[i]);
    }
  }

  /**
   * Where x equals max and free is 1: x = e and free = 0; else x = 0. Without a branch, which the
   * JIT compiler could not vectorize: a difference times huge twice is 0 or above 1.
   */
  static void takeIfEqual(float[] x, float[] max, float[] e, float[] free, float huge, int n) {
    for (int i = 0; i < n; i++) {
      float taken = free[i] * (1f - Math.min(1f, (max[i] - x[i]) * huge * huge));
      free[i] -= taken;
      x[i] = e[i] * taken;
    }
  }

  /** Returns the sum of the elements from one to before another. */
  static double sum(float[] x, int from, int to) {
    // Two sums side by side halve the wait for the adder.
    double even = 0;
    double odd = 0;
    int i = from;
    for (; i + 1 < to; i += 2) {
      even += x[i];
      odd += x[i + 1];
    }
    if (i < to) {
      even += x[i];
    }
    return even + odd;
  }

  /** Adds the lanes, of which one in so many belongs to each sum. */
  static void addTo(double[] sums, float... lanes) {
    for (int start = 0; start < lanes.length; start += sums.length) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += lanes[start + i];
      }
    }
  }

  /** Adds the lanes likewise, and sets them to zero. */
  static void drain(float[] lanes, double[] sums) {
    addTo(sums, lanes);
    Arrays.fill(lanes, 0f);
  }

  /** Returns the sum of all lanes and sets them to zero. */
  static double drain(float[] lanes) {
    double sum = sum(lanes, 0, lanes.length);
    Arrays.fill(lanes, 0f);
    return sum;
  }
}
