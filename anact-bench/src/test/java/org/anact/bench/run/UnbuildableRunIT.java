package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.grid.TestRecipes;
import org.anact.core.activation.Activations;
import org.anact.core.layer.AnActOptions;
import org.anact.datasets.Dataset;
import org.anact.datasets.Datasets;
import org.anact.results.EpochRow;
import org.anact.results.Outcome;
import org.anact.results.RunStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that cannot be built costs no more than this try. */
final class UnbuildableRunIT {

  private final Dataset data = Datasets.standard().load("fashion-mnist-mini", Path.of("nowhere"));
  private final RunConfig config =
      RunConfig.of(
          "fashion-mnist-mini",
          FlakyModel.class.getName(),
          Activations.standard().get("nswish"),
          3,
          TestRecipes.with("{epochs: 2, batchSize: 1000}"),
          AnActOptions.defaults());

  @TempDir private Path folder;

  @AfterEach
  void repair() {
    System.clearProperty(FlakyModel.PROPERTY);
  }

  /** Follows a run, and ends it with an error in the second epoch if asked to. */
  private static final class Follower implements RunListener {

    private final boolean stops;
    private final List<Integer> resumedAfter = new ArrayList<>();

    Follower(boolean stops) {
      this.stops = stops;
    }

    @Override
    public void resumed(EpochRow last, long images) {
      resumedAfter.add(last.epoch());
    }

    @Override
    public void step(int epoch, int images, double trainLoss, double imagesPerSecond) {
      if (stops && epoch == 2) {
        throw new IllegalStateException("stopped");
      }
    }

    @Override
    public void epoch(EpochRow epoch) {}
  }

  private Outcome train(Path results, RunListener listener) throws IOException {
    Environment environment =
        new Environment(new Versions("test", "test"), "unknown", Map.of("backend", "CPU"));
    return new Trainer(Catalog.standard(), results, environment, Recording.standard())
        .train(config, data, listener);
  }

  private Path run(Path results) {
    return results.resolve("runs").resolve(config.id());
  }

  @ParameterizedTest
  @CsvSource({
    "memory, OutOfMemoryError: made up",
    "class, NoClassDefFoundError: org/me/Missing",
    "options, IllegalStateException: made up"
  })
  void itsCheckpointStaysAndALaterStartResumesToTheSameBits(String error, String message)
      throws IOException {
    Path results = folder.resolve("flaky");
    assertThat(train(results, new Follower(true)).status()).isEqualTo(RunStatus.FAILED);
    byte[] checkpoint = Files.readAllBytes(run(results).resolve(Resumption.CHECKPOINT));
    byte[] header = Files.readAllBytes(run(results).resolve("run.json"));

    System.setProperty(FlakyModel.PROPERTY, error);
    for (int time = 0; time < 2; time++) {
      Outcome outcome = train(results, new Follower(false));
      assertThat(outcome.status()).isEqualTo(RunStatus.FAILED);
      assertThat(outcome.message()).isEqualTo(message);
      assertThat(outcome.epochsCompleted()).isEqualTo(1);
      assertThat(run(results).resolve(Resumption.CHECKPOINT)).hasBinaryContent(checkpoint);
      assertThat(run(results).resolve("run.json")).hasBinaryContent(header);
      assertThat(run(results).resolve("failure.txt"))
          .content()
          .contains(FlakyModel.class.getName());
    }
    System.clearProperty(FlakyModel.PROPERTY);

    Follower later = new Follower(false);
    assertThat(train(results, later).status()).isEqualTo(RunStatus.FINISHED);
    assertThat(later.resumedAfter).containsExactly(1);
    Path whole = folder.resolve("whole");
    train(whole, new Follower(false));
    for (String file : List.of("steps.csv", "layers.csv", "signals.csv", "weights.csv")) {
      assertThat(run(results).resolve(file)).hasSameTextualContentAs(run(whole).resolve(file));
    }
  }

  @Test
  void aFinishedRecordIsNotLostToALaterFailure() throws IOException {
    Path results = folder.resolve("results");
    train(results, new Follower(false));
    byte[] outcome = Files.readAllBytes(run(results).resolve("outcome.json"));

    System.setProperty(FlakyModel.PROPERTY, "memory");
    assertThat(train(results, new Follower(false)).status()).isEqualTo(RunStatus.FAILED);
    System.clearProperty(FlakyModel.PROPERTY);
    assertThat(train(results, new Follower(true)).status()).isEqualTo(RunStatus.FAILED);

    assertThat(run(results).resolve("outcome.json")).hasBinaryContent(outcome);
    Path partial = results.resolve("partial").resolve(config.id());
    try (Stream<Path> attempts = Files.list(partial)) {
      assertThat(attempts.toList().get(0).resolve("failure.txt")).content().contains("stopped");
    }
    Follower later = new Follower(false);
    assertThat(train(results, later).status()).isEqualTo(RunStatus.FINISHED);
    assertThat(later.resumedAfter).containsExactly(1);
    assertThat(partial).doesNotExist();
    assertThat(run(results).resolve("failure.txt")).doesNotExist();
  }

  @Test
  void aDamagedTableInFrontOfTheCheckpointIsNotResumed() throws IOException {
    Path results = folder.resolve("results");
    train(results, new Follower(true));
    Path steps = run(results).resolve("steps.csv");
    Files.writeString(steps, Files.readString(steps).replaceFirst("\n2,", "\n2;"));

    List<String> reasons = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void resumed(EpochRow last, long images) {
            reasons.add("resumed");
          }

          @Override
          public void startsAnew(String reason) {
            // The damaged record stays until the new one is whole.
            assertThat(steps).content().contains("\n2;");
            reasons.add(reason);
          }

          @Override
          public void step(int epoch, int images, double trainLoss, double imagesPerSecond) {}

          @Override
          public void epoch(EpochRow epoch) {}
        };
    assertThat(train(results, listener).status()).isEqualTo(RunStatus.FINISHED);
    assertThat(reasons).containsExactly("steps.csv is damaged");
    assertThat(steps).content().doesNotContain(";");
  }
}
