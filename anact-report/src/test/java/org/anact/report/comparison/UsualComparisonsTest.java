package org.anact.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsualComparisonsTest {
  private static final Map<String, String> NONE = Map.of();

  private static UsualComparisons usual(MadeRuns runs) {
    return runs.study().usual();
  }

  @Test
  void ofAllVariantsTheOneOfTheDefaultsStandsForTheCell() {
    UsualComparisons usual =
        usual(
            new MadeRuns()
                .add("d", "m", "nrelu", 1, 0.5, NONE, Map.of("target", "FORWARD"))
                .pair("d", "m", "relu", 1, 0.5, 0.6)
                .add("d", "m", "relu", 1, 0.5, Map.of("init", "same"), NONE)
                .add("d", "m", "nrelu", 1, 0.5, Map.of("init", "same"), NONE)
                .pair("d", "k", "relu", 1, 0.5, 0.7));
    assertThat(usual.cells()).extracting(Comparison::model).containsExactly("m", "k");
    assertThat(usual.cells().get(0).normalized().finished().get(0).config().anactTexts()).isEmpty();
    assertThat(usual.cells().get(0).vanilla().finished().get(0).config().recipeTexts()).isEmpty();
    assertThat(usual.ablations()).hasSize(2);
    assertThat(usual.leftOut())
        .isEqualTo(
            "2 comparisons are left out: they are ablations, or of another recipe than most runs"
                + " have.");
  }

  /** Results keep the rule they name; where both are, today's is the usual one. */
  @Test
  void formerFairInitializationStandsForCellsThatHaveNoOther() {
    Map<String, String> former = Map.of("init", "FAIR");
    Map<String, String> current = Map.of("init", UsualComparisons.INITIALIZATION);
    MadeRuns runs =
        new MadeRuns()
            .add("d", "m", "relu", 1, 0.5, former, NONE)
            .add("d", "m", "nrelu", 1, 0.6, former, NONE);
    assertThat(usual(runs).cells()).hasSize(1);
    assertThat(usual(runs).leftOut()).isEmpty();

    runs.add("d", "m", "relu", 1, 0.7, current, NONE).add("d", "m", "nrelu", 1, 0.8, current, NONE);
    assertThat(usual(runs).cells())
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.vanilla().finished().get(0).config().recipeTexts())
                    .isEqualTo(current));
    assertThat(usual(runs).ablations()).hasSize(1);
  }

  /** That most runs have an option does not make it the suite's default. */
  @Test
  void frequentAblationIsStillOne() {
    MadeRuns runs = new MadeRuns().pair("d", "m", "relu", 1, 0.5, 0.6);
    for (int seed = 1; seed <= 3; seed++) {
      runs.add("d", "m", "nrelu", seed, 0.2, NONE, Map.of("centre", "false"));
    }
    UsualComparisons usual = usual(runs);
    assertThat(usual.cells()).hasSize(1);
    assertThat(usual.cells().get(0).normalized().finished().get(0).config().anactTexts()).isEmpty();
  }

  @Test
  void cellOfAblationsAloneHasNoUsualOneAndIsNamed() {
    UsualComparisons usual =
        usual(
            new MadeRuns()
                .pair("d", "m", "relu", 1, 0.5, 0.6)
                .add("d", "m", "tanh", 1, 0.5)
                .add("d", "m", "ntanh", 1, 0.6, NONE, Map.of("momentum", "0.0")));
    assertThat(usual.cells()).extracting(Comparison::base).containsExactly("relu");
    assertThat(usual.leftOut())
        .startsWith("1 comparison is left out")
        .endsWith("The usual variant has no pair for tanh in m on d.");
  }

  @Test
  void cellWhoseUsualPairDidNotFinishIsNamed() {
    Map<String, String> he = Map.of("init", "he");
    UsualComparisons usual =
        usual(
            new MadeRuns()
                .add("d", "m", "relu", 1, 0.5)
                .add("d", "m", "relu", 1, 0.5, he, NONE)
                .add("d", "m", "nrelu", 1, 0.5, he, NONE));
    assertThat(usual.leftOut()).contains("no pair for relu in m on d");
  }

  @Test
  void ofSeveralRecipesTheOneOfMostRunsStandsForTheCell() {
    Map<String, String> fast = Map.of("learningRate", "0.5");
    MadeRuns runs = new MadeRuns();
    for (int seed = 1; seed <= 2; seed++) {
      runs.pair("d", "m", "relu", seed, 0.5, 0.6);
    }
    runs.add("d", "m", "relu", 1, 0.1, fast, NONE).add("d", "m", "nrelu", 1, 0.2, fast, NONE);
    UsualComparisons usual = usual(runs);
    assertThat(usual.cells()).hasSize(1);
    assertThat(usual.cells().get(0).vanilla().finished()).hasSize(2);

    runs.add("d", "m", "relu", 2, 0.1, fast, NONE).add("d", "m", "nrelu", 2, 0.2, fast, NONE);
    assertThat(usual(runs).cells()).isEmpty();
    assertThat(usual(runs).leftOut()).startsWith("2 comparisons are left out");
  }

  @Test
  void sweepWithoutVariantsLeavesNothingOut() {
    MadeRuns runs =
        new MadeRuns()
            .add("d", "m", "relu", 1, 0.5, Map.of("init", "FAIR_UNIT_BEFORE_NORM"), NONE)
            .add(
                "d",
                "m",
                "nrelu",
                1,
                0.6,
                Map.of("init", "FAIR_UNIT_BEFORE_NORM"),
                Map.of("target", "BALANCED", "momentum", "0.9"));
    assertThat(usual(runs).cells()).hasSize(1);
    assertThat(usual(runs).leftOut()).isEmpty();
  }

  @Test
  void defaultsAreThoseThatTheGridsHave() throws IOException {
    String grids = Files.readString(root().resolve("docs/grids.md"));
    assertThat(grids).contains("\n  init: fair ").contains(UsualComparisons.INITIALIZATION);
    String anact = grids.substring(grids.indexOf("\nanact:"), grids.indexOf("\noverrides:"));
    UsualComparisons.LAYER_OPTIONS.forEach(
        (option, value) ->
            assertThat(anact.toLowerCase(Locale.ROOT))
                .containsPattern("\n  " + option.toLowerCase(Locale.ROOT) + ": " + value + "\\s"));
    assertThat(anact.lines().filter(line -> line.startsWith("  ")))
        .hasSize(UsualComparisons.LAYER_OPTIONS.size());
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/grids.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
