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
   * A target and how the runs of a configuration reach it.
   *
   * @param label of the configuration
   * @param target held-out loss
   * @param reached runs that came down to it
   * @param runs all
   * @param mean of their steps to target; {@code NaN} if fewer than two reached it
   * @param variation coefficient of variation of these steps
   */
  public record Candidate(
      String label, double target, int reached, int runs, double mean, double variation) {

    static Candidate of(ArmRuns arm, TargetRule rule) {
      double[] steps =
          arm.runs().stream()
              .map(run -> rule.stepsTo(run.losses()))
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .toArray();
      Moments moments = Moments.of(steps);
      return new Candidate(
          arm.arm().label(),
          rule.target(),
          steps.length,
          arm.runs().size(),
          moments.mean(),
          moments.variation());
    }

    /** Returns whether every run reached it, at steps that vary, and little. */
    public boolean isGood() {
      return reached == runs && variation > 0 && variation <= LARGEST_VARIATION;
    }
  }

  /** Returns how each configuration reaches its target. */
  static List<Candidate> targets(List<ArmRuns> runs) {
    return runs.stream().map(arm -> Candidate.of(arm, arm.arm().rule())).toList();
  }

  /**
   * Returns other targets that every run of a model's configurations reached, from the highest down
   * to the lowest, for its configurations one after the other.
   */
  static List<Candidate> others(List<ArmRuns> arms) {
    double highest = Double.POSITIVE_INFINITY;
    double lowest = 0;
    for (ArmRuns arm : arms) {
      for (BandRun run : arm.runs()) {
        highest = Math.min(highest, run.losses().get(0));
        lowest = Math.max(lowest, arm.arm().rule().lowest(run.losses()));
      }
    }
    List<Candidate> others = new ArrayList<>();
    for (int i = 1; i < CANDIDATES; i++) {
      double target = highest * Math.pow(lowest / highest, (double) i / CANDIDATES);
      double rounded = Math.round(target * 1000) / 1000.0;
      for (ArmRuns arm : arms) {
        others.add(Candidate.of(arm, arm.arm().rule().withTarget(rounded)));
      }
    }
    return others;
  }
}
