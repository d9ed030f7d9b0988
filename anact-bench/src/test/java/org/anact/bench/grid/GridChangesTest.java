package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.core.activation.NamedActivation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command line puts in place of a grid's own. */
final class GridChangesTest {

  private static final String GRID =
      """
      name: g
      datasets: [fashion-mnist-mini]
      models: [mlp, cnn]
      activations: [relu, nrelu]
      seeds: 1..3
      recipe: {epochs: 4, schedule: step, milestones: [2]}
      overrides:
        - models: [cnn]
          recipe: {epochs: 5, learningRate: 0.3}
      variants:
        - anact: {centre: false}
        - recipe: {epochs: 6}
      """;

  private static Grid read(GridChanges changes) {
    return GridReader.parse(Catalog.standard(), "g.yaml", GRID, changes);
  }

  private static GridChanges changes(String key, String value) {
    List<String> values = List.of(value.split(","));
    return new GridChanges(
        key.equals("datasets") ? values : List.of(),
        key.equals("models") ? values : List.of(),
        key.equals("activations") ? values : List.of(),
        key.equals("seeds") ? values : List.of(),
        key.equals("epochs") ? values : List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seeds       | 2
          models      | mlp
          activations | nrelu
          """)
  void aPartOfAGridHasTheRunsOfTheWhole(String key, String value) {
    Set<String> all = ids(GridChanges.none());
    Set<String> part = ids(changes(key, value));
    assertThat(part).isNotEmpty().hasSizeLessThan(all.size());
    assertThat(all).containsAll(part);
  }

  private static Set<String> ids(GridChanges changes) {
    return new HashSet<>(read(changes).runs().stream().map(RunConfig::id).toList());
  }

  @Test
  void everythingCanBeReplaced() {
    Grid grid =
        read(
            new GridChanges(
                List.of("mnist"),
                List.of("cnn", "resnet8"),
                List.of("tanh"),
                List.of("1..6", "9"),
                List.of("3")));
    assertThat(grid.datasets()).containsExactly("mnist");
    assertThat(grid.models()).containsExactly("cnn", "resnet8");
    assertThat(grid.activations()).extracting(NamedActivation::name).containsExactly("tanh");
    assertThat(grid.seeds()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 9L);
    assertThat(grid.variants().get(0).recipes().get("cnn").updates().learningRate()).isEqualTo(0.3);
    Recipe recipe = grid.variants().get(0).recipes().get("resnet8");
    assertThat(recipe.rates().milestones()).containsExactly(2);
    assertThat(grid.variants())
        .allSatisfy(
            variant -> assertThat(variant.recipes().values()).allMatch(one -> one.epochs() == 3));
    // The variant of other epochs is the grid itself now.
    assertThat(grid.variants()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seeds       | 0x1   | --seeds: seeds has '0x1': give a whole number of 0 or more
          seeds       | 1,1   | --seeds: seeds names '1' twice
          seeds       | 6..1  | --seeds: seeds has '6..1': give the smaller number first
          seeds       | ~     | --seeds: seeds is empty
          epochs      | 1,2   | --epochs: recipe.epochs is '1,2': give a whole number
          epochs      | 0     | --epochs: recipe.epochs is 0: give 1 or more
          epochs      | 1.5   | --epochs: recipe.epochs is '1.5': give a whole number
          epochs      | 2     | g.yaml, line 6, column 49: recipe.milestones is [2]: give epochs from 1 to below 2
          models      | cmn   | --models: models has an unknown model 'cmn'
          activations | nrulu | --activations: activations has an unknown activation 'nrulu'
          datasets    | minst | --datasets: datasets has an unknown data set 'minst'
          """)
  void whatIsWrongNamesTheOption(String key, String value, String sentence) {
    assertThatThrownBy(() -> read(changes(key, value)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(sentence);
  }
}
