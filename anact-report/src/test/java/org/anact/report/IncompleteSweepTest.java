package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Sweeps some of whose runs ended badly or are missing. */
class IncompleteSweepTest {
  @TempDir private Path directory;

  private String page() throws IOException {
    return Files.readString(directory.resolve("report/index.html"));
  }

  private Table table(String name) throws IOException {
    return Table.read().csv(directory.resolve("report").resolve(name).toFile());
  }

  private List<String> lastLine(ResultFixture.Run run, String file) throws IOException {
    List<String> lines =
        Files.readAllLines(directory.resolve("runs").resolve(run.id()).resolve(file));
    return List.of(lines.get(lines.size() - 1).split(",", -1));
  }

  /** Percent by seed for the finished runs, straight from epochs.csv. */
  private List<Double> accuracies(ResultFixture fixture, String model, String activation)
      throws IOException {
    List<Double> result = new ArrayList<>();
    for (ResultFixture.Run run : fixture.runs()) {
      if (run.model().equals(model) && run.activation().equals(activation)) {
        boolean finished =
            ResultFixture.FATES.keySet().stream().noneMatch(key -> run.id().startsWith(key));
        result.add(
            finished ? 100 * Double.parseDouble(lastLine(run, "epochs.csv").get(5)) : Double.NaN);
      }
    }
    return result;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(d -> d).filter(Double::isFinite).average().orElseThrow();
  }

  private static double deviation(List<Double> values) {
    double mean = mean(values);
    List<Double> finite = values.stream().filter(Double::isFinite).toList();
    double squares = finite.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
    return Math.sqrt(squares / (finite.size() - 1));
  }

  @Test
  void accuracyTableEqualsWhatTheRawFilesGive() throws IOException {
    ResultFixture fixture = ResultFixture.small();
    fixture.write(directory, ResultFixture.FATES);
    Report.write(directory);

    Table table = table("accuracy.csv");
    assertThat(table.rowCount()).isEqualTo(4);
    for (Row row : table) {
      String model = row.getString("model");
      String base = row.getString("base_activation");
      List<Double> vanilla = accuracies(fixture, model, base);
      List<Double> normalized = accuracies(fixture, model, "n" + base);
      List<Double> differences = new ArrayList<>();
      for (int seed = 0; seed < vanilla.size(); seed++) {
        differences.add(normalized.get(seed) - vanilla.get(seed));
      }
      assertThat(row.getDouble("accuracy_last_vanilla_mean"))
          .isCloseTo(mean(vanilla), within(1e-9));
      assertThat(row.getDouble("accuracy_last_vanilla_sd"))
          .isCloseTo(deviation(vanilla), within(1e-9));
      assertThat(row.getDouble("accuracy_last_normalized_mean"))
          .isCloseTo(mean(normalized), within(1e-9));
      assertThat(row.getDouble("accuracy_last_difference_mean"))
          .isCloseTo(mean(differences), within(1e-9));
      assertThat(row.getDouble("accuracy_last_difference_sd"))
          .isCloseTo(deviation(differences), within(1e-9));
      assertThat(row.getInt("accuracy_last_difference_pairs")).isEqualTo(2);
      assertThat(row.getDouble("accuracy_last_difference_low"))
          .isLessThanOrEqualTo(row.getDouble("accuracy_last_difference_mean"));
      assertThat(row.getDouble("accuracy_last_difference_high"))
          .isGreaterThanOrEqualTo(row.getDouble("accuracy_last_difference_mean"));
    }
    assertThat(table.stringColumn("normalized_unfinished").asList())
        .contains("1 diverged", "1 unreadable", "1 not run");
  }

  @Test
  void convergenceTableEqualsWhatTheRawFilesGive() throws IOException {
    ResultFixture fixture = ResultFixture.small();
    fixture.write(directory, Map.of());
    Report.write(directory);

    for (Row row : table("convergence.csv")) {
      double threshold = 0;
      for (ResultFixture.Run run : fixture.runs()) {
        if (run.model().equals(row.getString("model"))) {
          threshold = Math.max(threshold, Double.parseDouble(lastLine(run, "epochs.csv").get(3)));
        }
      }
      assertThat(row.getDouble("threshold_nats")).isCloseTo(threshold, within(1e-9));
      double area = 0;
      for (ResultFixture.Run run : fixture.runs()) {
        if (run.model().equals(row.getString("model"))
            && run.activation().equals(row.getString("base_activation"))) {
          List<String> lines =
              Files.readAllLines(directory.resolve("runs").resolve(run.id()).resolve("epochs.csv"));
          for (String line : lines.subList(1, lines.size())) {
            area += Double.parseDouble(List.of(line.split(",", -1)).get(3));
          }
        }
      }
      assertThat(row.getDouble("area_vanilla_mean"))
          .isCloseTo(area / (fixture.seeds() * fixture.epochs()), within(1e-9));
      assertThat(row.getDouble("steps_vanilla_mean"))
          .isBetween(
              (double) ResultFixture.STEPS_PER_EPOCH,
              (double) ResultFixture.STEPS_PER_EPOCH * fixture.epochs());
      assertThat(row.getDouble("steps_difference_mean")).isNegative();
    }
  }

  @Test
  void everyRunThatIsNotFinishedIsNamed() throws IOException {
    ResultFixture fixture = ResultFixture.small();
    fixture.write(directory, ResultFixture.FATES);
    Files.createDirectory(directory.resolve("runs/digits_cnn_old_s1_deadbeef"));
    ReportSummary summary = Report.write(directory);

    String html = page();
    String open = html.substring(html.indexOf("id=\"open\""), html.indexOf("id=\"accuracy\""));
    for (String key : ResultFixture.FATES.keySet()) {
      assertThat(open).contains(key);
      assertThat(summary.openRuns()).anyMatch(line -> line.startsWith(key));
    }
    assertThat(open)
        .contains("diverged", "failed", "unreadable", "partial", "not run")
        .contains("Epoch 2: The training loss is no number.")
        .contains("Out of memory: made up.")
        .contains("outcome.json is not valid JSON")
        .contains("runs/digits_cnn_old_s1_deadbeef")
        .doesNotContain(directory.toString());
    assertThat(summary.openRuns()).hasSize(ResultFixture.FATES.size());
    Table runs = table("runs.csv");
    assertThat(runs.rowCount()).isEqualTo(fixture.runs().size());
    assertThat(runs.stringColumn("state").countByCategory().rowCount()).isEqualTo(6);
  }

  @Test
  void sweepWithoutAnyRunYetIsReported() throws IOException {
    ResultFixture fixture = ResultFixture.small();
    fixture.write(directory, Map.of());
    try (Stream<Path> files = Files.walk(directory.resolve("runs"))) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    ReportSummary summary = Report.write(directory);
    assertThat(summary.openRuns()).hasSize(fixture.runs().size());
  }

  @Test
  void vanillaAloneIsReportedWithoutAComparison() throws IOException {
    new ResultFixture(List.of("digits"), List.of("cnn"), List.of("relu"), 2, 2, false, "Plain.")
        .write(directory, Map.of());
    Report.write(directory);
    assertThat(page())
        .contains("there is nothing to compare")
        .contains("not in the sweep")
        .contains("No finished run has a normalized layer.");
  }
}
