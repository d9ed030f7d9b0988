package org.anact.report.statistics;

import java.util.Arrays;

/**
 * Interquartile mean: the mean of the middle half of all scores, runs and tasks pooled (Agarwal et
 * al., 2021, section 4.3). Of n scores the lowest and the highest floor(n / 4) are left out.
 */
public final class InterquartileMean {
  private InterquartileMean() {}

  /** The interquartile mean, in the unit of the scores. */
  public static double of(ScoreMatrix scores) {
    double[] sorted = scores.sorted();
    int cut = sorted.length / 4;
    return Arrays.stream(sorted, cut, sorted.length - cut).average().orElseThrow();
  }
}
