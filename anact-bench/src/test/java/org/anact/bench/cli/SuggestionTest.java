package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is answered to a name that does not exist, wherever one is given. */
final class SuggestionTest extends CommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quik                        | ./anact quick",
        "HELP-ME                     |",
        "helpp                       | ./anact help",
        "versoin                     | ./anact version",
        "grids                       | ./anact list grids",
        "activations                 | ./anact list activations",
        "fetch                       | ./anact datasets fetch",
        "verify mnist                | ./anact datasets verify",
        "check                       | ./anact bands check",
        "datasets ftech mnist        | ./anact datasets fetch",
        "datasets power              | ./anact bands power",
        "help datasets ftech         | ./anact datasets fetch",
        "help planet                 |",
        "train                       |",
        "list activatoins            | activations",
        "list planets                |",
        "run quick --thread 1        | --threads",
        "run quick --THREADS=1       | --threads",
        "run quick --record 1        | --record-every",
        "run quick --recordEvery=1   | --record-every",
        "run quick --optimizer adam  |",
        "run quick slow              |",
        "run quikc                   | quick",
        "run Paper-CIFAR             | paper-cifar100",
        "run imagenet22k             |",
        "theory nswihs               | nswish",
        "theory leaky-rulu           | leakyrelu",
        "theory n-relo               | nrelu",
        "theory silo                 | swish",
        "theory crelu                |",
        "theory sparse_plus          |",
        "theory unheard-of           |",
        "probe resnet02 --activation relu                | resnet20",
        "probe transformer --activation relu             |",
        "probe mlp --activation relu --dataset cifar11   | cifar10",
        "probe mlp --activation relu --dataset svhn      |",
        "datasets fetch cifar                            | cifar10",
        "datasets verify imagenet                        |"
      })
  void namesOnTheCommandLine(String line, String meant) {
    assertThat(anact(line.split(" +"))).isEqualTo(2);
    if (meant == null) {
      assertThat(err.toString()).startsWith("anact: ").doesNotContain("did you mean");
    } else {
      assertThat(err.toString()).startsWith("anact: ").contains("; did you mean '" + meant + "'?");
    }
    assertThat(err.toString().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "activations: [relu], activations: [rleu], relu",
    "activations: [relu], activations: [optimizer],",
    "models: [mlp], models: [resnet02], resnet20",
    "models: [mlp], models: [transformer],",
    "datasets: [fashion-mnist-mini], datasets: [fashion-mist-mini], fashion-mnist-mini",
    "datasets: [fashion-mnist-mini], datasets: [svhn],",
    "seeds: [1], seed: [1], seeds",
    "seeds: [1], planets: [1],",
    "epochs: 1, Epochs: 1, recipe.epochs",
    "epochs: 1, epoch: 1, recipe.epochs",
    "epochs: 1, batch_size: 1, recipe.batchSize",
    "epochs: 1, galaxy: 1,"
  })
  void namesInGrids(String from, String to, String meant) throws Exception {
    Path file = Path.of(grid("fashion-mnist-mini", "relu"));
    Files.writeString(file, Files.readString(file).replace(from, to));
    assertThat(anact("run", file.toString(), "--out", folder.resolve("r").toString())).isEqualTo(2);
    if (meant == null) {
      assertThat(err.toString()).contains(" unknown ", ". Known: ").doesNotContain("did you mean");
    } else {
      assertThat(err.toString()).contains("; did you mean '" + meant + "'? Known: ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SWISH, swish",
    "SiLU, swish",
    "GELU, gelu",
    "Tanh, tanh",
    "gelu_new, gelu_tanh",
    "Leaky-ReLU, leakyrelu",
    "linear, identity",
    "nSiLU, nswish",
    "n-relu, nrelu"
  })
  void otherSpellingsAreUnderstood(String given, String meant) {
    assertThat(anact("theory", given, "--sigma", "1", "--depth", "1")).isZero();
    assertThat(out.toString()).contains("\n" + meant + ": gain g = ");
  }

  @Test
  void valuesOfAnOptionAreNamedAsTheyAreTyped() {
    assertThat(anact("theory", "relu", "--init", "fiar")).isEqualTo(2);
    assertThat(err.toString()).contains("[fair, same, he]").contains("did you mean 'fair'?");
  }
}
