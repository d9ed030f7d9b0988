package org.anact.bench.bands;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Whether the targets of a band are good ones: reached by every seed of the reference, at steps
 * that vary little, so that the band is narrow.
 */
public final class TargetChoice {

  /** Largest coefficient of variation of steps to target over the seeds of a reference. */
  public static final double LARGEST_VARIATION = 0.05;

  private static final int CANDIDATES = 40;

  private TargetChoice() {}

  /**
   * A target and how the runs of a configuration come to it.
   *
   * @param label of the configuration
   * @param target held-out loss
   * @param reached runs that came down to it
   * @param runs all
   * @param mean of their steps to target; not a number if fewer than two reached it
   * @param variation coefficient of variation of these steps
   */
  public record Candidate(
      String label, double target, int reached, int runs, double mean, double variation) {

    static Candidate of(Arm arm, List<BandRun> runs, TargetRule rule) {
      double[] steps =
          runs.stream()
              .map(run -> rule.stepsTo(run.losses()))
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .toArray();
      Moments moments = Moments.of(steps);
      return new Candidate(
          arm.label(),
          rule.target(),
          steps.length,
          runs.size(),
          moments.mean(),
          moments.variation());
    }

    /** Returns whether every run reached it, at steps that vary, and little. */
    public boolean isGood() {
      return reached == runs && variation > 0 && variation <= LARGEST_VARIATION;
    }
  }

  /** Returns how each configuration comes to its target. */
  static List<Candidate> targets(Band band, List<List<BandRun>> runs) {
    List<Candidate> targets = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Arm arm = band.arms().get(i);
      targets.add(Candidate.of(arm, runs.get(i), arm.rule()));
    }
    return targets;
  }

  /**
   * Returns other targets that every run of a model's configurations reached, from the highest down
   * to the lowest, for its configurations one after the other.
   */
  static List<Candidate> others(Band band, List<List<BandRun>> runs, String model) {
    List<Integer> arms = new ArrayList<>();
    for (int i = 0; i < band.arms().size(); i++) {
      if (band.arms().get(i).model().equals(model)) {
        arms.add(i);
      }
    }
    double highest = Double.POSITIVE_INFINITY;
    double lowest = 0;
    for (int arm : arms) {
      for (BandRun run : runs.get(arm)) {
        highest = Math.min(highest, run.losses().get(0));
        lowest = Math.max(lowest, band.arms().get(arm).rule().lowest(run.losses()));
      }
    }
    List<Candidate> others = new ArrayList<>();
    for (int i = 1; i < CANDIDATES; i++) {
      double target = highest * Math.pow(lowest / highest, (double) i / CANDIDATES);
      double rounded = Math.round(target * 1000) / 1000.0;
      for (int arm : arms) {
        Arm other = band.arms().get(arm);
        others.add(Candidate.of(other, runs.get(arm), other.rule().withTarget(rounded)));
      }
    }
    return others;
  }
}
