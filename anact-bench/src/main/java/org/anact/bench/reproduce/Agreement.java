package org.anact.bench.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.anact.bench.Numbers;
import org.anact.bench.run.Environment;
import org.anact.results.EpochRow;
import org.anact.results.RunRecord;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * Whether a run that was trained again agrees with its record.
 *
 * @param verdict whether it does, and how closely
 * @param sentence the figures that the verdict rests on
 * @param conditions what decides a run's numbers and was another in each of the two
 */
public record Agreement(Verdict verdict, String sentence, List<String> conditions) {

  /** Level of the interval that another seed's accuracy is expected in. */
  static final double LEVEL = 0.99;

  /** How closely two trainings of a run agree. */
  public enum Verdict {
    /** Every loss and every accuracy is the same number. */
    SAME_BITS,
    /** The conditions differ, and the final accuracy is one that another seed could have. */
    WITHIN_SEEDS,
    /** The conditions differ, and the record has too few seeds to say how much that can matter. */
    NOT_COMPARABLE,
    /** The numbers differ more than the conditions explain. */
    DIFFERENT
  }

  /** Copies the list. */
  public Agreement {
    conditions = List.copyOf(conditions);
  }

  /** Whether nothing speaks against the record. */
  public boolean holds() {
    return verdict != Verdict.DIFFERENT;
  }

  /**
   * Judges a run.
   *
   * @param record as it was published
   * @param again the same configuration, trained now
   * @param accuracies final test accuracies of the record's arm, one for each seed, its own among
   *     them; between 0 and 1
   */
  static Agreement of(RunRecord record, RunRecord again, List<Double> accuracies) {
    List<String> conditions = conditions(record, again);
    String difference = firstDifference(record, again);
    if (difference.isEmpty()) {
      return new Agreement(
          Verdict.SAME_BITS,
          "the losses of %s and the figures of %s are the same to the bit"
              .formatted(
                  Numbers.count(record.stepLosses().size(), "step", "steps"),
                  Numbers.count(record.epochs().size(), "epoch", "epochs")),
          conditions);
    }
    if (conditions.isEmpty()) {
      return new Agreement(Verdict.DIFFERENT, difference, conditions);
    }
    return withinSeeds(record, again, accuracies, difference, conditions);
  }

  private static Agreement withinSeeds(
      RunRecord record,
      RunRecord again,
      List<Double> accuracies,
      String difference,
      List<String> conditions) {
    if (!record.finished() || !again.finished()) {
      boolean same = record.outcome().status() == again.outcome().status();
      return new Agreement(
          same ? Verdict.NOT_COMPARABLE : Verdict.DIFFERENT, difference, conditions);
    }
    OptionalDouble accuracy = again.outcome().finalTestAccuracy();
    int n = accuracies.size();
    if (n < 3) {
      return new Agreement(
          Verdict.NOT_COMPARABLE,
          "%s; accuracy %.2f %%, the record's %.2f %%, and %s of its arm cannot tell how much seeds differ"
              .formatted(
                  difference,
                  100 * accuracy.orElse(Double.NaN),
                  100 * record.outcome().finalTestAccuracy().orElse(Double.NaN),
                  Numbers.count(n, "run", "runs")),
          conditions);
    }
    StreamingStatistics seeds = new StreamingStatistics();
    accuracies.forEach(seeds::addValue);
    double half =
        new TDistribution(n - 1).inverseCumulativeProbability((1 + LEVEL) / 2)
            * seeds.getStandardDeviation()
            * Math.sqrt(1 + 1.0 / n);
    boolean within = Math.abs(accuracy.orElse(Double.NaN) - seeds.getMean()) <= half;
    return new Agreement(
        within ? Verdict.WITHIN_SEEDS : Verdict.DIFFERENT,
        "%s; accuracy %.2f %%, and by its %d seeds another one would be in [%.2f, %.2f] with %.0f %% probability"
            .formatted(
                difference,
                100 * accuracy.orElse(Double.NaN),
                n,
                100 * (seeds.getMean() - half),
                100 * (seeds.getMean() + half),
                100 * LEVEL),
        conditions);
  }

  private static List<String> conditions(RunRecord record, RunRecord again) {
    Map<String, String> there = Environment.deciding(record.provenance().environment());
    Map<String, String> here = Environment.deciding(again.provenance().environment());
    List<String> differing = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(there.keySet());
    names.addAll(here.keySet());
    for (String name : names) {
      if (!Objects.equals(there.get(name), here.get(name))) {
        differing.add(
            "%s: %s there, %s here"
                .formatted(
                    name, there.getOrDefault(name, "absent"), here.getOrDefault(name, "absent")));
      }
    }
    return differing;
  }

  /** Returns where the numbers differ first; no words if they do not. */
  private static String firstDifference(RunRecord record, RunRecord again) {
    if (record.epochs().size() != again.epochs().size()
        || record.outcome().status() != again.outcome().status()) {
      return "it ended as %s after %s, the record as %s after %d"
          .formatted(
              again.outcome().status(),
              Numbers.count(again.epochs().size(), "epoch", "epochs"),
              record.outcome().status(),
              record.epochs().size());
    }
    int steps = Math.max(record.stepLosses().size(), again.stepLosses().size());
    for (int i = 0; i < steps; i++) {
      Double there = i < record.stepLosses().size() ? record.stepLosses().get(i) : null;
      Double here = i < again.stepLosses().size() ? again.stepLosses().get(i) : null;
      if (!Objects.equals(there, here)) {
        return "the loss of step %d is %s, the record's %s".formatted(i + 1, here, there);
      }
    }
    for (int i = 0; i < record.epochs().size(); i++) {
      EpochRow there = record.epochs().get(i);
      EpochRow here = again.epochs().get(i);
      if (Double.compare(there.testAccuracy(), here.testAccuracy()) != 0
          || Double.compare(there.testLoss(), here.testLoss()) != 0) {
        return "after epoch %d, loss and accuracy on the test set are %s and %s, the record's %s and %s"
            .formatted(
                i + 1,
                here.testLoss(),
                here.testAccuracy(),
                there.testLoss(),
                there.testAccuracy());
      }
    }
    return "";
  }
}
