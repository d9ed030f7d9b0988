package org.anact.bench.bands;

import java.util.ArrayList;
import java.util.List;

/**
 * All tests of a check, with levels that add up to {@link #LEVEL}: by Bonferroni's inequality no
 * more than that share of good checks fails any of them, however the tests depend on each other.
 */
final class Family {

  /** Share of good checks that fail. */
  static final double LEVEL = 2.5e-4;

  /** Part of it for the pooled test, which is to see a small change everywhere. */
  private static final double POOLED_PART = 0.5;

  private static final String STEPS_FORMAT = "%+.2f";

  private final List<BandTest> tests;
  private final boolean pooled;

  private Family(List<BandTest> tests, boolean pooled) {
    this.tests = List.copyOf(tests);
    this.pooled = pooled;
  }

  /**
   * Makes the tests of a band.
   *
   * @param n seeds of the reference
   */
  static Family of(List<BandArm> arms, int n) {
    List<int[]> pairs = pairs(arms);
    boolean pooled = arms.size() > 1;
    int single = arms.size() * Quantity.values().length + pairs.size();
    double level = LEVEL * (pooled ? 1 - POOLED_PART : 1) / single;
    List<BandTest> tests = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      int arm = i;
      for (Quantity quantity : Quantity.values()) {
        tests.add(
            BandTest.of(
                arms.get(arm).label(),
                quantity.label(),
                quantity.format(),
                level,
                n,
                (runs, reference) -> runs.of(arm, quantity)));
      }
    }
    for (int[] pair : pairs) {
      tests.add(
          BandTest.of(
              "%s - %s".formatted(arms.get(pair[0]).label(), arms.get(pair[1]).activation()),
              Quantity.STEPS.label(),
              STEPS_FORMAT,
              level,
              n,
              (runs, reference) -> difference(runs, pair[0], pair[1])));
    }
    if (pooled) {
      tests.add(
          BandTest.of(
              "all %d together".formatted(arms.size()),
              Quantity.STEPS.label() + ", in deviations",
              STEPS_FORMAT,
              LEVEL * POOLED_PART,
              n,
              Family::pooled));
    }
    return new Family(tests, pooled);
  }

  /** The configurations of which the first is the normalized form of the second. */
  private static List<int[]> pairs(List<BandArm> arms) {
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      for (int j = 0; j < arms.size(); j++) {
        if (arms.get(i).normalizes(arms.get(j))) {
          pairs.add(new int[] {i, j});
        }
      }
    }
    return pairs;
  }

  private static double[] difference(SeedTable runs, int normalized, int vanilla) {
    double[] difference = runs.of(normalized, Quantity.STEPS).clone();
    double[] other = runs.of(vanilla, Quantity.STEPS);
    for (int seed = 0; seed < difference.length; seed++) {
      difference[seed] -= other[seed];
    }
    return difference;
  }

  /**
   * Each seed's mean over the configurations of steps to target, standardized by the reference.
   * What the configurations of one seed have in common is in it, and so in its variance.
   */
  private static double[] pooled(SeedTable runs, SeedTable reference) {
    double[] pooled = new double[runs.seeds()];
    for (int arm = 0; arm < runs.arms(); arm++) {
      Moments moments = Moments.of(reference.of(arm, Quantity.STEPS));
      double[] steps = runs.of(arm, Quantity.STEPS);
      for (int seed = 0; seed < pooled.length; seed++) {
        pooled[seed] += (steps[seed] - moments.mean()) / moments.deviation() / runs.arms();
      }
    }
    return pooled;
  }

  /** Compares the runs of a check with those of the reference, one result for each test. */
  List<TestResult> apply(SeedTable reference, SeedTable check) {
    return tests.stream().map(test -> test.apply(reference, check)).toList();
  }

  /** Returns the tests that the runs of a check fail. */
  List<BandTest> failed(SeedTable reference, SeedTable check) {
    return tests.stream().filter(test -> test.apply(reference, check).fails()).toList();
  }

  /** Returns whether a test is that of all configurations together. */
  boolean isPooled(BandTest test) {
    return pooled && test.equals(tests.get(tests.size() - 1));
  }
}
