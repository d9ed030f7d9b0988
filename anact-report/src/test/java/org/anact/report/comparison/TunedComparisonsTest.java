package org.anact.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anact.results.RunStatus;
import org.junit.jupiter.api.Test;

class TunedComparisonsTest {
  private static final Map<String, Double> SLOW = Map.of("learningRate", 0.05);
  private static final Map<String, Double> FAST = Map.of("learningRate", 0.2);

  private static MadeRuns tuned() {
    MadeRuns runs = new MadeRuns();
    for (Map<String, Double> rate : List.of(SLOW, FAST)) {
      runs.trial("relu", 101, RunStatus.FINISHED, 0.1, rate);
      runs.trial("nrelu", 101, RunStatus.FINISHED, 0.9, rate);
    }
    for (int seed = 1; seed <= 3; seed++) {
      runs.tuned("relu", seed, RunStatus.FINISHED, 0.5, FAST);
      runs.tuned("nrelu", seed, RunStatus.FINISHED, 0.6, SLOW);
    }
    return runs;
  }

  @Test
  void armsThatTuningGaveDifferentRatesAreOneUsualComparison() {
    Study study = tuned().study();
    assertThat(study.comparisons().all()).hasSize(1);
    Comparison only = study.comparisons().all().get(0);
    assertThat(only.setting().variant()).isEmpty();
    assertThat(study.usual().cells()).containsExactly(only);
    assertThat(study.isTuned()).isTrue();
    // Trials are in no figure.
    assertThat(study.difference(only, Figures.ACCURACY).summary().n()).isEqualTo(3);
    assertThat(study.difference(only, Figures.ACCURACY).summary().mean().getAsDouble())
        .isCloseTo(10, within(1e-9));
    assertThat(study.trials().all()).singleElement().matches(only::isOfSameArms);
  }

  /** Without tuning, runs of two rates are not compared, beside tuned ones or alone. */
  @Test
  void untunedRunsOfAnotherRateKeepASettingOfTheirOwn() {
    MadeRuns runs = tuned();
    for (int seed = 1; seed <= 2; seed++) {
      runs.add("d", "m", "relu", seed, 0.3, Map.of("learningRate", "0.1"), Map.of());
      runs.add("d", "m", "nrelu", seed, 0.4, Map.of("learningRate", "0.1"), Map.of());
    }
    Study study = runs.study();
    assertThat(study.comparisons().settings())
        .extracting(Setting::variant)
        .containsExactly("", "learningRate=0.1");
    assertThat(study.usual().cells().get(0).vanilla().finished()).hasSize(3);

    MadeRuns alone =
        new MadeRuns()
            .add("d", "m", "relu", 1, 0.5, Map.of("learningRate", "0.2"), Map.of())
            .add("d", "m", "nrelu", 1, 0.6, Map.of("learningRate", "0.05"), Map.of());
    assertThat(alone.study().comparisons().settings()).hasSize(2);
    assertThat(alone.study().usual().cells())
        .allSatisfy(cell -> assertThat(cell.pairs()).isEmpty());
  }

  @Test
  void finalRunsOfAFormerChoiceAreLeftOutAndNamed() {
    Study study = tuned().tuned("nrelu", 1, RunStatus.FINISHED, 0.1, FAST).study();
    assertThat(study.comparisons().superseded())
        .extracting(entry -> entry.plan().tuned().get("learningRate").asDouble())
        .containsExactly(0.2);
    assertThat(study.comparisons().all().get(0).normalized().finished()).hasSize(3);
  }

  @Test
  void rungsOfALadderHaveItsNamesAndTheWholeIsUsual() {
    MadeRuns runs = new MadeRuns().tuned("relu", 1, RunStatus.FINISHED, 0.5, FAST);
    ladder(runs, Map.of());
    Study study = runs.study();
    assertThat(study.comparisons().all())
        .extracting(Comparison::label)
        .containsExactly(
            "relu (reparametrized)", "relu (+ centring)", "relu (+ adaptive statistics)", "relu");
    assertThat(study.usual().cells()).extracting(Comparison::label).containsExactly("relu");
  }

  /** Two ladders, or a rung that lacks the others, have the names of their options. */
  @Test
  void namesStayDistinctWhereOptionsMakeNoSingleLadder() {
    MadeRuns runs = new MadeRuns().tuned("relu", 1, RunStatus.FINISHED, 0.5, FAST);
    ladder(runs, Map.of());
    ladder(runs, Map.of("target", "FORWARD"));
    assertThat(runs.study().comparisons().all())
        .hasSize(8)
        .extracting(Comparison::label)
        .doesNotHaveDuplicates()
        .noneMatch(label -> label.contains("reparametrized"));
  }

  static void ladder(MadeRuns runs, Map<String, String> more) {
    double accuracy = 0.5;
    for (String options :
        new String[] {
          "false false STATIC", "true false STATIC", "true false RUNNING", "true true RUNNING"
        }) {
      String[] values = options.split(" ", -1);
      Map<String, String> anact = new LinkedHashMap<>(more);
      anact.put("centre", values[0]);
      anact.put("learnableAlpha", values[1]);
      anact.put("statistics", values[2]);
      accuracy += 0.01;
      runs.tuned("nrelu", 1, accuracy, SLOW, anact);
    }
  }
}
