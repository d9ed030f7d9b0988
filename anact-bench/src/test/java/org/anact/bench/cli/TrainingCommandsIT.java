package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands that train or measure. */
final class TrainingCommandsIT extends CommandTest {

  @Test
  void runTrainsAndReports() throws Exception {
    Path results = folder.resolve("results");
    assertThat(
            anact(
                "run",
                grid("fashion-mnist-mini", "nrelu"),
                "--out",
                results.toString(),
                "--keep-model",
                "best"))
        .isZero();
    assertThat(out.toString())
        .contains("oneDNN helpers on", "report: ", results.resolve("report/index.html").toString());
    assertThat(results.resolve("report/index.html")).isNotEmptyFile();
    assertThat(anact("report", results.toString())).isZero();
    assertThat(anact("evaluate", results.resolve("runs").resolve(onlyRun(results)).toString()))
        .isZero();
    assertThat(out.toString())
        .contains("--keep-model best: the test set chooses the network")
        .contains("mlp with nrelu, seed 1, trained on fashion-mnist-mini; the network of epoch 1")
        .contains("These are the figures that its run recorded.", "was chosen by accuracy on this");
    assertThat(anact("compare", results.toString(), results.toString(), "--fail-on-change"))
        .isZero();
    assertThat(out.toString()).contains("1 run is in both sweeps, 1 of them with the same losses");
    String sweep = Files.readString(results.resolve("sweep.json"));
    assertThat(
            anact(
                "run",
                grid("fashion-mnist-mini", "nrelu"),
                "--out",
                results.toString(),
                "--activations",
                "relu,nrelu",
                "--dry-run"))
        .isZero();
    assertThat(out.toString())
        .contains("2 runs, 1 finished and 1 to train:")
        .containsPattern("  fashion-mnist-mini_mlp_relu_s1_[0-9a-f]{8}\n")
        .containsPattern("1 run, .* one after the other")
        .contains("Nothing was trained or written.");
    assertThat(results.resolve("sweep.json")).hasContent(sweep);
    assertThat(anact("report", results.toString(), folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("give --out DIR");
  }

  /** To the bit, in a process of its own; what was changed since is found. */
  @Test
  void publishedResultsAreReproduced() throws Exception {
    String results = folder.resolve("results").toString();
    Path published = folder.resolve("published");
    assertThat(anact("run", grid("fashion-mnist-mini", "nrelu"), "--out", results)).isZero();
    assertThat(anact("publish", results, published.toString())).isZero();
    assertThat(out.toString()).contains("1 run added to '");
    assertThat(anact("reproduce", published.toString())).isZero();
    assertThat(out.toString()).contains("tables of the report follow from the records");
    assertThat(anact("reproduce", published.toString(), "fashion-mnist-mini_mlp")).isZero();
    assertThat(out.toString()).contains("It agrees: the losses of ", "the same to the bit");

    Path table = published.resolve("report/accuracy.csv");
    Files.writeString(table, Files.readString(table).replace("nrelu", "nselu"));
    assertThat(anact("reproduce", published.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("accuracy.csv, line 2: ", "1 of ");
    assertThat(anact("reproduce", published.toString(), "mnist")).isEqualTo(2);
    assertThat(err.toString()).contains("has no run 'mnist'");
  }

  @Test
  void rooflineShowsEveryLayerOfAStep() {
    assertThat(anact("roofline", "cnn", "nrelu", "--steps", "1", "--batch-size", "4")).isZero();
    assertThat(out.toString())
        .contains("cnn, nrelu, 4 images: ", "GFLOP/s (product of matrices)", "of peak %")
        .contains("FastConvolution 3 x 3  ", "FastMaxPooling ", "AnActLayer ", "FastDense ")
        .contains("rest of the step");
    assertThat(anact("roofline", "cnm", "relu")).isEqualTo(2);
    assertThat(err.toString()).contains("cnm");
  }

  /** 235,146 parameters are those of 784-256-128-10, and prelu has one for each of 384 units. */
  @Test
  void planTellsRunsSizesAndTimeAndWritesNothing() throws Exception {
    String grid = grid("fashion-mnist-mini", "relu, prelu");
    assertThat(anact("plan", grid, "--seeds", "1..6")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("fashion-mnist-mini", "mlp", "235,146 to 235,530", "0.2 M", "images/s")
        .containsPattern("12 runs, .* one after the other");
    assertThat(Path.of("results")).doesNotExist();
    assertThat(anact("plan", "cifar10-smal")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean 'cifar10-small'");
  }

  @Test
  void statusTellsHowFarASweepIs() throws Exception {
    Path results = folder.resolve("results");
    assertThat(anact("run", grid("fashion-mnist-mini", "nrelu"), "--out", results.toString()))
        .isZero();
    assertThat(anact("status", results.toString())).isZero();
    assertThat(out.toString())
        .contains(
            "grid 'one'", "not running", "1 run: 1 finished, 0 diverged, 0 failed, 0 cut off");

    String run = onlyRun(results);
    Files.move(results.resolve("runs").resolve(run), results.resolve("partial").resolve(run));
    assertThat(anact("status", results.toString())).isZero();
    assertThat(out.toString()).contains("0 finished", "1 cut off", "to resume: ./anact run");
    assertThat(anact("status", folder.resolve("nothing").toString())).isEqualTo(2);
  }

  private static String onlyRun(Path results) throws IOException {
    try (Stream<Path> runs = Files.list(results.resolve("runs"))) {
      return runs.toList().get(0).getFileName().toString();
    }
  }
}
