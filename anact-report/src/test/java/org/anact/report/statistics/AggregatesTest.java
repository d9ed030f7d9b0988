package org.anact.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.anact.report.statistics.PerformanceProfile.Point;
import org.junit.jupiter.api.Test;

class AggregatesTest {
  private static final StratifiedBootstrap BOOTSTRAP = new StratifiedBootstrap(4_000, 0.95, 11);

  private static ScoreMatrix random(long seed, int runs, int tasks, double spread) {
    Random random = new Random(seed);
    double[][] scores = new double[runs][tasks];
    for (double[] run : scores) {
      Arrays.setAll(run, task -> task + spread * random.nextGaussian());
    }
    return ScoreMatrix.of(scores);
  }

  private static ScoreMatrix rows(ScoreMatrix scores, List<Integer> order) {
    double[][] rows = new double[order.size()][scores.tasks()];
    for (int i = 0; i < rows.length; i++) {
      int run = order.get(i);
      Arrays.setAll(rows[i], task -> scores.score(run, task));
    }
    return ScoreMatrix.of(rows);
  }

  private static double width(Estimate estimate) {
    return estimate.interval().orElseThrow().width();
  }

  @Test
  void interquartileMeanLeavesOutAQuarterAtEachEnd() {
    // Eight scores: 1, 2 and 9, 100 go, (3 + 4 + 5 + 6) / 4 stays.
    assertThat(InterquartileMean.of(ScoreMatrix.of(new double[][] {{100, 3, 2, 5}, {4, 9, 6, 1}})))
        .isCloseTo(4.5, within(1e-12));
    // Six scores: one goes at each end, (2 + 3 + 5 + 6) / 4 stays.
    assertThat(InterquartileMean.of(ScoreMatrix.of(new double[][] {{6, 1, 5}, {2, 80, 3}})))
        .isCloseTo(4, within(1e-12));
    // Three scores: none goes.
    assertThat(InterquartileMean.of(ScoreMatrix.of(new double[][] {{1, 2, 9}})))
        .isCloseTo(4, within(1e-12));
  }

