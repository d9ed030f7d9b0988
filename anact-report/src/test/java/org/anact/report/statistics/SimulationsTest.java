package org.anact.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.anact.report.statistics.SimulatedExperiments.Differences;
import org.anact.report.statistics.SimulatedExperiments.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Coverage and false winners over simulated experiments; docs/statistics.md has the figures. */
class SimulationsTest {
  private static final SimulatedExperiments FEW = new SimulatedExperiments(400, 1_000);

  /**
   * Bounds are the shares of docs/statistics.md, three standard errors of 400 experiments to either
   * side.
   */
  @ParameterizedTest
  @CsvSource({
    "NORMAL, 3, 0.65, 0.80",
    "NORMAL, 6, 0.80, 0.92",
    "NORMAL, 10, 0.85, 0.95",
    "SKEWED, 3, 0.55, 0.72",
    "SKEWED, 6, 0.73, 0.88",
    "SKEWED, 10, 0.80, 0.93",
  })
  void coverageIsWhatTheDocumentationSays(
      Differences differences, int seeds, double least, double most) {
    assertThat(FEW.run(differences, seeds).covered()).isBetween(least, most);
  }

  @ParameterizedTest
  @EnumSource(
      value = Differences.class,
      names = {"NORMAL", "LONG_TAILED"})
  void armsWithoutEffectHaveAWinnerInAtMostOneCellOfTwenty(Differences differences) {
    assertThat(FEW.run(differences, 3).winners()).isZero();
    assertThat(FEW.run(differences, 5).winners()).isZero();
    // Three standard errors of a true share of 0.05 over 400 cells.
    double bound = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / 400);
    assertThat(FEW.run(differences, 6).winners()).isBetween(0.001, bound);
    assertThat(FEW.run(differences, 10).winners()).isBetween(0.001, bound);
  }

  @Test
  @EnabledIfSystemProperty(named = "anact.simulations", matches = "\\d+")
  void table() {
    int experiments = Integer.getInteger("anact.simulations");
    SimulatedExperiments many = new SimulatedExperiments(experiments, 10_000);
    System.out.println("| differences | seeds | intervals that cover the mean | winners |");
    System.out.println("| --- | --- | --- | --- |");
    for (Differences differences : Differences.values()) {
      for (int seeds : new int[] {3, 6, 10}) {
        Found found = many.run(differences, seeds);
        System.out.printf(
            Locale.ROOT,
            "| %s | %d | %.1f %% | %.2f %% |%n",
            differences.words(),
            seeds,
            100 * found.covered(),
            100 * found.winners());
        if (differences != Differences.SKEWED) {
          double margin = 3 * Math.sqrt(0.05 * 0.95 / experiments);
          assertThat(found.winners()).isLessThanOrEqualTo(0.05 + margin);
        }
      }
    }
  }
}
