package org.anact.bench.bands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.anact.bench.catalog.Catalog;
import org.junit.jupiter.api.Test;

final class FamilyTest {

  private static final int CHECKS = 200;

  private final Band band = TestBands.band();
  private final Reference reference = TestBands.reference();

  private BandCheck check(List<ArmRuns> runs) {
    return BandCheck.of(band, reference, runs);
  }

  private List<ArmRuns> runs(long randomSeed, double slowdown) {
    return TestBands.runs(band.settings().checkSeeds(), randomSeed, slowdown);
  }

  private static SeedTable table(double... values) {
    return SeedTable.filled(1, (arm, quantity) -> values);
  }

  /**
   * Mean 10 and deviation 1.581139 of five; a mean of two has the error 1.581139 sqrt(1/2 + 1/5) =
   * 1.322876, and t of 4 degrees of freedom is 2.776445 at 97.5 %.
   */
  @Test
  void intervalIsThatOfAHandComputedExample() {
    BandTest test =
        BandTest.of("a", "b", "%.2f", 0.05, 5, (runs, known) -> runs.of(0, Quantity.LOSS));
    TestResult result = test.apply(table(8, 9, 10, 11, 12), table(13, 13));
    assertThat(result.interval().low()).isCloseTo(10 - 3.672892, within(1e-5));
    assertThat(result.interval().high()).isCloseTo(10 + 3.672892, within(1e-5));
    assertThat(result.deviation()).isCloseTo(2.267787, within(1e-5));
    assertThat(result.pValue()).isCloseTo(0.085938, within(1e-3));
    assertThat(result.fails()).isFalse();
    assertThat(test.apply(table(8, 9, 10, 11, 12), table(13.6, 13.8)).fails()).isTrue();
    assertThat(test.apply(table(8, 9, 10, 11, 12), table(6.2, 6.4)).fails()).isTrue();
  }

  /** Bonferroni's inequality holds for the sum of the levels, whatever depends on what. */
  @Test
  void levelsAddUpToThatOfTheFamily() {
    List<TestResult> results = check(runs(2, 1)).results();
    // Four configurations of three quantities, two contrasts, and all together.
    assertThat(results).hasSize(4 * 3 + 2 + 1);
    assertThat(results.stream().mapToDouble(result -> result.test().level()).sum())
        .isCloseTo(Family.LEVEL, within(1e-15));
    assertThat(Family.LEVEL).isLessThan(1e-3);
  }

  @Test
  void goodRunsPass() {
    for (int seed = 0; seed < CHECKS; seed++) {
      BandCheck check = check(runs(1000 + seed, 1));
      assertThat(check.passes()).as("%s", check).isTrue();
      assertThat(check.notes()).isEmpty();
    }
  }

  /** A tenth is too little for a single test at its level: what sees it is all together. */
  @Test
  void slowdownByATenthIsSeen() {
    int seen = 0;
    int byAll = 0;
    for (int seed = 0; seed < CHECKS; seed++) {
      BandCheck check = check(runs(1000 + seed, 1.1));
      List<TestResult> results = check.results();
      seen += check.passes() ? 0 : 1;
      byAll += results.get(results.size() - 1).fails() ? 1 : 0;
    }
    assertThat(seen).isGreaterThan(CHECKS * 95 / 100);
    assertThat(byAll).isGreaterThan(CHECKS * 95 / 100);
  }

  /** Too good is as suspicious as too bad. */
  @Test
  void trainingThatIsMuchFasterFails() {
    assertThat(check(runs(3, 0.8)).passes()).isFalse();
  }

  @Test
  void swappedFormsOfAnActivationFail() {
    List<ArmRuns> runs = runs(4, 1);
    List<ArmRuns> swapped =
        IntStream.range(0, 4)
            .mapToObj(i -> new ArmRuns(runs.get(i).arm(), runs.get(i ^ 1).runs()))
            .toList();
    List<TestResult> results = check(swapped).results();
    assertThat(results.stream().filter(result -> result.test().subject().contains(" - ")))
        .hasSize(2)
        .allMatch(TestResult::fails);
  }

  @Test
  void runThatNeverReachesItsTargetFailsByItself() {
    List<ArmRuns> runs = runs(5, 1);
    BandRun good = runs.get(3).runs().get(2);
    BandRun late = new BandRun(good.seed(), null, good.loss(), good.accuracy(), good.losses());
    BandCheck check = check(TestBands.with(runs, 3, 2, late));
    assertThat(check.passes()).isFalse();
    assertThat(check.failures())
        .containsExactly(
            "cnn nswish, seed 103: never reached the target 0.9 within 90 steps; its lowest held-out"
                + " loss is 1.4000");
    assertThat(check.results().stream().filter(TestResult::fails)).hasSize(3);
  }

  @Test
  void divergedRunFailsByItself() {
    BandRun diverged = new BandRun(101, null, null, null, List.of(2.3));
    assertThat(check(TestBands.with(runs(6, 1), 0, 0, diverged)).failures())
        .singleElement()
        .asString()
        .contains("mlp swish, seed 101", "diverged");
  }

  @Test
  void runThatAnErrorStoppedFailsByItselfAndSaysWhy() {
    BandRun stopped = BandRun.stopped(101, new IllegalStateException("no such thing"));
    List<ArmRuns> runs = TestBands.with(runs(6, 1), 0, 0, stopped);
    assertThat(check(runs).passes()).isFalse();
    assertThat(check(runs).failures())
        .containsExactly(
            "mlp swish, seed 101: an error stopped it (IllegalStateException: no such thing)");
  }

  /** A recipe that is no longer the reference's is told, beside what it does to the runs. */
  @Test
  void changedRecipeIsNoted() {
    Band changed =
        Band.parse(
            Catalog.standard(),
            "made.yaml",
            TestBands.YAML.replace("learningRate: 0.01", "learningRate: 0.03"));
    assertThat(BandCheck.of(changed, reference, runs(7, 1)).notes())
        .hasSize(4)
        .contains("mlp swish recipe learningRate is 0.03, and was 0.01 in the reference");
  }

  /** One configuration has nothing to be pooled with, so that its tests share the whole level. */
  @Test
  void bandOfOneConfigurationHasNoPooledTest() {
    List<BandArm> one = band.arms().subList(0, 1);
    SeedTable runs = SeedTable.of(reference.runs(band).subList(0, 1));
    List<TestResult> results = Family.of(one, runs.seeds()).apply(runs, runs);
    assertThat(results).hasSize(3);
    assertThat(results.stream().mapToDouble(result -> result.test().level()).sum())
        .isCloseTo(Family.LEVEL, within(1e-15));
  }
}