  @Test
  void probabilityOfImprovementCountsCouplesWithinEachTask() {
    ScoreMatrix x = ScoreMatrix.of(new double[][] {{3, 1}, {1, 1}});
    ScoreMatrix y = ScoreMatrix.of(new double[][] {{2, 1}, {1, 0}, {0, 5}});
    // Task 1: 3 beats three; 1 ties with 1, beats 0: 4.5 of 6. Task 2: 1 ties, wins, loses: 3 of 6.
    assertThat(ProbabilityOfImprovement.of(x, y)).isCloseTo((4.5 + 3) / 12, within(1e-12));
    assertThat(ProbabilityOfImprovement.of(y, x)).isCloseTo(1 - (4.5 + 3) / 12, within(1e-12));
    assertThat(ProbabilityOfImprovement.of(x, x)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void profileCountsRunsStrictlyAboveTheThreshold() {
    ScoreMatrix scores = ScoreMatrix.of(new double[][] {{0.2, 0.5}, {0.5, 0.9}});
    double[] taus = {0.1, 0.2, 0.5, 0.9};
    assertThat(PerformanceProfile.of(scores, taus, BOOTSTRAP).points())
        .extracting(point -> point.share().value())
        .containsExactly(1.0, 0.75, 0.25, 0.0);
    assertThat(PerformanceProfile.taus(3, scores, ScoreMatrix.of(new double[][] {{1.2}})))
        .containsExactly(new double[] {0.2, 0.7, 1.2}, within(1e-12));
  }

  @Test
  void profileFallsAndItsIntervalsHoldTheShare() {
    ScoreMatrix scores = random(4, 6, 5, 0.7);
    double before = 1;
    for (Point point :
        PerformanceProfile.of(scores, PerformanceProfile.taus(21, scores), BOOTSTRAP).points()) {
      double share = point.share().value();
      Interval interval = point.share().interval().orElseThrow();
      assertThat(share).isLessThanOrEqualTo(before).isBetween(interval.low(), interval.high());
      before = share;
    }
  }

  @Test
  void tasksAreStrataAndNeverMixed() {
    // Within each task the runs agree, so no resample differs, however far the tasks lie apart.
    ScoreMatrix scores = ScoreMatrix.of(new double[][] {{1, 50, 7}, {1, 50, 7}, {1, 50, 7}});
    Estimate mean = BOOTSTRAP.estimate(scores, InterquartileMean::of);
    assertThat(mean.interval()).contains(new Interval(mean.value(), mean.value()));
  }

  @Test
  void orderOfRunsChangesNoFigureAndNoIntervalBeyondResampling() {
    ScoreMatrix scores = random(1, 7, 4, 1);
    List<Integer> order = Arrays.asList(0, 1, 2, 3, 4, 5, 6);
    Collections.shuffle(order, new Random(3));
    Estimate plain = BOOTSTRAP.estimate(scores, InterquartileMean::of);
    Estimate shuffled = BOOTSTRAP.estimate(rows(scores, order), InterquartileMean::of);
    assertThat(shuffled.value()).isCloseTo(plain.value(), within(1e-12));
    double tolerance = 0.1 * width(plain);
    Interval expected = plain.interval().orElseThrow();
    assertThat(shuffled.interval().orElseThrow().low())
        .isCloseTo(expected.low(), within(tolerance));
    assertThat(shuffled.interval().orElseThrow().high())
        .isCloseTo(expected.high(), within(tolerance));
  }

  @Test
  void spreadWidensAndRunsNarrowTheInterval() {
    double usual = width(BOOTSTRAP.estimate(random(2, 5, 4, 0.5), InterquartileMean::of));
    double spread = width(BOOTSTRAP.estimate(random(2, 5, 4, 2), InterquartileMean::of));
    double longer = width(BOOTSTRAP.estimate(random(2, 80, 4, 0.5), InterquartileMean::of));
    assertThat(spread).isGreaterThan(1.5 * usual);
    assertThat(longer).isLessThan(usual / 2);
  }

  @Test
  void pairsTakeWhatTheRunsOfASeedShareOutOfTheInterval() {
    ScoreMatrix first = random(5, 8, 3, 1);
    double[][] ahead = new double[8][3];
    for (int run = 0; run < 8; run++) {
      int row = run;
      Arrays.setAll(ahead[run], task -> first.score(row, task) + 0.1);
    }
    ScoreMatrix second = ScoreMatrix.of(ahead);
    Estimate paired =
        BOOTSTRAP.paired(
            second, first, (x, y) -> InterquartileMean.of(x) - InterquartileMean.of(y));
    Estimate independent =
        BOOTSTRAP.independent(
            second, first, (x, y) -> InterquartileMean.of(x) - InterquartileMean.of(y));
    assertThat(paired.value()).isCloseTo(0.1, within(1e-12));
    assertThat(width(paired)).isLessThan(1e-9);
    assertThat(independent.value()).isEqualTo(paired.value());
    assertThat(independent.interval().orElseThrow().coversZero()).isTrue();
  }

  @Test
  void independentArmsMayDifferInTheirNumberOfRuns() {
    Estimate estimate =
        BOOTSTRAP.independent(random(6, 4, 3, 1), random(7, 9, 3, 1), ProbabilityOfImprovement::of);
    Interval interval = estimate.interval().orElseThrow();
    assertThat(estimate.value()).isBetween(interval.low(), interval.high());
    assertThat(interval.low()).isNotNegative();
    assertThat(interval.high()).isLessThanOrEqualTo(1);
  }

  @Test
  void oneRunHasAFigureAndNoInterval() {
    ScoreMatrix one = random(8, 1, 3, 1);
    ScoreMatrix many = random(8, 4, 3, 1);
    assertThat(BOOTSTRAP.estimate(one, InterquartileMean::of).interval()).isEmpty();
    assertThat(BOOTSTRAP.independent(one, many, ProbabilityOfImprovement::of).interval()).isEmpty();
    assertThat(BOOTSTRAP.paired(one, one, ProbabilityOfImprovement::of).interval()).isEmpty();
  }

  @Test
  void seedDecidesTheInterval() {
    ScoreMatrix scores = random(9, 6, 3, 1);
    assertThat(BOOTSTRAP.estimate(scores, InterquartileMean::of))
        .isEqualTo(BOOTSTRAP.estimate(scores, InterquartileMean::of))
        .isNotEqualTo(
            new StratifiedBootstrap(4_000, 0.95, 12).estimate(scores, InterquartileMean::of));
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> ScoreMatrix.of(new double[] {1, 2}, new double[] {1}))
        .hasMessageContaining("tasks");
    assertThatThrownBy(() -> ScoreMatrix.of()).hasMessageContaining("needs a run");
    assertThatThrownBy(() -> ScoreMatrix.of(new double[] {Double.NaN}))
        .hasMessageContaining("finite");
    ScoreMatrix three = random(1, 3, 3, 1);
    assertThatThrownBy(() -> ProbabilityOfImprovement.of(three, random(1, 3, 2, 1)))
        .hasMessageContaining("3 and 2 tasks");
    assertThatThrownBy(
            () -> BOOTSTRAP.paired(three, random(1, 4, 3, 1), ProbabilityOfImprovement::of))
        .hasMessageContaining("3 and 4 runs");
  }

  @Test
  void aMatrixDoesNotFollowTheArrayItCameFrom() {
    double[][] rows = {{1, 2}};
    ScoreMatrix scores = ScoreMatrix.of(rows);
    rows[0][0] = 9;
    scores.all()[1] = 9;
    assertThat(scores.all()).containsExactly(1, 2);
  }
}
