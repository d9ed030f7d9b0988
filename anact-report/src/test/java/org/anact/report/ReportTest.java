package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.anact.report.ResultFixture.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class ReportTest {
  private static final Map<String, Fate> FATES =
      Map.of(
          "digits_cnn_nrelu_s1", Fate.DIVERGED,
          "digits_cnn_swish_s2", Fate.FAILED,
          "digits_resnet_nrelu_s3", Fate.CORRUPT,
          "digits_resnet_swish_s1", Fate.PARTIAL,
          "digits_resnet_nswish_s1", Fate.MISSING);

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
    return Splitter.on(',').splitToList(lines.get(lines.size() - 1));
  }

  /** Percent by seed for the finished runs, straight from epochs.csv. */
  private List<Double> accuracies(ResultFixture fixture, String model, String activation)
      throws IOException {
    List<Double> result = new ArrayList<>();
    for (ResultFixture.Run run : fixture.runs()) {
      if (run.model().equals(model) && run.activation().equals(activation)) {
        boolean finished = FATES.keySet().stream().noneMatch(key -> run.id().startsWith(key));
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
    fixture.write(directory, FATES);
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
            area += Double.parseDouble(Splitter.on(',').splitToList(line).get(3));
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
    fixture.write(directory, FATES);
    Files.createDirectory(directory.resolve("runs/digits_cnn_old_s1_deadbeef"));
    ReportSummary summary = Report.write(directory);

    String html = page();
    String open = html.substring(html.indexOf("id=\"open\""), html.indexOf("id=\"accuracy\""));
    for (String key : FATES.keySet()) {
      assertThat(open).contains(key);
      assertThat(summary.openRuns()).anyMatch(line -> line.startsWith(key));
    }
    assertThat(open)
        .contains("diverged", "failed", "unreadable", "partial", "not run")
        .contains("Epoch 2: The training loss is no number.")
        .contains("Out of memory: made up.")
        .contains("outcome.json is no valid JSON")
        .contains("runs/digits_cnn_old_s1_deadbeef")
        .doesNotContain(directory.toString());
    assertThat(summary.finishedRuns()).isEqualTo(fixture.runs().size() - FATES.size());
    assertThat(summary.plannedRuns()).isEqualTo(fixture.runs().size());
    Table runs = table("runs.csv");
    assertThat(runs.rowCount()).isEqualTo(fixture.runs().size());
    assertThat(runs.stringColumn("state").countByCategory().rowCount()).isEqualTo(6);
  }

  @Test
  void pageLoadsNothingAndHoldsNoNumberThatIsNone() throws IOException {
    ResultFixture.small().write(directory, FATES);
    Report.write(directory);

    String html = page();
    assertThat(html).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(Pattern.compile("(?:src|href|url)\\s*[=(]\\s*[\"']?\\w*:?//").matcher(html).find())
        .isFalse();
    assertThat(html).contains("This is a small run").contains("underpowered");
    assertThat(html).doesNotContain("<strong>+").doesNotContain("<strong>\u2212");
    List<String> ids =
        Pattern.compile(" id=\"([^\"]*)\"").matcher(html).results().map(m -> m.group(1)).toList();
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void chartsAreXmlWithRealTextAndAnAlternative() throws Exception {
    ResultFixture.small().write(directory, FATES);
    Report.write(directory);

    List<Path> charts;
    try (Stream<Path> files = Files.list(directory.resolve("report/charts"))) {
      charts = files.toList();
    }
    // For each of two models differences, frontier and property, and for each of two activations
    // loss, accuracy, lambda, alpha and mu; one profile.
    assertThat(charts).hasSize(2 * (3 + 2 * 5) + 1);
    for (Path chart : charts) {
      Element root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(chart.toFile())
              .getDocumentElement();
      assertThat(root.getAttribute("role")).isEqualTo("img");
      assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
      assertThat(root.getElementsByTagName("desc").item(0).getTextContent()).contains("n");
      // Heading, at least one axis title and ticks; outlines of letters would be paths instead.
      assertThat(root.getElementsByTagName("text").getLength()).isGreaterThan(4);
      assertThat(Files.readString(chart)).doesNotContain("NaN").doesNotContain("rgb(");
      assertThat(Files.size(chart)).isLessThan(40_000);
    }
  }

  @Test
  void reportIsTheSameEachTimeAndReplacesTheFormerOne() throws IOException {
    ResultFixture.small().write(directory, FATES);
    Report.write(directory);
    String first = page();
    Files.writeString(directory.resolve("report/left-over.txt"), "x");
    Report.write(directory);
    assertThat(page()).isEqualTo(first);
    assertThat(directory.resolve("report/left-over.txt")).doesNotExist();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("sweep.json", "runs", "partial", "report");
    }
  }

  @Test
  void sixSeedsMayShowADifferenceButNotWhereItIsNoise() throws IOException {
    new ResultFixture(
            List.of("digits"), List.of("cnn"), List.of("relu", "swish"), 8, 2, true, "Eight.")
        .write(directory, Map.of());
    Report.write(directory);
    Table table = table("accuracy.csv");
    assertThat(table.stringColumn("verdict").get(0)).isEqualTo("shown");
    assertThat(page()).contains("<strong>+");
  }

  @Test
  void oneSeedHasADifferenceAndNoInterval() throws IOException {
    new ResultFixture(List.of("digits"), List.of("cnn"), List.of("relu"), 1, 1, true, "One.")
        .write(directory, Map.of());
    ReportSummary summary = Report.write(directory);
    assertThat(page()).contains("one pair, no interval").doesNotContain("NaN");
    assertThat(summary.accuracyTable()).contains("relu");
    assertThat(table("accuracy.csv").row(0).isMissing("accuracy_last_difference_low")).isTrue();
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
    assertThat(summary.finishedRuns()).isZero();
    assertThat(summary.openRuns()).hasSize(fixture.runs().size());
  }

  @Test
  void runsOfSeveralRecipesAreNeverAveraged() throws IOException {
    ResultFixture fixture =
        new ResultFixture(List.of("digits"), List.of("cnn"), List.of("relu"), 2, 2, true, "Two.");
    fixture.write(directory, Map.of());
    for (ResultFixture.Run run : fixture.runs()) {
      if (run.seed() == 2) {
        Path file = directory.resolve("runs").resolve(run.id()).resolve("run.json");
        Files.writeString(file, Files.readString(file).replace("\"matched\"", "\"he\""));
      }
    }
    Report.write(directory);
    assertThat(table("accuracy.csv").stringColumn("variant").asList())
        .containsExactly("init=matched", "init=he");
  }

  @Test
  void descriptionIsEscaped() throws IOException {
    String hostile = "</title><script>alert(1)</script>&\"'";
    new ResultFixture(List.of("digits"), List.of("cnn"), List.of("relu"), 1, 1, true, hostile)
        .write(directory, Map.of());
    Report.write(directory);
    assertThat(page()).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
  }

  @Test
  void publishedResultsStandBesideTheModelsOfTheSweep() throws IOException {
    new ResultFixture(List.of("digits"), List.of("cnn"), List.of("relu"), 1, 1, true, "x")
        .write(directory, Map.of());
    ResultFixture.anchor(directory, "digits", "cnn", 75.614);
    ResultFixture.anchor(directory, "digits", "absent", 70.5);
    ResultFixture.anchor(directory, "letters", "cnn", 60.5);
    Report.write(directory);
    assertThat(page())
        .contains("75.61", ">example.org/cnn</td>", "200 epochs &lt;of&gt; SGD")
        .doesNotContain(">example.org/absent</td>", ">70.50</td>", ">60.50</td>");
  }

  @Test
  void directoryThatIsNoneIsRefusedByName() throws IOException {
    Path missing = directory.resolve("nowhere");
    assertThatThrownBy(() -> Report.write(missing))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> Report.write(directory))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("sweep.json is missing");
    assertThat(directory.resolve("report")).doesNotExist();
  }

  @Test
  void sweepOfAnotherVersionIsRefused() throws IOException {
    ResultFixture.small().write(directory, Map.of());
    Path sweep = directory.resolve("sweep.json");
    Files.writeString(
        sweep, Files.readString(sweep).replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));
    assertThatThrownBy(() -> Report.write(directory))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("sweep.json")
        .hasMessageContaining("'formatVersion' is 2");
  }

  @Test
  void terminalTableFitsAHundredColumnsOfAscii() throws IOException {
    ResultFixture.small().write(directory, FATES);
    String table = Report.write(directory).accuracyTable();
    assertThat(table.lines()).allMatch(line -> line.length() <= 100);
    assertThat(table).matches("[\\x20-\\x7e\\n]*");
  }
}
