package org.anact.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final BcaBootstrap BOOTSTRAP = new BcaBootstrap(10_000, 0.95);

  private static RandomGenerator generator(long seed) {
    return new Well19937c(seed);
  }

  @Test
  void summaryDividesByOneLess() {
    Summary summary = Summary.of(1, 2, 3, 6);
    assertThat(summary.mean()).hasValue(3);
    assertThat(summary.deviation().getAsDouble()).isCloseTo(Math.sqrt(14 / 3.0), within(1e-12));
  }

  @Test
  void summaryOfOneValueHasNoDeviationAndOfNoneNoMean() {
    assertThat(Summary.of(5).mean()).hasValue(5);
    assertThat(Summary.of(5).deviation()).isEmpty();
    assertThat(Summary.of().mean()).isEmpty();
  }

  @Test
  void bootstrapOfTwoValuesEndsAtThem() {
    // Means of two draws of {0, 2} are 0, 1, 1, 2: a quarter of the resamples lies at either end.
    Interval interval = BOOTSTRAP.ofMean(new double[] {0, 2}, generator(1)).orElseThrow();
    assertThat(interval).isEqualTo(new Interval(0, 2));
  }

  @Test
  void bootstrapOfManyValuesComesCloseToTheNormalInterval() {
    double[] values = new double[400];
    RandomGenerator normal = generator(7);
    Arrays.setAll(values, i -> 3 + 2 * normal.nextGaussian());
    Summary summary = Summary.of(values);
    Interval interval = BOOTSTRAP.ofMean(values, generator(2)).orElseThrow();
    double half = 1.96 * summary.deviation().getAsDouble() / Math.sqrt(values.length);
    assertThat(interval.low()).isCloseTo(summary.mean().getAsDouble() - half, within(0.05 * half));
    assertThat(interval.high()).isCloseTo(summary.mean().getAsDouble() + half, within(0.05 * half));
  }

  @Test
  void bootstrapContainsTheMeanOfSymmetricDataAndNarrowsWithMoreOfIt() {
    double[] few = {-2, -1, 1, 2};
    double[] many = new double[64];
    Arrays.setAll(many, i -> few[i % few.length]);
    Interval wide = BOOTSTRAP.ofMean(few, generator(3)).orElseThrow();
    Interval narrow = BOOTSTRAP.ofMean(many, generator(3)).orElseThrow();
    assertThat(wide.coversZero()).isTrue();
    assertThat(narrow.coversZero()).isTrue();
    assertThat(narrow.width()).isLessThan(wide.width() / 3);
  }

  @Test
  void bootstrapIsDecidedByItsGenerator() {
    double[] values = {0.3, 1.7, 2.2, -0.4, 0.9, 1.1, 3.3};
    assertThat(BOOTSTRAP.ofMean(values, generator(5)))
        .isEqualTo(BOOTSTRAP.ofMean(values, generator(5)))
        .isNotEqualTo(BOOTSTRAP.ofMean(values, generator(6)));
  }

  @Test
  void bootstrapNeedsTwoValues() {
    assertThat(BOOTSTRAP.ofMean(new double[] {4}, generator(1))).isEmpty();
    assertThatThrownBy(() -> new BcaBootstrap(0, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void signFlipCountsThePatternsAtLeastAsFarOut() {
    // Sums of +-1 +-2 +-3: 6, 0, 2, -4, 4, -2, 0, -6; four of eight are at least 4 from zero.
    assertThat(SignFlipTest.pValue(new double[] {3, 2, -1}, generator(1))).hasValue(4 / 8.0);
    assertThat(SignFlipTest.pValue(new double[] {1, 2, 3, 4, 5}, generator(1))).hasValue(2 / 32.0);
    assertThat(SignFlipTest.pValue(new double[] {1, 2, 3, 4, 5, 6}, generator(1)))
        .hasValue(2 / 64.0);
  }

  @Test
  void signFlipOfLongSamplesAgreesInSizeWithTheirEffect() {
    double[] none = new double[40];
    Arrays.setAll(none, i -> i % 2 == 0 ? 1 : -1);
    double[] clear = new double[40];
    Arrays.fill(clear, 1);
    assertThat(SignFlipTest.pValue(none, generator(1)).getAsDouble()).isGreaterThan(0.99);
    assertThat(SignFlipTest.pValue(clear, generator(1)).getAsDouble()).isLessThan(1e-4);
  }

  @Test
  void verdictNeverShowsADifferenceBelowSixPairs() {
    assertThat(verdict()).isEqualTo(Verdict.NO_PAIRS);
    assertThat(verdict(1)).isEqualTo(Verdict.ONE_PAIR);
    assertThat(verdict(1, 1.1, 0.9, 1, 1.05)).isEqualTo(Verdict.UNDERPOWERED);
    assertThat(verdict(-1, 2, -3)).isEqualTo(Verdict.UNDERPOWERED);
    assertThat(verdict(1, 2, 3, 4, 5, 6)).isEqualTo(Verdict.SHOWN);
    assertThat(verdict(-1, 2, -3, 4, -5, 6)).isEqualTo(Verdict.COVERS_ZERO);
    assertThat(verdict(0, 0, 0, 0, 0, 0)).isEqualTo(Verdict.COVERS_ZERO);
  }

  private static Verdict verdict(double... differences) {
    return PairedDifference.of(differences, BOOTSTRAP, 1).verdict();
  }

  @Test
  void lossCurveReachesAThresholdAtTheFirstTrailingMean() {
    LossCurve curve = new LossCurve(List.of(4.0, 2.0, 3.0, 1.0, 1.0), 2);
    assertThat(curve.last()).isEqualTo(1.0);
    assertThat(curve.area()).isCloseTo(11 / 5.0, within(1e-12));
    // Trailing means of two steps: 3, 2.5, 2, 1 at steps 2, 3, 4, 5.
    assertThat(curve.firstStepAtOrBelow(2.5)).hasValue(3);
    assertThat(curve.firstStepAtOrBelow(2.4)).hasValue(4);
    assertThat(curve.firstStepAtOrBelow(5)).hasValue(2);
    assertThat(curve.firstStepAtOrBelow(0.5)).isEmpty();
    assertThatThrownBy(() -> new LossCurve(List.of(1.0), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
