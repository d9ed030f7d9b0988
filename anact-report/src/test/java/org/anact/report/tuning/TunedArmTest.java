package org.anact.report.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.anact.report.charts.SensitivityCharts;
import org.anact.report.comparison.MadeRuns;
import org.anact.report.plot.ChartImage;
import org.anact.results.RunState;
import org.anact.results.RunStatus;
import org.anact.results.tuning.ArmTrials;
import org.junit.jupiter.api.Test;

class TunedArmTest {
  private static final String RATE = "learningRate";
  private static final String DECAY = "weightDecay";

  /** Trials of normalized ReLU at ascending rates, vanilla ones beside them. */
  private static TunedComparison rates(double... accuracies) {
    MadeRuns runs = new MadeRuns();
    double rate = 0.01;
    for (double accuracy : accuracies) {
      RunStatus status = Double.isNaN(accuracy) ? RunStatus.DIVERGED : RunStatus.FINISHED;
      for (int seed = 101; seed <= 102; seed++) {
        runs.trial("nrelu", seed, status, accuracy, Map.of(RATE, rate));
        runs.trial("relu", seed, RunStatus.FINISHED, 0.7, Map.of(RATE, rate));
      }
      rate *= 2;
    }
    return TunedComparison.all(runs.study()).get(0);
  }

  private static String range(double... accuracies) {
    return rates(accuracies).normalized().range(RATE).orElseThrow().words();
  }

  @Test
  void rangeHoldsTheNeighboursWithinOnePoint() {
    assertThat(range(0.7, 0.805, 0.81, 0.80, 0.79)).isEqualTo("0.02\u20130.08, \u00d74");
    assertThat(range(0.7, 0.79, 0.81, 0.79, 0.6)).isEqualTo("0.04 alone");
    // A second summit beyond a valley is no neighbour.
    assertThat(range(0.5, 0.81, 0.7, 0.805, 0.5)).isEqualTo("0.02 alone");
  }

  @Test
  void rangeThatReachesAnEndOfTheListIsAtLeastSoWide() {
    assertThat(range(0.805, 0.81, 0.80, 0.7)).isEqualTo("0.01\u20130.04, at least \u00d74");
    assertThat(range(0.5, 0.6, 0.81)).isEqualTo("0.04 alone, at the end of the list");
    assertThat(rates(0.5, 0.6, 0.81).normalized().trials().edge(RATE))
        .contains(ArmTrials.Edge.HIGHEST);
    assertThat(rates(0.5, 0.81, 0.6).normalized().trials().edge(RATE)).isEmpty();
  }

  @Test
  void divergedTrialsAreChanceAndEndTheRange() {
    TunedArm arm = rates(0.7, 0.81, Double.NaN).normalized();
    assertThat(arm.count(RunState.DIVERGED)).isEqualTo(2);
    assertThat(arm.profile(RATE).get(2).mean()).isEqualTo(0.5);
    assertThat(arm.range(RATE).orElseThrow().words()).isEqualTo("0.02 alone");
  }

