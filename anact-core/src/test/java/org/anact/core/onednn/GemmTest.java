package org.anact.core.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.anact.core.kernel.Team;
import org.anact.core.onednn.Gemm.Factor;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products against the sums that define them, in double. */
final class GemmTest {

  private static final float UNTOUCHED = 77f;

  @BeforeAll
  static void needsOneDnn() {
    assumeTrue(OneDnnEngine.isAvailable(), "oneDNN is not published for this platform");
  }

  /** Rows, columns, inner, and what lies between the end of a row and the next. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 0",
    "1, 7, 3, 0",
    "7, 1, 3, 2",
    "5, 7, 1, 3",
    "17, 31, 13, 0",
    "17, 31, 13, 5",
    "64, 64, 576, 0",
    "3, 129, 65, 1"
  })
  void everyTransposition(int rows, int columns, int inner, int gap) {
    for (boolean first : new boolean[] {false, true}) {
      for (boolean second : new boolean[] {false, true}) {
        for (boolean add : new boolean[] {false, true}) {
          Matrix a = Matrix.draw(1, rows, inner, first, gap);
          Matrix b = Matrix.draw(2, inner, columns, second, gap);
          check(a, b, add, gap);
        }
      }
    }
  }

  private static void check(Matrix a, Matrix b, boolean add, int gap) {
    int rows = a.rows();
    int columns = b.columns();
    int stride = columns + gap;
    float[] before = new float[rows * stride];
    Arrays.fill(before, UNTOUCHED);
    Random random = new Random(3);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        // Without an addition, what was there must not matter.
        before[i * stride + j] = add ? (float) random.nextGaussian() : Float.NaN;
      }
    }
    float[] found = product(a, b, add, before, stride);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < stride; j++) {
        int at = i * stride + j;
        if (j >= columns) {
          assertThat(found[at]).isEqualTo(UNTOUCHED);
          continue;
        }
        double sum = add ? before[at] : 0;
        double size = Math.abs(sum);
        for (int k = 0; k < a.columns(); k++) {
          sum += (double) a.get(i, k) * b.get(k, j);
          size += Math.abs((double) a.get(i, k) * b.get(k, j));
        }
        assertThat((double) found[at])
            .as("%s times %s, add %s, at %d, %d", a.transposed(), b.transposed(), add, i, j)
            .isCloseTo(sum, within(1e-6 * size + 1e-7));
      }
    }
  }

  private static float[] product(Matrix a, Matrix b, boolean add, float[] before, int stride) {
    float[] after = new float[before.length];
    try (FloatPointer left = new FloatPointer(a.memory());
        FloatPointer right = new FloatPointer(b.memory());
        FloatPointer out = new FloatPointer(before)) {
      new Team(1)
          .run(
              SingleThread.of(
                  slice ->
                      Gemm.multiply(
                          a.rows(),
                          b.columns(),
                          a.columns(),
                          new Factor(left, a.stride(), a.transposed()),
                          new Factor(right, b.stride(), b.transposed()),
                          add,
                          out,
                          stride)));
      out.get(after);
    }
    return after;
  }

  /**
   * A matrix of rows x columns, of which the transpose may lie in memory.
   *
   * @param memory its elements, and NaN between the rows
   */
  @SuppressWarnings("ArrayRecordComponent") // nothing compares them
  private record Matrix(float[] memory, int rows, int columns, boolean transposed, int stride) {

    static Matrix draw(long seed, int rows, int columns, boolean transposed, int gap) {
      int lines = transposed ? columns : rows;
      int width = transposed ? rows : columns;
      float[] memory = new float[lines * (width + gap)];
      Arrays.fill(memory, Float.NaN);
      Random random = new Random(seed);
      for (int i = 0; i < lines; i++) {
        for (int j = 0; j < width; j++) {
          memory[i * (width + gap) + j] = (float) random.nextGaussian();
        }
      }
      return new Matrix(memory, rows, columns, transposed, width + gap);
    }

    float get(int row, int column) {
      return transposed ? memory[column * stride + row] : memory[row * stride + column];
    }
  }
}
