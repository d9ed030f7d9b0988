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
  void significanceNeverShowsADifferenceBelowSixPairs() {
    assertThat(significance()).isEqualTo(Significance.NO_PAIRS);
    assertThat(significance(1)).isEqualTo(Significance.ONE_PAIR);
    assertThat(significance(1, 1.1, 0.9, 1, 1.05)).isEqualTo(Significance.UNDERPOWERED);
    assertThat(significance(-1, 2, -3)).isEqualTo(Significance.UNDERPOWERED);
    assertThat(significance(1, 2, 3, 4, 5, 6)).isEqualTo(Significance.SHOWN);
    assertThat(significance(-1, 2, -3, 4, -5, 6)).isEqualTo(Significance.COVERS_ZERO);
    assertThat(significance(0, 0, 0, 0, 0, 0)).isEqualTo(Significance.COVERS_ZERO);
  }

  private static Significance significance(double... differences) {
    return PairedDifference.of(differences, BOOTSTRAP, 1).significance();
  }

  @Test
  void onlyShownHasAWinnerAndTooFewPairsSayUnderpowered() {
    for (Significance significance : Significance.values()) {
      assertThat(significance.hasWinner()).isEqualTo(significance == Significance.SHOWN);
      assertThat(significance.underpowered())
          .isEqualTo(significance.words().startsWith("underpowered"));
    }
  }

  @Test
  void selectionTakesTheLastTheMedianOfTenOrTheBest() {
    double[] accuracies = {99, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    assertThat(Selection.LAST.of(accuracies)).hasValue(10);
    assertThat(Selection.MEDIAN_OF_LAST_TEN.of(accuracies)).hasValue(5.5);
    assertThat(Selection.BEST.of(accuracies)).hasValue(99);
    assertThat(Selection.MEDIAN_OF_LAST_TEN.of(3, 1, 8)).hasValue(3);
  }

  @Test
  void selectionPassesOverEpochsWithoutANumber() {
    assertThat(Selection.LAST.of(1, Double.NaN)).isEmpty();
    assertThat(Selection.MEDIAN_OF_LAST_TEN.of(1, Double.NaN, 3)).hasValue(2);
    assertThat(Selection.BEST.of(Double.NaN, 4, 2)).hasValue(4);
    for (Selection selection : Selection.values()) {
      assertThat(selection.of()).isEmpty();
    }
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
    assertThat(curve.firstWindowAtOrBelow(2.5)).hasValue(1.5);
    assertThat(curve.firstWindowAtOrBelow(0.5)).isEmpty();
    assertThatThrownBy(() -> new LossCurve(List.of(1.0), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
