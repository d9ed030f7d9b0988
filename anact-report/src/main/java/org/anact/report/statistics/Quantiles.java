package org.anact.report.statistics;

import java.util.Arrays;

/** Sorted resampled figures, and the quantiles that bootstrap intervals take from them. */
final class Quantiles {
  private final double[] sorted;

  /** Sorts figures, at least one and no {@code NaN}. */
  Quantiles(double[] figures) {
    sorted = figures.clone();
    Arrays.sort(sorted);
  }

  static void requireBootstrap(int resamples, double level) {
    if (resamples < 1 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException("no bootstrap: " + resamples + ", " + level);
    }
  }

  /**
   * A quantile, linear between order statistics (type 7 of Hyndman and Fan, Sample Quantiles in
   * Statistical Packages, 1996).
   *
   * @param probability from 0, the least figure, to 1, the greatest
   */
  double at(double probability) {
    double position = probability * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    double between = sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    return Math.min(between, sorted[above]);
  }

  /** The middle interval that holds this share of the figures. */
  Interval middle(double level) {
    double tail = (1 - level) / 2;
    return new Interval(at(tail), at(1 - tail));
  }

  /** How many figures are below a bound. */
  int below(double bound) {
    return below(sorted, bound);
  }

  /** How many of some ascending figures are below a bound. */
  static int below(double[] sorted, double bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
