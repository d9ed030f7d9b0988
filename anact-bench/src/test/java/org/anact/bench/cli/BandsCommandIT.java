package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A band of one's own, from its file to a check that passes and checks that do not. */
final class BandsCommandIT extends CommandTest {

  private static final String BAND =
      """
      name: mine
      datasets: [fashion-mnist-mini]
      models: [mlp]
      activations: [tanh, ntanh]
      seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
      recipe: {epochs: 1, batchSize: 250, learningRate: 0.02}
      bands:
        steps: 12
        every: 2
        smoothing: 3
        images: 500
        checkSeeds: [21, 22, 23]
        targets: {mlp: 1.2}
      """;

  /** Every command's output is looked at alone. */
  @Override
  int run(CommandLine line, String... arguments) {
    forget();
    return super.run(line, arguments);
  }

  private String band(String text) throws IOException {
    return Files.writeString(folder.resolve("mine.yaml"), text).toString();
  }

  private int bands(String command, String file, String... more) {
    return anact(
        Stream.concat(
                Stream.of("bands", command, file, "--out", folder.resolve("out").toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void bandOfOnesOwnIsMadeCheckedAndChanged() throws Exception {
    String file = band(BAND);
    assertThat(bands("check", file)).isEqualTo(2);
    assertThat(err.toString()).contains("mine.yaml has no reference", "bands update");

    assertThat(bands("update", file, "--jobs", "2")).as("%s%s", out, err).isZero();
    assertThat(out.toString())
        .contains("10 of 10", "good", "there was no reference to compare with")
        .contains(folder.resolve("mine.reference.json").toString());
    assertThat(err.toString().lines()).hasSize(20);
    Path reference = folder.resolve("mine.reference.json");
    String made = Files.readString(reference);
    assertThat(made).contains("\"gitCommit\"", "\"dataChecksum\"", "\"stepsToTarget\"");

    assertThat(bands("check", file)).as("%s%s", out, err).isZero();
    assertThat(out.toString())
        .contains("mlp ntanh - tanh", "all 2 together", "band 'mine' passes")
        .doesNotContain("FAIL");
    Path files = folder.resolve("out/mine");
    assertThat(files.resolve("check.json")).content().contains("\"passes\" : true");
    assertThat(Files.readAllLines(files.resolve("tests.csv"))).hasSize(1 + 8);
    List<String> runs = Files.readAllLines(files.resolve("runs.csv"));
    assertThat(runs).hasSize(1 + 6);

    // Runs side by side have the numbers of runs one after the other.
    assertThat(bands("check", file, "--jobs", "2")).as("%s%s", out, err).isZero();
    assertThat(Files.readAllLines(files.resolve("runs.csv")))
        .containsExactlyInAnyOrderElementsOf(runs);

    assertThat(bands("check", file, "--seeds", "31..32")).as("%s%s", out, err).isZero();
    assertThat(err.toString()).contains("mlp tanh seed 31", "mlp ntanh seed 32");
    assertThat(bands("check", file, "--seeds", "3,32")).isEqualTo(2);
    assertThat(err.toString()).contains("seed 3 is one of the reference");

    assertThat(anact("bands", "power", file, "--draws", "200")).isZero();
    assertThat(out.toString()).contains("seeds held out", "smooth bootstrap", "1.1", "0.025 %");

    band(BAND.replace("learningRate: 0.02", "learningRate: 0.005"));
    assertThat(bands("check", file)).isEqualTo(1);
    assertThat(out.toString())
        .contains("FAIL", "band 'mine' FAILS")
        .contains("note: mlp tanh recipe learningRate is 0.005, and was 0.02 in the reference");
    assertThat(Files.readString(reference)).isEqualTo(made);

    band(BAND.replace("learningRate: 0.02", "learningRate: 0.021"));
    assertThat(bands("update", file, "--jobs", "2")).as("%s%s", out, err).isZero();
    assertThat(out.toString()).contains("runs as before", "0 of 10");
    assertThat(Files.readString(reference)).isNotEqualTo(made);
  }

  /** A run that is finished is not trained again, however the update ended. */
  @Test
  void updateThatWasStoppedResumes() throws Exception {
    String never = band(BAND.replace("mlp: 1.2", "mlp: 0.01"));
    assertThat(bands("update", never, "--jobs", "2")).isEqualTo(1);
    assertThat(out.toString())
        .contains("0 of 10", "Other targets that these runs would have had", "no reference was")
        .contains("good");
    assertThat(err.toString().lines()).hasSize(20);
    assertThat(folder.resolve("mine.reference.json")).doesNotExist();
    Path kept = folder.resolve("out/mine/update");
    List<Path> runs;
    try (Stream<Path> files = Files.list(kept)) {
      runs = files.sorted().toList();
    }
    assertThat(runs).hasSize(20);
    Files.delete(runs.get(0));
    Files.writeString(runs.get(1), "{\"id\":");
    Files.writeString(runs.get(2), "{}");

    assertThat(bands("update", band(BAND))).as("%s%s", out, err).isZero();
    assertThat(err.toString().lines()).hasSize(3);
    assertThat(kept).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "update", "power"})
  void everyCommandHasHelp(String command) {
    assertThat(anact("bands", command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: anact bands " + command);
  }

  @Test
  void wrongInputEndsWithTwoAndOneSentence() throws Exception {
    String file = band(BAND);
    assertThat(anact("bands")).isEqualTo(2);
    assertThat(bands("check", folder.resolve("no.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no band file").doesNotContain("\tat ");
    assertThat(bands("update", band(BAND.replace("steps: 12", "steps: 300")))).isEqualTo(2);
    assertThat(err.toString()).contains("band 'mine': steps is 300, and the recipe of mlp has 24");
    assertThat(bands("update", band(BAND.replace("500", "1001")))).isEqualTo(2);
    assertThat(err.toString()).contains("images is 1001, and the test set has 1000");
    assertThat(bands("update", band(BAND), "--jobs", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--jobs is 0");
    assertThat(bands("update", file, file)).isEqualTo(2);
    assertThat(err.toString()).contains("two bands have the name 'mine'");
    assertThat(anact("bands", "power", file, "--slowdown", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--slowdown has 0.0");
  }
}
