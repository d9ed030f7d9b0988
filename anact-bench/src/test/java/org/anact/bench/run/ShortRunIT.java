package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.grid.TestRecipes;
import org.anact.core.activation.Activations;
import org.anact.core.layer.AnActOptions;
import org.anact.datasets.Dataset;
import org.anact.datasets.Datasets;
import org.anact.results.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShortRunIT {

  private static final int STEPS_PER_EPOCH = 12;

  private final Dataset data = Datasets.standard().load("fashion-mnist-mini", Path.of("nowhere"));

  @TempDir private Path folder;

  private static RunConfig config(String activation, String changes) {
    return RunConfig.of(
        "fashion-mnist-mini",
        "mlp",
        Activations.standard().get(activation),
        3,
        TestRecipes.with("{epochs: 2, batchSize: 500%s}".formatted(changes)),
        AnActOptions.defaults());
  }

  /** What a check trains is what a sweep trains: the same numbers from the same configuration. */
  @Test
  void endsWhereTheWholeRunEnds() throws Exception {
    RunConfig config = config("nswish", "");
    Environment environment =
        new Environment(new Versions("test", "test"), "unknown", Map.of("backend", "CPU"));
    Outcome whole =
        new Trainer(Catalog.standard(), folder, environment, Recording.off())
            .train(config, data, RunListener.NONE);
    ShortRun.Course course =
        new ShortRun(Catalog.standard(), 2 * STEPS_PER_EPOCH, 5, data.test().count())
            .train(config, data);
    assertThat(course.loss()).isEqualTo(whole.finalTestLoss().getAsDouble());
    assertThat(course.accuracy()).isEqualTo(whole.finalTestAccuracy().getAsDouble());
    // Steps 0, 5, 10, 15 and 20.
    assertThat(course.losses()).hasSize(5);
  }

  /** Looking more often, or at fewer images, changes nothing of the training. */
  @Test
  void looksLeaveTheTrainingAsItIs() {
    RunConfig config = config("swish", "");
    ShortRun.Course often = new ShortRun(Catalog.standard(), 15, 1, 300).train(config, data);
    ShortRun.Course seldom =
        new ShortRun(Catalog.standard(), 15, 15, data.test().count()).train(config, data);
    assertThat(often.loss()).isEqualTo(seldom.loss());
    assertThat(seldom.losses().get(1)).isEqualTo(seldom.loss());
    assertThat(often.losses()).hasSize(16);
    assertThat(often.losses().get(15)).isNotEqualTo(seldom.losses().get(1));
    assertThat(often.losses().get(15)).isLessThan(often.losses().get(0));
  }

  @Test
  void trainingThatLeavesTheNumbersEndsThere() {
    ShortRun.Course course =
        new ShortRun(Catalog.standard(), 15, 1, 250)
            .train(config("relu", ", learningRate: 1.0e+30"), data);
    assertThat(course.loss()).isNaN();
    assertThat(course.accuracy()).isNaN();
    assertThat(course.losses()).hasSizeLessThan(15);
  }

  @Test
  void whatTheRecipeOrTheDataDoNotHaveIsRefused() {
    RunConfig config = config("swish", "");
    assertThatThrownBy(() -> new ShortRun(Catalog.standard(), 25, 1, 250).require(config, data))
        .hasMessage(
            "steps is 25, and the recipe of mlp has 24 in 2 epochs: give fewer steps or more"
                + " epochs");
    assertThatThrownBy(() -> new ShortRun(Catalog.standard(), 24, 1, 1001).require(config, data))
        .hasMessage("images is 1001, and the test set has 1000: give fewer");
    new ShortRun(Catalog.standard(), 24, 1, 1000).require(config, data);
  }
}
