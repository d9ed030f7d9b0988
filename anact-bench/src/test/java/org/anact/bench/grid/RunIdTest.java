package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.sweep.Agenda;
import org.anact.core.activation.Activations;
import org.anact.core.layer.AnActOptions;
import org.anact.report.comparison.UsualComparisons;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids decide what is trained again, so nothing but a run's own settings may change one. */
final class RunIdTest {

  private static RunConfig run(String activation, String recipe) {
    return RunConfig.of(
        "fashion-mnist-mini",
        "mlp",
        Activations.standard().get(activation),
        3,
        TestRecipes.with(recipe),
        AnActOptions.defaults());
  }

  /** A new option needs a row with the value that means what was done without it. */
  @Test
  void everySettingHasItsRowInTheTable() {
    assertThat(RunId.settings(run("nrelu", "{}"))).containsOnlyKeys(RunId.table().keySet());
  }

  /**
   * Pinned: the id of a run that uses what the table has, whatever the defaults are by then, but
   * for the initialization, whose value there no run has any more.
   */
  @Test
  void aRunAsTheTableHasItKeepsItsId() {
    String recipe =
        "{epochs: 10, batchSize: 128, learningRate: 0.05, momentum: 0.9, weightDecay: 5e-4,"
            + " clipNorm: 0, schedule: cosine, warmupSteps: 0, warmupEpochs: 0, init: same}";
    assertThat(run("relu", recipe).id()).isEqualTo("fashion-mnist-mini_mlp_relu_s3_be30555a");
    assertThat(run("nrelu", recipe).id()).isEqualTo("fashion-mnist-mini_mlp_nrelu_s3_30bcb9f5");
    assertThat(run("relu", recipe.replace("10", "11")).id())
        .isEqualTo("fashion-mnist-mini_mlp_relu_s3_6c3171f3");
  }

  /**
   * Results of the rule that once bore the word have its name in the table, and so their own ids.
   */
  @Test
  void fairInitializationHasANameThatNoOtherRuleHad() {
    Recipe defaults = Recipe.defaults();
    assertThat(TestRecipes.with("{init: fair}").init()).isEqualTo(defaults.init());
    assertThat(RunId.settings(run("relu", "{}")).get("recipe.init").asText())
        .isEqualTo(UsualComparisons.INITIALIZATION)
        .isNotEqualTo(RunId.table().get("recipe.init").asText());
  }

  /**
   * Pinned: a grid whose file is the same asks for the same runs. Where a file's settings are
   * changed, or a default that it relies on, its row here changes with it, and on purpose.
   */
  @ParameterizedTest
  @CsvSource({
    "quick, 40, 8e2ca389da0c9184",
    "cifar10-small, 192, 0f58492333cc096e",
    "fashion-tuned, 88, 9df5cc26fb2bd5be",
    "ablation-tuned, 110, 6604aca98f0cc6fd",
    "cifar10-tuned, 88, ae60088cc9197efa",
    "depth, 144, 3016e909d14b3b4f",
    "ablation, 432, 9b3d2bb6a8ed6c90",
    "paper-cifar100, 480, 3af8d50d88a9a766",
    "paper-tiny-imagenet, 288, c5473352cd2a251e"
  })
  void shippedGridsKeepTheirIds(String name, int runs, String digest) throws Exception {
    List<String> ids =
        Agenda.of(new Grids(Catalog.standard()).read(name)).forecast().least().stream()
            .map(RunConfig::id)
            .toList();
    assertThat(ids).hasSize(runs).doesNotHaveDuplicates();
    byte[] text = String.join("\n", ids).getBytes(StandardCharsets.UTF_8);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)))
        .startsWith(digest);
  }
}
