package org.anact.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.anact.report.charts.WaterfallCharts;
import org.anact.report.plot.ChartImage;
import org.anact.results.RunStatus;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final Map<String, Double> VANILLA = Map.of("learningRate", 0.2);
  private static final Map<String, Double> NORMALIZED = Map.of("learningRate", 0.05);
  private static final List<Map<String, String>> RUNGS =
      List.of(
          options("false", "false", "STATIC"),
          options("true", "false", "STATIC"),
          options("true", "false", "RUNNING"),
          options("true", "true", "RUNNING"));

  private static Map<String, String> options(String centre, String alpha, String statistics) {
    return Map.of("centre", centre, "learnableAlpha", alpha, "statistics", statistics);
  }

  /** Accuracies by seed and arm, vanilla first. */
  private static double[][] accuracies(int seeds) {
    Random random = new Random(7);
    double[][] all = new double[seeds][RUNGS.size() + 1];
    for (double[] row : all) {
      for (int arm = 0; arm < row.length; arm++) {
        row[arm] = 0.5 + 0.01 * arm + 0.02 * random.nextGaussian();
      }
    }
    return all;
  }

  private static MadeRuns runs(double[][] accuracies) {
    MadeRuns runs = new MadeRuns();
    for (int seed = 0; seed < accuracies.length; seed++) {
      runs.tuned("relu", seed, RunStatus.FINISHED, accuracies[seed][0], VANILLA);
      for (int rung = 0; rung < RUNGS.size(); rung++) {
        runs.tuned("nrelu", seed, accuracies[seed][rung + 1], NORMALIZED, RUNGS.get(rung));
      }
    }
    return runs;
  }

  private static double mean(double[][] accuracies, int first, int second) {
    double sum = 0;
    for (double[] row : accuracies) {
      sum += 100 * (row[second] - row[first]);
    }
    return sum / accuracies.length;
  }

  @Test
  void partsAreDifferencesOfNeighboursAndAddUpToTheWhole() {
    double[][] accuracies = accuracies(6);
    List<Ladder> ladders = Ladder.all(runs(accuracies).study());
    assertThat(ladders).hasSize(1);
    Ladder ladder = ladders.get(0);
    double sum = 0;
    int arm = 0;
    for (Rung rung : Rung.values()) {
      double part = ladder.parts().get(rung).summary().mean().orElseThrow();
      assertThat(part).isCloseTo(mean(accuracies, arm, arm + 1), within(1e-9));
      assertThat(ladder.parts().get(rung).interval().orElseThrow().low()).isLessThan(part);
      sum += part;
      arm++;
    }
    double whole = ladder.difference().summary().mean().orElseThrow();
    assertThat(whole).isCloseTo(mean(accuracies, 0, 4), within(1e-9));
    assertThat(sum).isCloseTo(whole, within(1e-9));
    assertThat(ladder.isTuned()).isTrue();
  }

  /** A seed that one rung lacks would make the parts miss the whole. */
  @Test
  void allPartsHaveTheSeedsOfEveryArm() {
    double[][] accuracies = accuracies(4);
    MadeRuns runs = runs(accuracies);
    runs.tuned("relu", 9, RunStatus.FINISHED, 0.1, VANILLA);
    runs.tuned("nrelu", 9, 0.9, NORMALIZED, RUNGS.get(3));
    Ladder ladder = Ladder.all(runs.study()).get(0);
    assertThat(ladder.difference().summary().n()).isEqualTo(4);
    assertThat(ladder.difference().summary().mean().orElseThrow())
        .isCloseTo(mean(accuracies, 0, 4), within(1e-9));
  }

  @Test
  void optionsThatLackARungMakeNoLadder() {
    MadeRuns runs = new MadeRuns().tuned("relu", 1, RunStatus.FINISHED, 0.5, VANILLA);
    for (Map<String, String> rung : RUNGS.subList(1, 4)) {
      runs.tuned("nrelu", 1, 0.6, NORMALIZED, rung);
    }
    assertThat(Ladder.all(runs.study())).isEmpty();
  }

  @Test
  void waterfallTellsTheParts() {
    Ladder ladder = Ladder.all(runs(accuracies(3)).study()).get(0);
    List<ChartImage> charts = WaterfallCharts.of(List.of(ladder));
    assertThat(charts).hasSize(1);
    assertThat(charts.get(0).description())
        .contains("rate ", "centring ", "adaptive statistics ", "alpha ", "in all ", "n = 3");
    assertThat(charts.get(0).inline()).doesNotContain("NaN");
    assertThat(charts.get(0).standalone()).contains(">adaptive statistics<");
  }
}
