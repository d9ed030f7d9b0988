package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may stand beside a figure of the paper's abstract. */
class PaperScaleTest {
  private static final String SMALL = "This is a small run";

  @TempDir private Path directory;

  /** The network, activation and data of the abstract. */
  private String report(int seeds, int epochs, Map<String, String> changes) throws IOException {
    ResultFixture fixture =
        new ResultFixture(
            List.of("cifar100"),
            List.of("resnet50"),
            List.of("swish"),
            seeds,
            epochs,
            true,
            "Of the abstract.");
    fixture.write(directory, Map.of());
    for (ResultFixture.Run run : fixture.runs()) {
      Path file = directory.resolve("runs").resolve(run.id()).resolve("run.json");
      String json =
          Files.readString(file).replace("\"trainImages\" : 5000,", "\"trainImages\" : 50000,");
      for (Map.Entry<String, String> change : changes.entrySet()) {
        assertThat(json).contains(change.getKey());
        json = json.replace(change.getKey(), change.getValue());
      }
      Files.writeString(file, json);
    }
    Report.write(directory);
    return Files.readString(directory.resolve("report/report.md"));
  }

  private static String row(String report, String start) {
    return report.lines().filter(line -> line.startsWith("| " + start)).findFirst().orElseThrow();
  }

  private static void assertSmall(String report, String epochs, String n) {
    assertThat(report).contains(SMALL);
    assertThat(row(report, "Normalized Swish against Swish, ResNet-50, CIFAR-100"))
        .contains("not run at this size");
    assertThat(row(report, "The same activation, resnet50, cifar100"))
        .contains("| none |")
        .endsWith("| " + epochs + " | " + n + " |");
  }

  @Test
  void oneEpochOfOneSeedIsASmallRun() throws IOException {
    assertSmall(report(1, 1, Map.of()), "1", "1");
  }

  @Test
  void fiveSeedsAreASmallRun() throws IOException {
    assertSmall(report(5, 200, Map.of()), "200", "5");
  }

  @Test
  void shorterTrainingThanThatOfTheGridIsASmallRun() throws IOException {
    assertSmall(report(6, 199, Map.of()), "199", "6");
  }

  @Test
  void partOfTheDataIsASmallRun() throws IOException {
    assertSmall(
        report(6, 200, Map.of("\"trainImages\" : 50000", "\"trainImages\" : 49999")), "200", "6");
  }

  @Test
  void sixSeedsOfAFullTrainingStandBesideThePaper() throws IOException {
    String report = report(6, 200, Map.of());
    assertThat(report).doesNotContain(SMALL).doesNotContain("The same activation, resnet50");
    assertThat(row(report, "Normalized Swish against Swish, ResNet-50, CIFAR-100"))
        .contains("more than +1.2")
        .endsWith("| 200 | 6 |");
    assertThat(row(report, "Normalized Swish against Swish, ResNet-50, Tiny ImageNet"))
        .contains("not run at this size");
  }

  @Test
  void ablationStandsBesideNoFigureOfThePaper() throws IOException {
    String report = report(6, 200, Map.of("\"FAIR_UNIT_BEFORE_NORM\"", "\"SAME\""));
    assertThat(report).contains(SMALL).doesNotContain("The same activation, resnet50");
  }

  @Test
  void epochsThatItTakesAreThoseOfTheGrids() throws IOException {
    assertThat(report(1, 1, Map.of()))
        .contains(
            "("
                + epochs("tiny-imagenet")
                + " on Tiny ImageNet, "
                + epochs("cifar100")
                + " on CIFAR-100)");
  }

  private static String epochs(String data) throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("anact-bench"))) {
      folder = folder.getParent();
    }
    return Files.readAllLines(
            folder.resolve(
                "anact-bench/src/main/resources/org/anact/bench/grids/paper-" + data + ".yaml"))
        .stream()
        .filter(line -> line.startsWith("  epochs: "))
        .map(line -> line.substring("  epochs: ".length()))
        .findFirst()
        .orElseThrow();
  }
}
