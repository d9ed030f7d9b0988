package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest extends CommandTest {

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
  @ValueSource(
      strings = {
        "",
        "quick",
        "run",
        "plan",
        "status",
        "report",
        "compare",
        "list",
        "datasets",
        "theory",
        "probe",
        "bench",
        "roofline"
      })
  void everyCommandHasHelp(String command) {
    assertThat(command.isEmpty() ? anact("--help") : anact(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: anact " + command);
  }

  /** rho, rho' and lambda as public descriptions of the method have them. */
  @Test
  void theoryTellsTheKnownValues() throws Exception {
    Path csv = folder.resolve("made/theory.csv");
    assertThat(
            anact(
                "theory",
                "tanh",
                "nswish",
                "--sigma",
                "1",
                "--depth",
                "4",
                "--csv",
                csv.toString(),
                "--charts",
                folder.resolve("drawn").toString()))
        .isZero();
    assertThat(out.toString())
        .contains("0.394294", "0.464403", "1.531")
        .contains("0.355776", "0.379482", "1.650")
        .contains("tanh: gain g = 1.531", "nswish: gain g = 1.000000");
    assertThat(Files.readAllLines(csv))
        .hasSize(1 + 2 * (1 + 4))
        .anyMatch(line -> line.startsWith("tanh,,1.0,"))
        .anyMatch(line -> line.startsWith("nswish,4,"));
    assertThat(folder.resolve("drawn/theory-forward.svg"))
        .content()
        .contains(">tanh</text>", ">nswish</text>", "Var(y)", "4 layers of equal width, init fair");
    // Relative to the last layer, which so is 1.
    assertThat(folder.resolve("drawn/theory-gradient.svg"))
        .content()
        .contains("Var(dL/dy)")
        .containsPattern("nswish [01]\\.\\d+ at depth 1 to 1\\.00 at depth 4");
  }

  /** rho of a leaky ReLU is (1 + a^2) / 2, and its lambda He et al.'s gain sqrt(2 / (1 + a^2)). */
  @Test
  void theoryOfLearnableParametersIsThatOfTheirStartAndSaysSo() throws Exception {
    assertThat(
            anact(
                "theory",
                "prelu",
                "nprelu",
                "nswish_beta",
                "tanh",
                "--depth",
                "2",
                "--charts",
                folder.toString()))
        .isZero();
    String sentence = "parameters at their initial values: prelu 0.25, swish_beta 1.0";
    assertThat(out.toString())
        .contains(sentence + "; training moves them")
        .contains("0.531250", "prelu: gain g = 1.371989", "0.355776");
    assertThat(folder.resolve("theory-forward.svg")).content().contains(sentence);
    forget();
    assertThat(anact("theory", "tanh", "--depth", "1")).isZero();
    assertThat(out.toString()).doesNotContain("parameters");
  }

  @Test
  void probeMeasuresPlainNetworksBesideTheTheory() throws Exception {
    Path csv = folder.resolve("probe.csv");
    assertThat(
            anact(
                "probe",
                "mlp",
                "--activation",
                "tanh",
                "--networks",
                "2",
                "--batch-size",
                "32",
                "--csv",
                csv.toString()))
        .isZero();
    assertThat(out.toString()).contains("mlp, tanh, init fair: 2 networks from seed 1");
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(3);
    List<String> head = List.of(lines.get(0).split(",", -1));
    List<String> first = List.of(lines.get(1).split(",", -1));
    List<String> last = List.of(lines.get(2).split(",", -1));
    assertThat(first).hasSameSizeAs(head).startsWith("act1", "1", "trunk");
    assertThat(Double.parseDouble(first.get(head.indexOf("factor_ratio")))).isBetween(0.7, 1.3);
    assertThat(last.get(head.indexOf("factor_ratio"))).isEmpty();
    assertThat(out.toString()).contains("of the 1 layers that the theory covers");
  }

  @Test
  void theTwoPartsOfAProbesRatioMakeItUp() throws Exception {
    Path csv = folder.resolve("probe.csv");
    assertThat(
            anact(
                "probe",
                "mlp",
                "--activation",
                "nswish",
                "--anact",
                "{target: backward, centre: false}",
                "--networks",
                "1",
                "--batch-size",
                "16",
                "--csv",
                csv.toString()))
        .isZero();
    List<String> lines = Files.readAllLines(csv);
    List<String> head = List.of(lines.get(0).split(",", -1));
    List<String> first = List.of(lines.get(1).split(",", -1));
    ToDoubleFunction<String> value = name -> Double.parseDouble(first.get(head.indexOf(name)));
    double parts =
        value.applyAsDouble("factor_ratio_weights") * value.applyAsDouble("factor_ratio_slope");
    assertThat(parts).isCloseTo(value.applyAsDouble("factor_ratio"), withinPercentage(0.1));
    double scale = value.applyAsDouble("scale");
    assertThat(scale * scale * value.applyAsDouble("rho_prime")).isCloseTo(1, within(1e-4));
  }

  @Test
  void probeMeasuresNetworksThatTheTheoryDoesNotCover() {
    assertThat(
            anact(
                "probe",
                "resnet8-s2",
                "--activation",
                "nswish",
                "--networks",
                "1",
                "--batch-size",
                "8"))
        .isZero();
    assertThat(out.toString()).contains("s1b1_act1", "residual", "trunk");
  }

  @Test
  void wrongFiguresAreRefusedByName() {
    assertThat(anact("theory", "tahn")).isEqualTo(2);
    assertThat(anact("theory", "tanh", "--sigma", "-1")).isEqualTo(2);
    assertThat(anact("theory", "tanh", "--depth", "0")).isEqualTo(2);
    assertThat(anact("probe", "mlq", "--activation", "tanh")).isEqualTo(2);
    assertThat(anact("probe", "mlp", "--activation", "tanh", "--networks", "0")).isEqualTo(2);
    assertThat(anact("probe", "mlp", "--activation", "tanh", "--batch-size", "1")).isEqualTo(2);
    assertThat(anact("probe", "mlp", "--activation", "ntanh", "--anact", "{traget: 1}"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--anact: unknown key 'anact.traget'", "target");
    assertThat(anact("run", "x.yaml", "--record-every", "never")).isEqualTo(2);
    assertThat(err.toString())
        .contains("did you mean 'tanh'", "sigma is -1.0", "--depth is 0")
        .contains("did you mean 'mlp'", "--networks is 0", "--batch-size is 1")
        .contains("give a number of steps from 1, or off");
  }

  @ParameterizedTest
  @CsvSource({
    "--jobs, 2147483647",
    "--threads, 2147483647",
    "--threads, -1",
    "--hung-after, 9223372036854775807"
  })
  void hugeOptionsAreRefusedByName(String option, String value) {
    assertThat(anact("run", "quick", option, value)).isEqualTo(2);
    assertThat(err.toString())
        .contains("%s is %s: give a number from".formatted(option, value))
        .doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run  | --seeds  | 6..1 | --seeds: seeds has '6..1': give the smaller number first
          plan | --models | cnm  | --models: models has an unknown model 'cnm'
          run  | --epochs | many | --epochs: recipe.epochs is 'many': give a whole number
          """)
  void wrongPartsOfAGridAreRefusedByName(
      String command, String option, String value, String sentence) {
    assertThat(anact(command, "quick", option, value)).isEqualTo(2);
    assertThat(err.toString()).startsWith("anact: " + sentence).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          31,x | has 'x': give a whole number of 0 or more
          -1   | has '-1': give a whole number of 0 or more
          9..3 | has '9..3': give the smaller number first
          """)
  void wrongSeedsOfACheckAreRefusedAsThoseOfAGrid(String seeds, String sentence) {
    assertThat(anact("bands", "check", "--seeds=" + seeds)).isEqualTo(2);
    assertThat(err.toString()).startsWith("anact: --seeds: seeds " + sentence);
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
    assertThat(err.toString()).contains("train-images-idx3-ubyte", "is not an IDX file");
    assertThat(folder.resolve("r")).doesNotExist();
  }
}
