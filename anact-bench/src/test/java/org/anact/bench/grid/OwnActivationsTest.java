package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.models.network.InputShape;
import org.anact.results.JsonFiles;
import org.anact.results.RecordedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.schedule.FixedSchedule;

/** Activations that a grid defines by a formula. */
final class OwnActivationsTest {

  private static final String ESWISH = "{name: eswish, formula: \"1.375 * x * sigmoid(x)\"}";

  private static Grid grid(String activations, String... chosen) {
    GridChanges changes =
        new GridChanges(List.of(), List.of(), List.of(chosen), List.of(), List.of());
    String text =
        """
        name: own
        datasets: [fashion-mnist-mini]
        models: [mlp]
        seeds: [1]
        activations: %s
        """
            .formatted(activations);
    return GridReader.parse(Catalog.standard(), "grid.yaml", text, changes);
  }

  @Test
  void aDefinitionIsAnEntryAndItsNormalizedFormCanBeNamed() {
    Grid grid = grid("[neswish, relu, " + ESWISH + "]");
    assertThat(grid.activations())
        .extracting(Object::toString)
        .containsExactly("neswish", "relu", "eswish");
    assertThat(grid.runs())
        .extracting(RunConfig::formula)
        .containsExactly("1.375 * x * sigmoid(x)", null, "1.375 * x * sigmoid(x)");
    assertThat(grid(ESWISH, "neswish").runs())
        .extracting(RunConfig::activation)
        .containsExactly("neswish");
  }

  @Test
  void theFormulaIsPartOfTheIdAndNothingElseOfItIs() {
    String id = grid(ESWISH).runs().get(0).id();
    assertThat(id).startsWith("fashion-mnist-mini_mlp_eswish_s1_");
    assertThat(grid(ESWISH.replace("\"", "'").replace("1.375 *", "  1.375 *")).runs().get(0).id())
        .isEqualTo(id);
    assertThat(grid(ESWISH.replace("1.375", "1.25")).runs().get(0).id()).isNotEqualTo(id);
    // Pinned: the same grid on another machine resumes.
    assertThat(id).isEqualTo("fashion-mnist-mini_mlp_eswish_s1_c362665a");
  }

  /** The run that a worker process is told knows its activation without the grid. */
  @Test
  void aRunSurvivesJsonAndBringsItsActivation() throws IOException {
    for (RunConfig run : grid("[" + ESWISH + ", neswish]").runs()) {
      RunConfig read =
          JsonFiles.MAPPER.readValue(JsonFiles.MAPPER.writeValueAsString(run), RunConfig.class);
      assertThat(read).isEqualTo(run);
      var activation =
          read.networkSpec(
                  Catalog.standard(), new InputShape(1, 28, 28), 10, new FixedSchedule(0.1))
              .activation();
      assertThat(activation.name()).isEqualTo(run.activation());
      assertThat(activation.ownFormula().orElseThrow().value(1)).isEqualTo(1.0052055456162567);
      assertThat(RecordedConfig.of(run).formula()).contains("1.375 * x * sigmoid(x)");
    }
    RunConfig usual = grid("relu").runs().get(0);
    assertThat(JsonFiles.tree(usual).has("formula")).isFalse();
    assertThat(RecordedConfig.of(usual).formula()).isEmpty();
  }

  @Test
  void theRecordHasTheActivationsAsTheFileHasThem() throws IOException {
    JsonNode recorded = JsonFiles.tree(grid("[relu, nrelu, " + ESWISH + ", neswish]"));
    assertThat(recorded.path("activations"))
        .isEqualTo(
            JsonFiles.MAPPER.readTree(
                """
                ["relu", "nrelu",
                 {"name": "eswish", "formula": "1.375 * x * sigmoid(x)"}, "neswish"]
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '!',
      value = {
        "{name: mine, formula: x * sigmod(x)}; line 5, column 36; activations.formula 'mine' has an"
            + " error at position 5: unknown function 'sigmod'",
        "{name: mine, formula: ln(x)}; line 5, column 36; 'mine' cannot be used: 'ln(x)' is not a"
            + " number at x = -40",
        "{name: mine}; line 5, column 14; defines an activation without formula: give it, like"
            + " {name: eswish",
        "{formula: x}; line 5, column 14; defines an activation without name",
        "{name: mine, formulae: x}; line 5, column 27; did you mean 'activations.formula'",
        "{name: my.act, formula: x}; line 5; has the name 'my.act': give it one of letters",
        "{name: Swish, formula: x}; line 5, column 21; cannot be told from 'swish'",
        "{name: swish2, formula: [x]}; line 5, column 38; give a text",
        "[{name: a1, formula: x}, {name: A_1, formula: 2 * x}]; line 5; cannot be told from 'a1'",
        "[{name: mine, formula: x}, mine]; line 5; names 'mine' twice"
      })
  void wrongDefinitionsAreRefusedWithTheirPlace(String activations, String place, String sentence) {
    assertThatThrownBy(() -> grid(activations))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(place)
        .hasMessageContaining(sentence);
  }
}
