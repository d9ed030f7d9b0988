package org.anact.report.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Performance profile: for each threshold tau the share of runs, over all tasks, that score above
 * it (the score distribution of Agarwal et al., 2021, section 4.2). The intervals hold at each
 * threshold by itself, not for the whole curve at once.
 *
 * @param points in the order of the thresholds
 */
public record PerformanceProfile(List<Point> points) {
  /**
   * A point of a profile.
   *
   * @param tau threshold, in the unit of the scores
   * @param share of runs strictly above it, from 0 to 1, with its interval
   */
  public record Point(double tau, Estimate share) {}

  /** Copies the list. */
  public PerformanceProfile {
    points = List.copyOf(points);
  }

  /** The profile of an arm at thresholds in the unit of the scores. */
  public static PerformanceProfile of(
      ScoreMatrix scores, double[] taus, StratifiedBootstrap bootstrap) {
    List<Estimate> shares = bootstrap.estimates(scores, drawn -> shares(drawn, taus));
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < taus.length; i++) {
      points.add(new Point(taus[i], shares.get(i)));
    }
    return new PerformanceProfile(points);
  }

  /**
   * Evenly spaced thresholds, ascending, from the lowest score of all arms to the highest, so that
   * their profiles share an axis; two or more.
   */
  public static double[] taus(int count, ScoreMatrix... arms) {
    double[] all = Arrays.stream(arms).flatMapToDouble(arm -> Arrays.stream(arm.all())).toArray();
    double low = Arrays.stream(all).min().orElseThrow();
    double high = Arrays.stream(all).max().orElseThrow();
    double[] taus = new double[count];
    Arrays.setAll(taus, i -> low + (high - low) * i / (count - 1));
    return taus;
  }

  private static double[] shares(ScoreMatrix scores, double[] taus) {
    double[] sorted = scores.sorted();
    double[] shares = new double[taus.length];
    Arrays.setAll(
        shares,
        i ->
            (double) (sorted.length - Quantiles.below(sorted, Math.nextUp(taus[i])))
                / sorted.length);
    return shares;
  }
}
