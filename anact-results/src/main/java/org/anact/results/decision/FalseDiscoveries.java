package org.anact.results.decision;

import java.util.Arrays;

/**
 * The e-BH procedure (Wang and Ramdas, False discovery rate control with e-values, Journal of the
 * Royal Statistical Society B 84, 2022): which of many comparisons may be called differences so
 * that the expected share of false ones among them is at most alpha, however the comparisons depend
 * on each other.
 */
public final class FalseDiscoveries {

  private FalseDiscoveries() {}

  /**
   * Returns the bound that an e-value must reach to count: {@code m / (alpha k)} for the largest k
   * for which k of the m values reach it; infinity if there is none.
   */
  public static double threshold(double[] eValues, double alpha) {
    double[] sorted = eValues.clone();
    Arrays.sort(sorted);
    int m = sorted.length;
    for (int k = m; k >= 1; k--) {
      double bound = m / (alpha * k);
      if (sorted[m - k] >= bound) {
        return bound;
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
