package org.anact.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RunningStatisticsTest {

  private static final double UNIT = Math.ulp(1.0f);
  private static final RunningStatistics PRIOR = new RunningStatistics(0.3, 0.4, 0.2, 0, 0);

  private static UpdateRule rule(Bounds bounds) {
    return new UpdateRule(0.9, bounds, 0.8, 1.2, RhoForm.RAW);
  }

  /** Var(y) = 1, so that rho is the mean square of f. */
  private static BatchStatistics batch(double rho, double rhoPrime, double mean) {
    return new BatchStatistics(1, 1, mean, rho, rhoPrime);
  }

  @Test
  void firstBatchReplacesThePrior() {
    RunningStatistics first = PRIOR.updated(batch(0.6, 0.7, 0.1), rule(Bounds.CLAMP), UNIT);
    assertThat(first).isEqualTo(new RunningStatistics(0.6, 0.7, 0.1, 1, 0));
  }

  @Test
  void clampLimitsRhoAndRhoPrimeButNotMu() {
    RunningStatistics start = new RunningStatistics(1, 1, 1, 1, 0);
    RunningStatistics next = start.updated(batch(5, 0.1, 11), rule(Bounds.CLAMP), UNIT);
    assertThat(next.rho()).isCloseTo(0.9 + 0.1 * 1.2, within(1e-15));
    assertThat(next.rhoPrime()).isCloseTo(0.9 + 0.1 * 0.8, within(1e-15));
    assertThat(next.mu()).isCloseTo(0.9 + 0.1 * 11, within(1e-15));
  }

  @Test
  void rejectLeavesAnOutlierOutAndTakesTheRest() {
    RunningStatistics start = new RunningStatistics(1, 1, 1, 1, 0);
    RunningStatistics next = start.updated(batch(5, 1.1, 2), rule(Bounds.REJECT), UNIT);
    assertThat(next.rho()).isEqualTo(1.0);
    assertThat(next.rhoPrime()).isCloseTo(0.9 + 0.1 * 1.1, within(1e-15));
    assertThat(next.mu()).isCloseTo(1.1, within(1e-15));
  }

  @Test
  void noneTakesEveryBatchAsItIs() {
    RunningStatistics start = new RunningStatistics(1, 1, 1, 1, 0);
    assertThat(start.updated(batch(5, 1, 1), rule(Bounds.NONE), UNIT).rho())
        .isCloseTo(1.4, within(1e-15));
  }

  @Test
  void centredRhoIsFollowedWhenAsked() {
    UpdateRule centred = new UpdateRule(0.9, Bounds.CLAMP, 0.8, 1.2, RhoForm.CENTRED);
    assertThat(PRIOR.updated(batch(0.6, 0.7, 0.5), centred, UNIT).rho())
        .isCloseTo(0.35, within(1e-15));
  }

  /** What is on a bound is not beyond it. */
  @Test
  void rejectTakesWhatIsOnTheBounds() {
    RunningStatistics start = new RunningStatistics(1, 1, 1, 1, 0);
    UpdateRule rule = new UpdateRule(0.5, Bounds.REJECT, 0.75, 1.25, RhoForm.RAW);
    RunningStatistics next = start.updated(batch(0.75, 1.25, 1), rule, UNIT);
    assertThat(next.rho()).isEqualTo(0.875);
    assertThat(next.rhoPrime()).isEqualTo(1.125);
    RunningStatistics small = new RunningStatistics(0.5, 0.5, 1, 1, 0);
    assertThat(small.updated(batch(0.375, 0.7, 1), rule, UNIT))
        .isEqualTo(new RunningStatistics(0.4375, 0.5, 1, 2, 0));
  }

  /** A constant output has a centred rho of zero, and lambda would be infinite. */
  @Test
  void batchWithAConstantOutputIsLeftOutWhereRhoIsCentred() {
    UpdateRule centred = new UpdateRule(0.9, Bounds.CLAMP, 0.8, 1.2, RhoForm.CENTRED);
    RunningStatistics start = new RunningStatistics(0.5, 0.6, 0.1, 7, 2);
    assertThat(start.updated(batch(0.25, 0.7, 0.5), centred, UNIT))
        .isEqualTo(new RunningStatistics(0.5, 0.6, 0.1, 7, 3));
  }

  static Stream<BatchStatistics> degenerateBatches() {
    return Stream.of(
        new BatchStatistics(0, 4, 1, 1, 1),
        new BatchStatistics(0, 0, 0.5, 0.25, 0.06),
        new BatchStatistics(1e-16, 4, 1, 1, 1),
        new BatchStatistics(1, 1, 0, 0, 1),
        new BatchStatistics(1, 1, 0.1, 1, 0),
        new BatchStatistics(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
        new BatchStatistics(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1, 1, 1),
        new BatchStatistics(1, 1, Double.NaN, 1, 1),
        new BatchStatistics(1, 1, 0.1, Double.POSITIVE_INFINITY, 1),
        new BatchStatistics(1, 1, 0.1, 1, Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @MethodSource("degenerateBatches")
  void degenerateBatchIsCountedAndChangesNothingElse(BatchStatistics batch) {
    RunningStatistics start = new RunningStatistics(0.5, 0.6, 0.1, 7, 2);
    assertThat(start.updated(batch, rule(Bounds.NONE), UNIT))
        .isEqualTo(new RunningStatistics(0.5, 0.6, 0.1, 7, 3));
  }

  @Test
  void batchAfterADegenerateFirstOneSetsTheValues() {
    RunningStatistics afterBad =
        PRIOR.updated(new BatchStatistics(0, 1, 1, 1, 1), rule(Bounds.CLAMP), UNIT);
    assertThat(afterBad.updated(batch(0.9, 0.8, 0.7), rule(Bounds.CLAMP), UNIT))
        .isEqualTo(new RunningStatistics(0.9, 0.8, 0.7, 1, 1));
  }

  @Test
  void smallButRealVarianceIsNotTakenForConstant() {
    assertThat(new BatchStatistics(1e-10, 1e-10, 0.5, 0.3, 0.3).isDegenerate(UNIT)).isFalse();
  }

  @Test
  void wrongRulesAreRefusedByName() {
    assertThatThrownBy(() -> new UpdateRule(1.0, Bounds.CLAMP, 0.8, 1.2, RhoForm.RAW))
        .hasMessageContaining("momentum is 1.0");
    assertThatThrownBy(() -> new UpdateRule(0.9, Bounds.CLAMP, 1.1, 1.2, RhoForm.RAW))
        .hasMessageContaining("bounds are 1.1");
    assertThatThrownBy(() -> new UpdateRule(0.9, Bounds.CLAMP, 0, 1.2, RhoForm.RAW))
        .hasMessageContaining("bounds are 0.0");
    assertThatThrownBy(() -> new UpdateRule(0.9, Bounds.CLAMP, 0.8, 0.99, RhoForm.RAW))
        .hasMessageContaining("and 0.99");
    assertThatThrownBy(() -> new UpdateRule(-0.1, Bounds.CLAMP, 0.8, 1.2, RhoForm.RAW))
        .hasMessageContaining("momentum is -0.1");
  }

  @Test
  void rulesAtTheirLimitsAreTaken() {
    assertThat(new UpdateRule(0, Bounds.CLAMP, 1, 1, RhoForm.RAW))
        .returns(0.0, UpdateRule::momentum)
        .returns(1.0, UpdateRule::lowerBound)
        .returns(1.0, UpdateRule::upperBound);
  }
}
