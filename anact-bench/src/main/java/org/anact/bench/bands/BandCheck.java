package org.anact.bench.bands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.anact.bench.Numbers;

/**
 * What a check found.
 *
 * @param band name of the band
 * @param results of the tests
 * @param failures of single runs, a sentence each: one that never reached its target fails the
 *     check by itself
 * @param notes what else a reader should know
 */
public record BandCheck(
    String band, List<TestResult> results, List<String> failures, List<String> notes) {

  /** Copies the lists. */
  public BandCheck {
    results = List.copyOf(results);
    failures = List.copyOf(failures);
    notes = List.copyOf(notes);
  }

  /** Compares runs with a reference. */
  public static BandCheck of(Band band, Reference reference, List<ArmRuns> runs) {
    SeedTable known = SeedTable.of(reference.runs(band));
    List<TestResult> results =
        Family.of(band.arms(), known.seeds()).apply(known, SeedTable.of(runs));
    List<String> failures = new ArrayList<>();
    for (ArmRuns arm : runs) {
      arm.runs().forEach(run -> failure(band, arm.arm(), run, failures));
    }
    return new BandCheck(band.name(), results, failures, ConfigChanges.of(reference, band));
  }

  private static void failure(Band band, BandArm arm, BandRun run, List<String> failures) {
    String who = "%s, seed %d:".formatted(arm.label(), run.seed());
    if (run.error() != null) {
      failures.add("%s an error stopped it (%s)".formatted(who, run.error()));
    } else if (run.loss() == null) {
      failures.add("%s the loss became NaN or infinite; training diverged".formatted(who));
    } else if (run.stepsToTarget() == null) {
      failures.add(
          String.format(
              Locale.ROOT,
              "%s never reached the target %s within %s; its lowest held-out loss is %.4f",
              who,
              arm.target(),
              Numbers.count(band.settings().steps(), "step", "steps"),
              arm.rule().lowest(run.losses())));
    }
  }

  /** Returns whether nothing speaks against the runs. */
  public boolean passes() {
    return failures.isEmpty() && results.stream().noneMatch(TestResult::fails);
  }
}
