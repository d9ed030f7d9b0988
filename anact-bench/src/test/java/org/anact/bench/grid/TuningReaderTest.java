package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.core.layer.AnActOptions;
import org.anact.core.layer.LadderRung;
import org.anact.results.decision.DecisionRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TuningReaderTest {

  private static Grid read(String more) {
    return GridReader.parse(
        Catalog.standard(),
        "grid.yaml",
        """
        name: tuned
        datasets: [fashion-mnist-mini]
        models: [mlp]
        activations: [relu, nrelu]
        seeds: [1, 2]
        """
            + more,
        GridChanges.none());
  }

  @Test
  void valuesAreThoseOfTheRecipe() {
    Tuning tune =
        read("tune: {learningRate: [0.01, 1e-1], batchSize: [64], init: [same, he], seeds: 101..103}")
            .tune()
            .orElseThrow();
    assertThat(tune.fields().keySet()).containsExactly("learningRate", "batchSize", "init");
    assertThat(tune.fields().get("learningRate").toString()).isEqualTo("[0.01, 0.1]");
    assertThat(tune.seeds()).containsExactly(101L, 102L, 103L);
    assertThat(tune.validation()).isEqualTo(0.1);
    assertThat(tune.extend()).isEqualTo(1);
    assertThat(tune.sample()).isEmpty();
    assertThat(tune.settings()).hasSize(4);
  }

  @Test
  void gridsWithoutTheKeysAreAsBefore() {
    assertThat(read("").tune()).isEmpty();
    assertThat(read("").decide()).isEmpty();
    assertThat(read("decide: {maxSeeds: 12}").decide())
        .isEqualTo(Optional.of(new DecisionRule(6, 12, 0.05, 0.2)));
  }

  /** Every rung is an arm, and vanilla is one arm for all of them. */
  @Test
  void aDecomposedGridHasTheLadder() {
    List<RunConfig> arms = read("decompose: true").arms();
    assertThat(arms)
        .filteredOn(RunConfig::normalized)
        .extracting(RunConfig::anact)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(LadderRung.values()).map(rung -> rung.of(AnActOptions.defaults())).toList());
    assertThat(arms).filteredOn(arm -> !arm.normalized()).hasSize(1);
    assertThat(read("decompose: false").arms()).hasSize(2);
    assertThat(read("decompose: true\nanact: {learnableAlpha: false}").arms()).hasSize(1 + 3);
    assertThat(read("decompose: true\nvariants: [{anact: {target: forward}}]").arms())
        .hasSize(1 + LadderRung.values().length + 1);
    for (String other : List.of("target: forward", "target: backward", "rhoForm: centred")) {
      assertThatThrownBy(() -> read("decompose: true\nanact: {%s}".formatted(other)))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "grid.yaml, line 6, column 12: decompose is true, and its first arm is vanilla's function only"
                  + " with anact.target balanced and anact.rhoForm raw: leave these two out, or"
                  + " decompose");
    }
  }

  @Test
  void aSampleHasItsSizeAndIsThatOfItsSeed() {
    String lists = "tune: {learningRate: [0.01, 0.02, 0.05], weightDecay: [0, 1e-4], seeds: [9], ";
    List<?> one = read(lists + "sample: {size: 3, seed: 1}}").tune().orElseThrow().settings();
    assertThat(one).hasSize(3);
    assertThat(read(lists + "sample: {size: 3, seed: 1}}").tune().orElseThrow().settings())
        .isEqualTo(one);
    assertThat(read(lists + "sample: {size: 99, seed: 1}}").tune().orElseThrow().settings())
        .hasSize(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tune: {learningRate: [0.1]} | tune has no seeds",
        "tune: {seeds: [9]} | tune names no field",
        "tune: {learningRate: [0.1], seeds: [2]} | has 2, which is a seed of the final runs",
        "tune: {learningRate: [0.1], seeds: [9, 9]} | names '9' twice",
        "tune: {learningRate: [0.1, 0.10], seeds: [9]} | names '0.1' twice",
        "tune: {learningRate: [0.1, -1], seeds: [9]} | learningRate is -1.0",
        "tune: {learningRate: [], seeds: [9]} | is empty",
        "tune: {epochs: [1, 2], seeds: [9]} | epochs",
        "tune: {learningrate: [0.1], seeds: [9]} | learningRate",
        "tune: {learningRate: [0.1], seeds: [9], validation: 1} | validation is 1.0",
        "tune: {learningRate: [0.1], seeds: [9], extend: -1} | extend is -1",
        "tune: {learningRate: [0.1], seeds: [9], sample: {size: 0, seed: 1}} | size is 0",
        "tune: {learningRate: [0.1], seeds: [9], sample: {size: 2}} | seed",
        "tune: [0.1] | must be a mapping",
        "decide: {minSeeds: 1} | minSeeds is 1",
        "decide: {alpha: 5} | alpha is 5.0",
        "decide: {seeds: 6} | minSeeds",
        "decompose: 1 | decompose is '1'",
      })
  void whatCannotBeIsRefusedWithItsPlace(String block, String sentence) {
    assertThatThrownBy(() -> read(block))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("grid.yaml")
        .hasMessageContaining(sentence);
  }
}
