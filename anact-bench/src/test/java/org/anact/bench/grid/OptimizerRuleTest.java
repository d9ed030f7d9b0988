package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.core.layer.AnActOptions;
import org.anact.results.JsonFiles;
import org.anact.results.RecordedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;

/** Optimizers of a recipe: their settings, defaults and records. */
final class OptimizerRuleTest {

  private static IUpdater updater(Recipe recipe) {
    return recipe.optimizer(recipe.learningRates(10)).updater();
  }

  private static RunConfig run(Recipe recipe) {
    return RunConfig.of(
        "fashion-mnist-mini",
        "mlp",
        Catalog.standard().activations().get("relu"),
        1,
        recipe,
        AnActOptions.defaults());
  }

  @ParameterizedTest
  @EnumSource
  void aRecipeThatNamesItAloneHasItsDefaultsAndTravelsAsItIs(OptimizerRule rule) throws Exception {
    Recipe recipe = TestRecipes.with("{optimizer: " + rule.word() + "}");
    JsonNode json = JsonFiles.tree(recipe);
    rule.defaults()
        .forEach((field, value) -> assertThat(json.get(field).asDouble()).isEqualTo(value));
    Set<String> others = new HashSet<>(OptimizerSettings.OF_THE_RULE);
    others.removeAll(rule.defaults().keySet());
    others.forEach(field -> assertThat(json.has(field)).as(field).isFalse());
    assertThat(JsonFiles.MAPPER.treeToValue(json, Recipe.class)).isEqualTo(recipe);
    assertThat(recipe.with(Map.of("learningRate", DoubleNode.valueOf(0.5))))
        .isEqualTo(TestRecipes.with("{optimizer: " + rule.word() + ", learningRate: 0.5}"));
    assertThat(RecordedConfig.of(run(recipe)).recipeTexts().getOrDefault("optimizer", "SGD"))
        .isEqualTo(rule.name());
    assertThat(RunId.table().keySet().containsAll(RunId.settings(run(recipe)).keySet()))
        .isEqualTo(rule == OptimizerRule.SGD);
  }

  @Test
  void settingsReachDeeplearning4jsUpdater() {
    Adam adam =
        (Adam)
            updater(TestRecipes.with("{optimizer: adamw, beta1: 0.8, beta2: 0.9, epsilon: 0.1}"));
    assertThat(List.of(adam.getBeta1(), adam.getBeta2(), adam.getEpsilon()))
        .containsExactly(0.8, 0.9, 0.1);
    RmsProp rmsProp =
        (RmsProp) updater(TestRecipes.with("{optimizer: RMSprop, alpha: 0.9, epsilon: 0.2}"));
    assertThat(List.of(rmsProp.getRmsDecay(), rmsProp.getEpsilon())).containsExactly(0.9, 0.2);
    Recipe adamw = TestRecipes.with("{optimizer: adamw}");
    assertThat(adamw.optimizer(adamw.learningRates(10)).decoupled()).isTrue();
    assertThat(adamw.updates().kept()).isEqualTo(2);
    assertThat(TestRecipes.with("{}").updates().kept()).isEqualTo(1);
  }

  /** Pinned; that runs without an optimizer keep theirs, RunIdTest tells. */
  @Test
  void idsTellOptimizersApart() {
    assertThat(run(TestRecipes.with("{optimizer: sgd}")).id())
        .isEqualTo(run(TestRecipes.with("{}")).id());
    Set<String> ids = new HashSet<>();
    for (OptimizerRule rule : OptimizerRule.values()) {
      ids.add(run(TestRecipes.with("{learningRate: 0.01, optimizer: " + rule.word() + "}")).id());
    }
    assertThat(ids).hasSize(OptimizerRule.values().length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "beta1: 0.5 | recipe.beta1 is 0.5: sgd does not have it, only adam and adamw",
        "optimizer: adam, momentum: 0.5 | recipe.momentum is 0.5: adam does not have it, only sgd",
        "optimizer: adam, alpha: 0.5 | adam does not have it, only rmsprop; leave it out",
        "optimizer: rmsprop, beta2: 0.5 | rmsprop does not have it, only adam and adamw",
        "optimizer: adam, beta1: 1 | recipe.beta1 is 1.0: give a number from 0 to below 1",
        "optimizer: adam, epsilon: 0 | recipe.epsilon is 0.0: give a number above 0",
        "optimizer: adan | recipe.optimizer is 'adan': give sgd or adam or adamw",
        "optimiser: adam | did you mean 'recipe.optimizer'",
      })
  void whatAnOptimizerDoesNotHaveIsRefused(String settings, String sentence) {
    assertThatThrownBy(() -> TestRecipes.with("{epochs: 2, %s}".formatted(settings)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining("line 6");
  }

  /** Else a variant with Adam would have the learning rate of SGD, and its momentum be refused. */
  @Test
  void aBlockThatNamesAnOptimizerStartsFromItsDefaults() {
    Grid grid =
        GridReader.parse(
            Catalog.standard(),
            "g.yaml",
            """
            name: g
            datasets: fashion-mnist-mini
            models: [mlp, cnn]
            activations: relu
            seeds: 1
            recipe: {learningRate: 0.1, momentum: 0.5, weightDecay: 0.3, clipNorm: 2}
            overrides:
              - {models: cnn, recipe: {optimizer: rmsprop, alpha: 0.5}}
            variants:
              - recipe: {optimizer: adamw, beta1: 0.7}
              - recipe: {weightDecay: 0.4}
            """,
            GridChanges.none());
    assertThat(settings(grid, 0, "mlp")).containsExactly(0.1, 0.5, 0.3);
    assertThat(settings(grid, 0, "cnn")).containsExactly(0.01, null, 0.0);
    assertThat(settings(grid, 1, "mlp")).containsExactly(0.001, null, 0.01);
    assertThat(settings(grid, 1, "cnn")).containsExactly(0.001, null, 0.01);
    assertThat(settings(grid, 2, "mlp")).containsExactly(0.1, 0.5, 0.4);
    assertThat(settings(grid, 2, "cnn")).containsExactly(0.01, null, 0.4);
    OptimizerSettings adamw = grid.variants().get(1).recipes().get("mlp").updates();
    assertThat(adamw.beta1()).isEqualTo(0.7);
    assertThat(adamw.clipNorm()).isEqualTo(2);
  }

  private static List<Double> settings(Grid grid, int variant, String model) {
    OptimizerSettings settings = grid.variants().get(variant).recipes().get(model).updates();
    return Arrays.asList(settings.learningRate(), settings.momentum(), settings.weightDecay());
  }

  @ParameterizedTest
  @EnumSource
  void theDocsHaveItsSettings(OptimizerRule rule) throws Exception {
    assertThat(Files.readString(Path.of("../docs/grids.md")))
        .contains("| `%s` | %s |".formatted(rule.word(), rule.settings()));
  }
}