  @Test
  void ofSeveralFieldsTheProfileHasTheBestOfTheOthers() {
    MadeRuns runs = new MadeRuns();
    double[][] accuracies = {{0.6, 0.8}, {0.82, 0.7}};
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 2; k++) {
        runs.trial(
            "nrelu",
            101,
            RunStatus.FINISHED,
            accuracies[i][k],
            Map.of(RATE, 0.1 * (i + 1), DECAY, 0.5 * k));
      }
    }
    TunedArm arm = TunedComparison.all(runs.study()).get(0).normalized();
    assertThat(arm.numericFields()).containsExactlyInAnyOrder(RATE, DECAY);
    assertThat(arm.profile(RATE)).extracting(one -> one.mean()).containsExactly(0.8, 0.82);
    assertThat(arm.profile(DECAY)).extracting(one -> one.mean()).containsExactly(0.82, 0.8);
    // There is no factor from zero.
    assertThat(arm.range(DECAY)).contains(new GoodRange(0, 0, true));
  }

  @Test
  void choiceIsThatOfTheFinalRunsAndTellsIfTrialsFavourAnother() {
    MadeRuns runs = new MadeRuns();
    for (String activation : List.of("relu", "nrelu")) {
      runs.trial(activation, 101, RunStatus.FINISHED, 0.6, Map.of(RATE, 0.1));
      runs.trial(activation, 101, RunStatus.FINISHED, 0.7, Map.of(RATE, 0.2));
    }
    assertThat(chosen(runs)).isEqualTo(0.2);
    runs.tuned("relu", 1, RunStatus.FINISHED, 0.7, Map.of(RATE, 0.2));
    runs.tuned("nrelu", 1, RunStatus.FINISHED, 0.7, Map.of(RATE, 0.1));
    assertThat(chosen(runs)).isEqualTo(0.1);
    TunedComparison cell = TunedComparison.all(runs.study()).get(0);
    assertThat(cell.normalized().isAgainstTrials()).isTrue();
    assertThat(cell.vanilla().isAgainstTrials()).isFalse();
    assertThat(cell.finals()).isPresent();
  }

  private static double chosen(MadeRuns runs) {
    return TunedComparison.all(runs.study())
        .get(0)
        .normalized()
        .choice()
        .orElseThrow()
        .values()
        .get(RATE)
        .asDouble();
  }

  @Test
  void equalSettingsArePairedBySeedWithADivergedTrialAsChance() {
    MadeRuns runs =
        new MadeRuns()
            .grid("{\"variants\": [{\"recipes\": {\"m\": {\"learningRate\": 0.1}}}]}")
            .trial("relu", 101, RunStatus.FINISHED, 0.6, Map.of(RATE, 0.1))
            .trial("relu", 102, RunStatus.FINISHED, 0.7, Map.of(RATE, 0.1))
            .trial("nrelu", 101, RunStatus.FINISHED, 0.9, Map.of(RATE, 0.1))
            .trial("nrelu", 102, RunStatus.DIVERGED, 0, Map.of(RATE, 0.1))
            .trial("relu", 101, RunStatus.FINISHED, 0.8, Map.of(RATE, 0.2))
            .missingTrial("nrelu", 101, Map.of(RATE, 0.2));
    TunedComparison cell = TunedComparison.all(runs.study()).get(0);
    assertThat(cell.equalSettings()).hasSize(1);
    TunedComparison.EqualSetting own = cell.ownSetting().orElseThrow();
    assertThat(own.difference().summary().n()).isEqualTo(2);
    // 30 points of one seed, and 50 % less 70 % of the other.
    assertThat(own.difference().summary().mean().getAsDouble()).isCloseTo(5, within(1e-9));
    assertThat(own.diverged()).isEqualTo(1);
    // Vanilla at 0.2, normalized at 0.1.
    assertThat(cell.tuned().summary().mean().getAsDouble()).isCloseTo(10, within(1e-9));
  }

  @Test
  void ownValuesThatWereNotTriedAreNone() {
    MadeRuns runs =
        new MadeRuns()
            .grid("{\"variants\": [{\"recipes\": {\"m\": {\"learningRate\": 0.3}}}]}")
            .trial("relu", 101, RunStatus.FINISHED, 0.6, Map.of(RATE, 0.1))
            .trial("nrelu", 101, RunStatus.FINISHED, 0.9, Map.of(RATE, 0.1));
    TunedComparison cell = TunedComparison.all(runs.study()).get(0);
    assertThat(cell.own()).isPresent();
    assertThat(cell.ownSetting()).isEmpty();
    assertThat(cell.equalSettings()).hasSize(1);
  }

  /** Whatever stopped them, the page must be written. */
  @Test
  void trialsWithoutAnyScoreHaveNoChoiceAndNoChart() {
    MadeRuns runs = new MadeRuns();
    for (double rate : new double[] {0.1, 0.2}) {
      runs.trial("relu", 101, RunStatus.FAILED, 0, Map.of(RATE, rate));
      runs.trial("nrelu", 101, RunStatus.FAILED, 0, Map.of(RATE, rate));
    }
    List<TunedComparison> cells = TunedComparison.all(runs.study());
    assertThat(cells).hasSize(1);
    assertThat(cells.get(0).vanilla().choice()).isEmpty();
    assertThat(cells.get(0).vanilla().range(RATE)).isEmpty();
    assertThat(cells.get(0).equalSettings()).isEmpty();
    assertThat(SensitivityCharts.of(cells, RATE)).isEmpty();
  }

  @Test
  void chartOfTrialsThatAllDivergedHasCrossesAlone() {
    MadeRuns runs = new MadeRuns();
    for (double rate : new double[] {0.1, 0.2}) {
      runs.trial("nrelu", 101, RunStatus.DIVERGED, 0, Map.of(RATE, rate));
    }
    List<ChartImage> charts = SensitivityCharts.of(TunedComparison.all(runs.study()), RATE);
    assertThat(charts).hasSize(1);
    assertThat(charts.get(0).inline()).doesNotContain("NaN").contains("l-7 7");
    assertThat(charts.get(0).description()).contains("1 diverged", "no trial has a score");
  }
}
