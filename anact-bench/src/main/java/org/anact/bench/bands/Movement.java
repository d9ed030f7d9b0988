package org.anact.bench.bands;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.stat.inference.TTest;

/**
 * What moved between two references of a band.
 *
 * @param subject the configuration
 * @param quantity what is measured of it
 * @param format of its values
 * @param before the old reference
 * @param after the new one
 * @param same runs of the new reference that are in the old one with the same value
 * @param pValue of Welch's test of equal means; 1 if the samples are the same
 */
public record Movement(
    String subject,
    String quantity,
    String format,
    Moments before,
    Moments after,
    int same,
    double pValue) {

  /** Returns the change of the mean in percent of the old one. */
  public double percent() {
    return 100 * (after.mean() - before.mean()) / before.mean();
  }

  /**
   * Compares two references, by the configurations that both have and the quantities that mean the
   * same in both. Steps to target are taken for the new target in both.
   */
  static List<Movement> between(Reference old, Reference now) {
    List<Movement> movements = new ArrayList<>();
    for (Reference.Entry arm : now.arms()) {
      TargetRule rule = new TargetRule(arm.target(), now.every(), now.smoothing());
      for (Reference.Entry was : old.arms()) {
        if (was.label().equals(arm.label())) {
          List<BandRun> before = was.runs().stream().map(run -> run.withRule(rule)).toList();
          for (Quantity quantity : Quantity.values()) {
            boolean whole = before.stream().allMatch(run -> quantity.of(run) != null);
            if (whole && isComparable(quantity, old, now)) {
              movements.add(of(arm.label(), quantity, before, arm.runs()));
            }
          }
        }
      }
    }
    return movements;
  }

  private static boolean isComparable(Quantity quantity, Reference old, Reference now) {
    return quantity == Quantity.STEPS
        ? old.every() == now.every() && old.images() == now.images()
        : old.steps() == now.steps();
  }

  private static Movement of(
      String label, Quantity quantity, List<BandRun> before, List<BandRun> after) {
    double[] old = values(quantity, before);
    double[] now = values(quantity, after);
    int same =
        (int)
            after.stream()
                .filter(run -> before.stream().anyMatch(was -> isSame(quantity, was, run)))
                .count();
    boolean unchanged = same == now.length && now.length == old.length;
    return new Movement(
        label,
        quantity.label(),
        quantity.format(),
        Moments.of(old),
        Moments.of(now),
        same,
        unchanged ? 1 : new TTest().tTest(old, now));
  }

  private static boolean isSame(Quantity quantity, BandRun was, BandRun run) {
    return was.seed() == run.seed() && quantity.of(run).equals(quantity.of(was));
  }

  private static double[] values(Quantity quantity, List<BandRun> runs) {
    return runs.stream().mapToDouble(quantity::of).toArray();
  }
}
