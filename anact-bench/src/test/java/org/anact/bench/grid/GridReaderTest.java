package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.core.layer.AnActOptions;
import org.anact.core.theory.Target;
import org.anact.datasets.augment.Augmentation;
import org.anact.models.initialization.Initialization;
import org.anact.results.Anchor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GridReaderTest {

  private static final String VALID =
      """
      name: small
      description: for tests
      datasets: [fashion-mnist-mini]
      models: [mlp, cnn]
      activations: [relu, nrelu]
      seeds: [1, 2]
      recipe: {epochs: 2, learningRate: 0.1, schedule: constant, init: he}
      anact: {target: forward, centre: false}
      overrides:
        - models: [cnn]
          recipe: {epochs: 7}
      """;

  @TempDir private Path folder;

  private Grid read(String text) throws Exception {
    return GridReader.read(
        Catalog.standard(), Files.writeString(folder.resolve("grid.yaml"), text));
  }

  @Test
  void everySettingReachesTheRuns() throws Exception {
    Grid grid = read(VALID);
    assertThat(grid.seeds()).containsExactly(1L, 2L);
    Grid.Variant own = grid.variants().get(0);
    assertThat(own.recipes().get("mlp").epochs()).isEqualTo(2);
    assertThat(own.recipes().get("mlp").batchSize()).isEqualTo(128);
    assertThat(own.recipes().get("mlp").rates().schedule()).isEqualTo(Schedule.CONSTANT);
    assertThat(own.recipes().get("mlp").init()).isEqualTo(Initialization.HE);
    assertThat(own.recipes().get("cnn").epochs()).isEqualTo(7);
    assertThat(own.recipes().get("cnn").updates().learningRate()).isEqualTo(0.1);
    assertThat(own.anact())
        .isEqualTo(AnActOptions.defaults().withTarget(Target.FORWARD).withCentre(false));
  }

  /** A sweep that is cut short leaves whole pairs of fewer seeds, not many halves. */
  @Test
  void runsOfOneSeedComeBeforeTheNext() throws Exception {
    List<RunConfig> runs = read(VALID).runs();
    assertThat(runs).hasSize(8);
    assertThat(runs.subList(0, 4)).allMatch(run -> run.seed() == 1);
    assertThat(runs).extracting(RunConfig::id).doesNotHaveDuplicates();
  }

  @Test
  void vanillaRunsDoNotDependOnTheOptionsOfAnact() throws Exception {
    RunConfig vanilla = read(VALID).runs().get(0);
    RunConfig normalized = read(VALID).runs().get(1);
    String changed = VALID.replace("centre: false", "centre: true");
    assertThat(read(changed).runs().get(0).id()).isEqualTo(vanilla.id());
    assertThat(read(changed).runs().get(1).id()).isNotEqualTo(normalized.id());
    assertThat(vanilla.recipe()).isEqualTo(normalized.recipe());
  }

  @Test
  void idChangesWithEveryFieldOfTheRecipe() throws Exception {
    String id = read(VALID).runs().get(0).id();
    for (String other :
        List.of(
            "epochs: 3",
            "batchSize: 64",
            "learningRate: 0.2",
            "momentum: 0.8",
            "weightDecay: 0.1",
            "decayNormsAndBiases: true",
            "clipNorm: 1",
            "labelSmoothing: 0.1",
            "schedule: cosine",
            "warmupSteps: 3",
            "warmupEpochs: 0.5",
            "schedule: step, milestones: [1]",
            "augmentation: {flip: true}",
            "init: same")) {
      String key = other.substring(0, other.indexOf(':'));
      String recipe = "epochs: 2, learningRate: 0.1, schedule: constant, init: he";
      String changed = recipe.replaceFirst(key + ": [a-z0-9.]+", other);
      changed = changed.equals(recipe) ? recipe + ", " + other : changed;
      assertThat(read(VALID.replace(recipe, changed)).runs().get(0).id())
          .as(other)
          .isNotEqualTo(id);
    }
  }

  /** A locale with digits of its own must not make other ids, or nothing would be resumed. */
  @Test
  void idIsTheSameInEveryLocale() throws Exception {
    String id = read(VALID).runs().get(0).id();
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(read(VALID).runs().get(0).id()).isEqualTo(id);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [relu, nrelu]      | [relu, nrulu]        | activations has an unknown activation 'nrulu'; did you mean 'nrelu'
          [mlp, cnn]         | [mlp, cmn]           | models has an unknown model 'cmn'; did you mean 'cnn'
          [fashion-mnist-mini] | [fashion-mnist-min] | datasets has an unknown data set 'fashion-mnist-min'; did you mean 'fashion-mnist-mini'
          name: small        | nam: small           | unknown key 'nam'; did you mean 'name'
          epochs: 2          | epoch: 2             | unknown key 'recipe.epoch'; did you mean 'recipe.epochs'
          target: forward    | taget: forward       | unknown key 'anact.taget'; did you mean 'anact.target'
          seeds: [1, 2]      | seeds: []            | seeds is empty
          [relu, nrelu]      | []                   | activations is empty
          seeds: [1, 2]      | seeds: [1, -2]       | seeds has '-2'
          seeds: [1, 2]      | seeds: [1, 1.5]      | seeds has '1.5'
          seeds: [1, 2]      | seeds: [2, 2]        | seeds names '2' twice
          schedule: constant | schedule:            | recipe.schedule is empty: give it a value, or leave it out
          epochs: 2          | epochs: 0            | recipe.epochs is 0: give 1 or more
          epochs: 2          | epochs: -3           | recipe.epochs is -3
          epochs: 2          | epochs: 2.5          | recipe.epochs
          epochs: 2          | epochs: many         | recipe.epochs is 'many': give a whole number
          learningRate: 0.1  | learningRate: -0.1   | recipe.learningRate is -0.1
          learningRate: 0.1  | batchSize: 1         | recipe.batchSize is 1
          learningRate: 0.1  | momentum: 1          | recipe.momentum is 1.0
          schedule: constant | schedule: cosin      | recipe.schedule is 'cosin': give constant or cosine
          centre: false      | momentum: 1.5        | momentum is 1.5
          centre: false      | bounds: clip         | anact.bounds is 'clip': give clamp or reject or none
          - models: [cnn]    | - models: [resnet8]  | overrides.models names 'resnet8', which is not among
          epochs: 7          | epochs: -7           | recipe.epochs is -7
          name: small        | name: ../evil        | name is '../evil'
          """)
  void wrongInputIsNamedWithTheWayToMendIt(String from, String to, String message) {
    assertThat(VALID).contains(from);
    assertThatThrownBy(() -> read(VALID.replace(from, to)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("grid.yaml")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "'', is empty: give a mapping",
    "'[1, 2]', must be a mapping with the keys name",
    "'a: [', 'line 1, column 5 is not valid YAML'"
  })
  void textThatIsNoGridIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    assertThatThrownBy(() -> read(VALID + "name: again\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("name");
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> GridReader.read(Catalog.standard(), folder.resolve("nowhere.yaml")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nowhere.yaml")
        .hasMessageContaining("check the path");
  }

  /** A setting of a group leaves the group's others as they are. */
  @Test
  void groupsAreMergedFieldByField() throws Exception {
    Grid grid =
        read(
            VALID
                .replace("init: he", "augmentation: {padCrop: 4, flip: true}")
                .replace("{epochs: 7}", "{augmentation: {padCrop: 2}}"));
    Map<String, Recipe> recipes = grid.variants().get(0).recipes();
    assertThat(recipes.get("mlp").augmentation()).isEqualTo(new Augmentation(4, true, 0, 0, 0));
    assertThat(recipes.get("cnn").augmentation()).isEqualTo(new Augmentation(2, true, 0, 0, 0));
  }

  /** The vanilla runs know nothing of ANAct, so its options must not run them again. */
  @Test
  void variantsAddOnlyTheRunsThatTheyChange() throws Exception {
    Grid grid =
        read(
            VALID
                + """
                variants:
                  - anact: {target: backward}
                  - recipe: {init: same}
                """);
    assertThat(grid.variants()).hasSize(3);
    List<RunConfig> runs = grid.runs();
    assertThat(runs).extracting(RunConfig::id).doesNotHaveDuplicates();
    assertThat(runs.stream().filter(RunConfig::normalized)).hasSize(12);
    assertThat(runs.stream().filter(run -> !run.normalized())).hasSize(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model: cnn  | model: cmn  | anchors.model has an unknown model 'cmn'
          top1: 75.6  | top1: 175.6 | anchors.top1 is 175.6: give a percentage
          top1: 75.6  | top: 75.6   | unknown key 'anchors.top'; did you mean 'anchors.top1'
          source: a   | source: ""  | anchors.source is empty: give where
          """)
  void anchorsAreChecked(String from, String to, String message) throws Exception {
    String anchors =
        """
        anchors:
          - {dataset: cifar10, model: cnn, activation: relu, top1: 75.6, recipe: r, source: a}
        """;
    assertThat(read(VALID + anchors).anchors())
        .containsExactly(new Anchor("cifar10", "cnn", "relu", 75.6, "r", "a"));
    assertThatThrownBy(() -> read(VALID + anchors.replace(from, to)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  /** {@link org.anact.bench.worker.TroubleModel} stands for a class of the user's own. */
  @Test
  void modelsOfOnesOwnAreNamedByTheirClass() throws Exception {
    String own = "org.anact.bench.worker.TroubleModel";
    String text = VALID.replace("[mlp, cnn]", "[" + own + ", cnn]");
    Grid grid =
        GridReader.read(Catalog.standard(), Files.writeString(folder.resolve("own.yaml"), text));
    assertThat(grid.models()).containsExactly(own, "cnn");

    String wrong = text.replace(own, "java.lang.String");
    assertThatThrownBy(
            () ->
                GridReader.read(
                    Catalog.standard(), Files.writeString(folder.resolve("wrong.yaml"), wrong)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("models has an unusable model class 'java.lang.String'")
        .hasMessageContaining("org.anact.models.Architecture");
    String absent = text.replace(own, "org.me.Nothing");
    assertThatThrownBy(
            () ->
                GridReader.read(
                    Catalog.standard(), Files.writeString(folder.resolve("absent.yaml"), absent)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("ANACT_CLASSPATH");
  }
}
