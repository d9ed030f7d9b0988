package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandLineTest {

  private static final String GRID =
      """
      name: one
      datasets: [%s]
      models: [mlp]
      activations: [%s]
      seeds: [1]
      recipe: {epochs: 1, batchSize: 1000}
      """;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int anact(String... arguments) {
    CommandLine line = Anact.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  private String grid(String dataset, String activation) throws Exception {
    return Files.writeString(folder.resolve("g.yaml"), GRID.formatted(dataset, activation))
        .toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"activations", "models", "datasets"})
  void everyListIsPrinted(String kind) {
    assertThat(anact("list", kind)).isZero();
    assertThat(out.toString())
        .contains(
            switch (kind) {
              case "activations" -> "nswish";
              case "models" -> "resnet20";
              default -> "fashion-mnist-mini";
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "quick", "run", "report", "compare", "list", "bench"})
  void everyCommandHasHelp(String command) {
    assertThat(command.isEmpty() ? anact("--help") : anact(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: anact " + command);
  }

  @Test
  void runTrainsAndReports() throws Exception {
    Path results = folder.resolve("results");
    assertThat(anact("run", grid("fashion-mnist-mini", "nrelu"), "--out", results.toString()))
        .isZero();
    assertThat(out.toString())
        .contains("oneDNN helpers on", "report: ", results.resolve("report/index.html").toString());
    assertThat(results.resolve("report/index.html")).isNotEmptyFile();
    assertThat(anact("report", results.toString())).isZero();
    assertThat(anact("compare", results.toString(), results.toString(), "--fail-on-change"))
        .isZero();
    assertThat(out.toString()).contains("1 run is in both sweeps, 1 of them with the same losses");
    assertThat(anact("report", results.toString(), folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("give --out DIR");
  }

  @Test
  void wrongInputEndsWithTwoAndOneSentence() throws Exception {
    String results = folder.resolve("r").toString();
    assertThat(anact("run", grid("fashion-mnist-mini", "nrulu"), "--out", results)).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean 'nrelu'").doesNotContain("\tat ");
    assertThat(anact("run", grid("mnist", "relu"), "--out", results, "--data", "/nowhere"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("/nowhere/mnist");
    assertThat(anact("report", folder.resolve("nothing").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("nothing");
    assertThat(anact("run", "x.yaml", "--threads", "-1")).isEqualTo(2);
    assertThat(anact("list", "planets")).isEqualTo(2);
    assertThat(anact("quik")).isEqualTo(2);
    assertThat(err.toString()).contains("quick");
  }

  @Test
  void corruptDataFileIsNamedBeforeAnythingIsTrained() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data/mnist"));
    Files.writeString(data.resolve("train-images-idx3-ubyte"), "not images at all");
    for (String file :
        new String[] {
          "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
        }) {
      Files.writeString(data.resolve(file), "x");
    }
    int code =
        anact(
            "run",
            grid("mnist", "relu"),
            "--out",
            folder.resolve("r").toString(),
            "--data",
            folder.resolve("data").toString());
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("train-images-idx3-ubyte", "is no IDX file");
    assertThat(folder.resolve("r")).doesNotExist();
  }
}
