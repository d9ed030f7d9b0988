package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** The variances by depth: gradients of weights, and maps over the epochs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VarianceByDepthTest {
  private static final Pattern CELL = Pattern.compile("M([\\d.]+) ([\\d.]+)h([\\d.]+)v");
  private static final Pattern TEXT = Pattern.compile("<text[^>]*>([^<]*)</text>");

  private Path report;
  private Recomputed again;

  @BeforeAll
  void writeReport(@TempDir Path directory) throws IOException {
    ResultFixture fixture =
        new ResultFixture(
            List.of("digits"), List.of("cnn"), List.of("relu", "swish"), 4, 14, true, "By depth.");
    fixture.write(directory, Map.of());
    fixture.measure(directory, 5);
    Report.write(directory);
    report = directory.resolve("report");
    again = Recomputed.of(directory);
  }

  private String chart(String id) throws IOException {
    return Files.readString(report.resolve("charts/digits_cnn_" + id + ".svg"));
  }

  @Test
  void weightGradientsFollowTheirFiles() {
    Table table = again.table("weight-gradients");
    assertThat(table.rowCount()).isEqualTo(2 * 5);
    for (String layer : List.of("conv1", "conv4")) {
      Table rows = table.where(table.stringColumn("layer").isEqualTo(layer));
      again.check(rows, "log10_first", run -> weightGradient(run, layer, "1"));
      // Every tenth step of 14 epochs with 20 steps each.
      again.check(rows, "log10_last", run -> weightGradient(run, layer, "271"));
    }
  }

  private static double weightGradient(RawRun run, String layer, String step) {
    return run.weights().stream()
        .filter(row -> row.get("layer").equals(layer) && row.get("step").equals(step))
        .mapToDouble(row -> Math.log10(Double.parseDouble(row.get("var_weight_gradient"))))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void meansByStepTellTheirEpoch() {
    Table table = again.table("weights");
    Row row =
        table
            .where(
                table
                    .stringColumn("layer")
                    .isEqualTo("conv2")
                    .and(table.stringColumn("activation").isEqualTo("nrelu"))
                    .and(table.numberColumn("step").isEqualTo(31)))
            .row(0);
    assertThat(row.getInt("runs")).isEqualTo(4);
    Recomputed.close(row, "epoch", 1.5);
    Recomputed.close(
        row,
        "log10_var_weight_gradient",
        Recomputed.mean(
            again.figures("nrelu", run -> weightGradient(run, "conv2", "31")).values()));
  }

  @Test
  void weightGradientsStandInEveryFormOfTheReport() throws IOException {
    String page = Files.readString(report.resolve("index.html"));
    assertThat(page)
        .contains("id=\"table-weight-gradients-digits-cnn\"")
        .contains("id=\"digits_cnn_weight-gradient-by-depth_swish-title\"");
    double mean =
        Recomputed.mean(again.figures("swish", run -> weightGradient(run, "conv3", "1")).values());
    String shown = String.format(java.util.Locale.ROOT, "\u2212%.2f", -mean);
    assertThat(page).contains(">" + shown + " <small>\u00b1 ");
    assertThat(Files.readString(report.resolve("report.md")))
        .contains("| conv3 | swish | 3 | " + shown + " \u00b1 ")
        .contains("(charts/digits_cnn_weight-gradient-by-depth_swish.svg)");
    assertThat(report.resolve("latex/weight-gradients-digits-cnn.tex")).isNotEmptyFile();
  }

  /** 28 recorded steps, one each half epoch, are drawn two by two. */
  @Test
  void mapsLieOverEpochsAndFillTheTrainingTime() throws IOException {
    String map = chart("gradient-map_vanilla_relu");
    assertThat(TEXT.matcher(map).results().map(found -> found.group(1)))
        .contains("epoch", "0", "5", "10", "depth of the site")
        .doesNotContain("step");
    List<Double> starts =
        CELL.matcher(map)
            .results()
            .map(cell -> Double.valueOf(cell.group(1)))
            .distinct()
            .sorted()
            .toList();
    List<Double> widths =
        CELL.matcher(map).results().map(cell -> Double.valueOf(cell.group(3))).distinct().toList();
    assertThat(starts).hasSize(14);
    // The plot reaches from pixel 46 to 348.
    assertThat(starts.get(0)).isEqualTo(46);
    assertThat(starts.get(7)).isCloseTo(46 + 302 / 2.0, within(0.01));
    assertThat(widths).allSatisfy(width -> assertThat(width).isCloseTo(302 / 14.0, within(0.01)));
  }

  @Test
  void mapTellsEpochAndStepOfACell() throws IOException {
    assertThat(Files.readString(report.resolve("index.html")))
        .contains("\"epoch 0 (step 1), ratio ")
        .contains("\"epoch 13 (step 261), ratio ");
  }

  @Test
  void chartThatStandsAloneTellsItsSeriesAndTheOneOnThePageDoesNot() throws IOException {
    assertThat(TEXT.matcher(chart("weight-gradient-by-depth_relu")).results())
        .extracting(found -> found.group(1))
        .contains(
            "vanilla, first step",
            "vanilla, last step",
            "normalized, first step",
            "normalized, last step");
    assertThat(TEXT.matcher(chart("forward-map_normalized_relu")).results())
        .extracting(found -> found.group(1))
        .contains("below 0.01\u00d7", "0.71\u00d7 to 1.4\u00d7", "above 100\u00d7");
    assertThat(TEXT.matcher(Files.readString(report.resolve("index.html"))).results())
        .extracting(found -> found.group(1))
        .contains("depth of the layer")
        .doesNotContain("vanilla, first step", "below 0.01\u00d7");
  }

  @Test
  void everyTableThatThePageNamesAsItsSourceIsThereAndHasRows() throws IOException {
    List<String> sources =
        Pattern.compile("href=\"([^\"#/]+\\.csv)\"")
            .matcher(Files.readString(report.resolve("index.html")))
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    assertThat(sources).contains("weights.csv", "weight-gradients.csv", "signals.csv", "cost.csv");
    for (String source : sources) {
      assertThat(Files.readAllLines(report.resolve(source))).as(source).hasSizeGreaterThan(1);
    }
  }
}
