package org.anact.report.statistics;

import java.util.OptionalDouble;
import org.hipparchus.random.RandomGenerator;

/**
 * Two-sided sign-flip (paired permutation) test of a mean of zero (Fisher, The Design of
 * Experiments, 1935, section 21).
 *
 * <p>The least p-value of n differences is 2 / 2^n, so fewer than six cannot reach 0.05.
 */
public final class SignFlipTest {
  /** Fewest pairs whose p-value can lie below 0.05. */
  public static final int LEAST_PAIRS = 6;

  /** Above this many differences the sign patterns are drawn, not enumerated. */
  private static final int MOST_ENUMERATED = 16;

  private static final int DRAWS = 100_000;

  private SignFlipTest() {}

  /**
   * Returns the p-value, absent for an empty sample.
   *
   * @param differences finite numbers, any length
   * @param generator draws the sign patterns of long samples; unused up to 16 differences
   */
  public static OptionalDouble pValue(double[] differences, RandomGenerator generator) {
    int n = differences.length;
    if (n == 0) {
      return OptionalDouble.empty();
    }
    double size = 0;
    double observed = 0;
    for (double difference : differences) {
      observed += difference;
      size += Math.abs(difference);
    }
    // Sums of the same numbers in another order of signs may differ in their last bits.
    double bar = Math.abs(observed) - 1e-12 * size;
    if (n <= MOST_ENUMERATED) {
      int patterns = 1 << n;
      int extreme = 0;
      for (int pattern = 0; pattern < patterns; pattern++) {
        if (Math.abs(flipped(differences, pattern)) >= bar) {
          extreme++;
        }
      }
      return OptionalDouble.of((double) extreme / patterns);
    }
    int extreme = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (double difference : differences) {
        sum += generator.nextBoolean() ? difference : -difference;
      }
      if (Math.abs(sum) >= bar) {
        extreme++;
      }
    }
    return OptionalDouble.of((extreme + 1.0) / (DRAWS + 1.0));
  }

  private static double flipped(double[] differences, int pattern) {
    double sum = 0;
    for (int i = 0; i < differences.length; i++) {
      sum += (pattern >> i & 1) == 0 ? differences[i] : -differences[i];
    }
    return sum;
  }
}
