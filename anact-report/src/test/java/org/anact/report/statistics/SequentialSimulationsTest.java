package org.anact.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.anact.report.statistics.SimulatedExperiments.Differences;
import org.anact.results.decision.Decision;
import org.anact.results.decision.DecisionRule;
import org.anact.results.decision.Verdict;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Error and cost of comparisons that are looked at after every pair; docs/statistics.md has the
 * figures.
 */
class SequentialSimulationsTest {

  private static final int FEW = 2_000;

  /** Most pairs of an experiment. */
  private static final int PAIRS = 60;

  private static final DecisionRule RULE = new DecisionRule(6, PAIRS, 0.05, 0);

  /** The sum of signs times magnitudes is close to normal from here on. */
  private static final int LARGE = 13;

  private static final double NORMAL_95 = 1.959964;

  private static double[] draw(Differences differences, double mean, int experiment) {
    RandomGenerator random = new Well19937c(77_003L + experiment);
    double[] sample = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      sample[i] = mean + differences.draw(random);
    }
    return sample;
  }

  /**
   * What experiments found.
   *
   * @param decided share with a difference shown
   * @param pairs mean number of pairs to the end
   */
  private record Found(double decided, double pairs) {}

  private static Found sequential(Differences differences, double mean, int experiments) {
    int decided = 0;
    long pairs = 0;
    for (int experiment = 0; experiment < experiments; experiment++) {
      Decision decision = RULE.decide(draw(differences, mean, experiment));
      decided += decision.verdict() == Verdict.UNDECIDED ? 0 : 1;
      pairs += decision.pairs();
    }
    return new Found((double) decided / experiments, (double) pairs / experiments);
  }

  /** The share of experiments in which the sign-flip test for one look is below 0.05 at any. */
  private static double fixedTestUnderPeeking(Differences differences, int experiments) {
    int decided = 0;
    for (int experiment = 0; experiment < experiments; experiment++) {
      double[] sample = draw(differences, 0, experiment);
      boolean rejected = false;
      for (int n = SignFlipTest.LEAST_PAIRS; n <= PAIRS && !rejected; n++) {
        rejected = rejects(Arrays.copyOf(sample, n));
      }
      decided += rejected ? 1 : 0;
    }
    return (double) decided / experiments;
  }

  private static boolean rejects(double[] sample) {
    if (sample.length < LARGE) {
      return SignFlipTest.pValue(sample, new Well19937c(1)).orElse(1) <= 0.05;
    }
    double squares = Arrays.stream(sample).map(value -> value * value).sum();
    return Math.abs(Arrays.stream(sample).sum()) >= NORMAL_95 * Math.sqrt(squares);
  }

  @ParameterizedTest
  @EnumSource(
      value = Differences.class,
      names = {"NORMAL", "LONG_TAILED"})
  void lookingAfterEveryPairKeepsTheLevel(Differences differences) {
    // Three standard errors of a share of 0.05.
    double bound = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / FEW);
    assertThat(sequential(differences, 0, FEW).decided()).isBetween(0.005, bound);
    assertThat(fixedTestUnderPeeking(differences, 200)).isGreaterThan(0.15);
  }

  /** Bounds on the mean number of pairs are those of docs/statistics.md, give or take a tenth. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.70, 33, 41", "1, 0.99, 12.5, 15.5", "2, 1, 6.2, 7.7"})
  void largerEffectsAreDecidedWithFewerPairs(double effect, double least, double from, double to) {
    Found found = sequential(Differences.NORMAL, effect, FEW);
    assertThat(found.decided()).isGreaterThanOrEqualTo(least);
    assertThat(found.pairs()).isBetween(from, to);
  }

  @Test
  @EnabledIfSystemProperty(named = "anact.simulations", matches = "\\d+")
  void table() {
    int experiments = Integer.getInteger("anact.simulations");
    System.out.println("| differences | false verdicts | sign-flip test, looked at as often |");
    System.out.println("| --- | --- | --- |");
    for (Differences differences : Differences.values()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f %% | %.1f %% |%n",
          differences.words(),
          100 * sequential(differences, 0, experiments).decided(),
          100 * fixedTestUnderPeeking(differences, experiments));
    }
    System.out.println("| effect, in deviations | decided within 60 pairs | mean pairs |");
    System.out.println("| --- | --- | --- |");
    for (double effect : new double[] {0.25, 0.5, 1, 2}) {
      Found found = sequential(Differences.NORMAL, effect, experiments);
      System.out.printf(
          Locale.ROOT, "| %.2f | %.1f %% | %.1f |%n", effect, 100 * found.decided(), found.pairs());
    }
  }
}
