package org.anact.results.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionRuleTest {

  private static final DecisionRule RULE = DecisionRule.defaults();

  private static double[] normal(long seed, double mean, int count) {
    Random random = new Random(seed);
    return DoubleStream.generate(() -> mean + random.nextGaussian()).limit(count).toArray();
  }

  private static double[] negative(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }

  /** The factors of two stakes by sign, then of z in deviations of those before. */
  @Test
  void evidenceIsThatOfAHandComputedExample() {
    SignFlipEvidence evidence = new SignFlipEvidence(0, 1);
    double first = (3 + Math.tanh(0.5) + Math.tanh(1) + 0.95) / 3;
    assertThat(evidence.next(1)).isCloseTo(first, within(1e-15));
    evidence.next(3);
    // Deviation of 1 and 3: the square root of 2.
    double z = -1 / Math.sqrt(2);
    double expected = 0;
    for (double c : new double[] {0.5, 1, 2}) {
      double stake = Math.min(Math.tanh(c), 0.95);
      expected += (1 + stake) * (1 + stake) * (1 + Math.max(Math.tanh(c * z), -0.95)) / 3;
    }
    assertThat(evidence.next(-1)).isCloseTo(expected, within(1e-14));
  }

  /** The mean over all signs of given magnitudes is exactly the capital at the start. */
  @Test
  void evidenceIsAFairGameUnderEverySignPattern() {
    double[] magnitudes = {0.3, 2, 0.1, 5, 1, 1, 0.7};
    double sum = 0;
    int patterns = 1 << magnitudes.length;
    for (int pattern = 0; pattern < patterns; pattern++) {
      SignFlipEvidence evidence = new SignFlipEvidence(0, 1);
      double last = 1;
      for (int i = 0; i < magnitudes.length; i++) {
        last = evidence.next((pattern >> i & 1) == 0 ? magnitudes[i] : -magnitudes[i]);
      }
      sum += last;
    }
    assertThat(sum / patterns).isCloseTo(1, within(1e-12));
  }

  @Test
  void clearDifferencesAreDecidedWithTheFewestPairs() {
    double[] clear = {4.1, 4.3, 3.9, 4.0, 4.4, 4.2, 4.1};
    assertThat(RULE.decide(clear).verdict()).isEqualTo(Verdict.ABOVE);
    assertThat(RULE.decide(clear).pairs()).isEqualTo(6);
    assertThat(RULE.decide(negative(clear)).verdict()).isEqualTo(Verdict.BELOW);
    assertThat(RULE.decide(Arrays.copyOf(clear, 5)).verdict()).isEqualTo(Verdict.OPEN);
  }

  @Test
  void smallDifferencesAreEquivalent() {
    double[] small = IntStream.range(0, 20).mapToDouble(i -> 0.01 * (i % 3 - 1)).toArray();
    Decision decision = RULE.decide(small);
    assertThat(decision.verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(decision.pairs()).isBetween(6, 10);
    assertThat(new DecisionRule(6, 20, 0.05, 0).decide(small).verdict())
        .isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void largestNumberOfPairsEndsIt() {
    double[] noise = IntStream.range(0, 40).mapToDouble(i -> i % 2 == 0 ? 5 : -5).toArray();
    Decision decision = RULE.decide(noise);
    assertThat(decision.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(decision.pairs()).isEqualTo(30);
    assertThat(RULE.decide(Arrays.copyOf(noise, 29)).verdict()).isEqualTo(Verdict.OPEN);
    assertThat(RULE.decide(new double[0])).isEqualTo(new Decision(Verdict.OPEN, 0, 1));
  }

  /** A sweep that trained more seeds than it needed says the same. */
  @Test
  void pairsAfterAVerdictChangeNothing() {
    for (long seed = 0; seed < 200; seed++) {
      double[] all = normal(seed, 0.8, 30);
      Decision decision = RULE.decide(all);
      assertThat(RULE.decide(Arrays.copyOf(all, decision.pairs()))).isEqualTo(decision);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.01, 1000})
  void unitsDoNotMatter(double unit) {
    for (long seed = 0; seed < 50; seed++) {
      double[] one = normal(seed, 0.7, 30);
      double[] other = Arrays.stream(one).map(value -> unit * value).toArray();
      DecisionRule scaled = new DecisionRule(6, 30, 0.05, 0.2 * unit);
      assertThat(scaled.decide(other).verdict()).isEqualTo(RULE.decide(one).verdict());
      assertThat(scaled.decide(other).pairs()).isEqualTo(RULE.decide(one).pairs());
    }
  }

  @Test
  void equalDifferencesAndTiesAreNoTrap() {
    double[] equal = new double[30];
    assertThat(new DecisionRule(6, 30, 0.05, 0).decide(equal).verdict())
        .isEqualTo(Verdict.UNDECIDED);
    assertThat(RULE.decide(equal).verdict()).isEqualTo(Verdict.EQUIVALENT);
    Arrays.fill(equal, 1.5);
    assertThat(RULE.decide(equal).verdict()).isEqualTo(Verdict.ABOVE);
  }

  @Test
  void intervalAgreesWithTheVerdictAndNarrows() {
    for (long seed = 0; seed < 100; seed++) {
      double[] all = normal(seed, 0.6, 25);
      ConfidenceSequence before = ConfidenceSequence.of(Arrays.copyOf(all, 6), 0.05);
      for (int n = 7; n <= 25; n++) {
        ConfidenceSequence after = ConfidenceSequence.of(Arrays.copyOf(all, n), 0.05);
        assertThat(after.low()).isGreaterThanOrEqualTo(before.low() - 1e-9);
        assertThat(after.high()).isLessThanOrEqualTo(before.high() + 1e-9);
        before = after;
      }
      Verdict verdict = new DecisionRule(2, 25, 0.05, 0).decide(all).verdict();
      assertThat(before.low() >= 0).isEqualTo(verdict == Verdict.ABOVE);
      assertThat(before.high() <= 0).isEqualTo(verdict == Verdict.BELOW);
    }
  }

  @Test
  void intervalIsOpenWhileTooFewPairsAreThere() {
    assertThat(ConfidenceSequence.of(new double[] {1, 2, 3, 4}, 0.05))
        .isEqualTo(new ConfidenceSequence(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 30, 0.05, 0.2, minSeeds is 1",
    "6, 5, 0.05, 0.2, maxSeeds is 5",
    "6, 30, 0, 0.2, alpha is 0.0",
    "6, 30, 1, 0.2, alpha is 1.0",
    "6, 30, 0.05, -1, margin is -1.0",
    "6, 30, 0.05, NaN, margin is NaN",
  })
  void rangesAreChecked(int min, int max, double alpha, double margin, String message) {
    assertThatThrownBy(() -> new DecisionRule(min, max, alpha, margin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  /** Ten values at alpha 0.1: three reach 10 / (0.1 * 3). */
  @Test
  void discoveriesAreThoseOfEbh() {
    double[] values = {1, 40, 0.2, 34, 0, 50, 3, 1, 1, 24};
    assertThat(FalseDiscoveries.threshold(values, 0.1)).isCloseTo(100 / 3.0, within(1e-9));
    assertThat(FalseDiscoveries.threshold(new double[] {1, 2, 3}, 0.05))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(FalseDiscoveries.threshold(new double[] {20}, 0.05)).isCloseTo(20, within(1e-9));
    assertThat(FalseDiscoveries.threshold(new double[0], 0.05)).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
