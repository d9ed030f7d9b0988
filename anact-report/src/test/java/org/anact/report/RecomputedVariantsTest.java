package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Claims and aggregates of a sweep with ablations that lose, from the raw files once more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecomputedVariantsTest {
  private static final int SEEDS = 7;
  private static final int LAST = 2;

  private Path directory;
  private Recomputed again;

  @BeforeAll
  void writeReport(@TempDir Path folder) throws IOException {
    directory = folder;
    sweep(folder, SEEDS);
    new VariantRuns("anact", "centre", "false", 0.3).addTo(folder);
    new VariantRuns("recipe", "init", "HE", 0.2).addTo(folder);
    Report.write(folder);
    again = Recomputed.of(folder);
  }

  private static void sweep(Path folder, int seeds) throws IOException {
    ResultFixture fixture =
        new ResultFixture(
            List.of("digits"), List.of("cnn"), List.of("relu"), seeds, LAST + 1, true, "Variants.");
    fixture.write(folder, Map.of());
    fixture.measure(folder, 4);
  }

  private String claim(int number, String column) {
    return again.table("claims").stringColumn(column).get(number - 1);
  }

  @Test
  void aggregateHasOneTaskAndEachVanillaRunOnce() {
    Row row = again.table("aggregate").row(0);
    assertThat(again.table("accuracy").rowCount()).isEqualTo(4);
    assertThat(row.getInt("tasks")).isEqualTo(1);
    assertThat(row.getInt("seeds")).isEqualTo(SEEDS);
    assertThat(row.getInt("tasks_left_out")).isZero();
    Recomputed.close(row, "iqm_vanilla_percent", middle("relu"));
    Recomputed.close(row, "iqm_difference_points", middle("nrelu") - middle("relu"));
  }

  /** Of seven scores one falls out at either end. */
  private double middle(String activation) {
    List<Double> scores =
        new ArrayList<>(again.figures(activation, run -> run.accuracies()[LAST]).values());
    scores.sort(null);
    return Recomputed.mean(scores.subList(1, SEEDS - 1));
  }

  @Test
  void ablationsThatLoseDoNotSpeakAgainstTheClaims() {
    Map<Integer, Double> vanilla = again.figures("relu", run -> run.accuracies()[LAST]);
    Map<Integer, Double> normalized = again.figures("nrelu", run -> run.accuracies()[LAST]);
    // All differences on one side, which makes p = 2 / 2^7.
    assertThat(vanilla).hasSize(SEEDS);
    vanilla.forEach((seed, value) -> assertThat(normalized.get(seed)).isGreaterThan(value));
    Table table = again.table("accuracy");
    assertThat(table.where(table.numberColumn("accuracy_last_difference_mean").isNegative()))
        .isNotEmpty();
    assertThat(claim(4, "The runs say")).isEqualTo("supported");
    assertThat(claim(4, "Because"))
        .contains("1 of 1 comparisons", "1 shown in favour, 0 shown against", "3 comparisons are")
        .contains("ablations");

    Map<Integer, Double> spread = again.figures("relu", Recomputed::spread);
    again
        .figures("nrelu", Recomputed::spread)
        .forEach((seed, value) -> assertThat(value).isLessThan(spread.get(seed)));
    assertThat(claim(2, "The runs say")).isEqualTo("supported");
    assertThat(claim(2, "Because")).contains("1 of 1 comparisons", "3 comparisons are left out");
  }

  @Test
  void sevenSeedsAreEnoughForTheRankCorrelation() {
    assertThat(claim(3, "The runs say")).isEqualTo("supported");
    // Vanilla, normalized and the layer's ablation, each with seven seeds.
    assertThat(claim(3, "Because")).contains("21 runs of 7 seeds", "Left out", "init=HE");
    for (Row row : again.table("correlations")) {
      assertThat(row.getInt("seeds")).isEqualTo(SEEDS);
    }
  }

  @Test
  void headlineAndSectionSayWhatIsLeftOut() throws IOException {
    String markdown = Files.readString(directory.resolve("report/report.md"));
    assertThat(markdown).contains("Of 1 comparison of an activation", "3 comparisons are left out");
    String across = markdown.substring(markdown.indexOf("### Across cells"));
    assertThat(across.lines().limit(4)).anyMatch(line -> line.contains("they are ablations"));
  }

  /** Nine runs of three seeds differ by arm alone. */
  @Test
  void manyRunsOfFewSeedsAreUnderpowered(@TempDir Path few) throws IOException {
    sweep(few, 3);
    new VariantRuns("anact", "centre", "false", 0).addTo(few);
    Report.write(few);
    Recomputed three = Recomputed.of(few);
    assertThat(three.runs().size()).isEqualTo(9);
    Table claims = three.table("claims");
    assertThat(claims.stringColumn("The runs say").get(2)).isEqualTo("underpowered");
    assertThat(claims.stringColumn("Rule").get(2)).contains("at least 6 seeds");
  }

  @Test
  void sweepOfAnAblationAloneTestsNoClaimAboutNormalization(@TempDir Path alone)
      throws IOException {
    sweep(alone, SEEDS);
    for (ResultFixture.Run run : runs()) {
      Path file = alone.resolve("runs").resolve(run.id()).resolve("run.json");
      String json = Files.readString(file);
      assertThat(json).contains("\"FAIR_UNIT_BEFORE_NORM\"");
      Files.writeString(file, json.replace("\"FAIR_UNIT_BEFORE_NORM\"", "\"HE\""));
    }
    Report.write(alone);
    Table claims = Recomputed.of(alone).table("claims");
    for (int claim = 2; claim <= 4; claim++) {
      assertThat(claims.stringColumn("The runs say").get(claim - 1)).isEqualTo("not tested");
    }
    assertThat(claims.stringColumn("Because").get(3))
        .contains("1 comparison is left out", "no pair for relu in cnn on digits");
    assertThat(Files.readString(alone.resolve("report/report.md")))
        .contains("### Across cells\n\n1 comparison is left out");
    assertThat(alone.resolve("report/aggregate.csv")).doesNotExist();
  }

  private static List<ResultFixture.Run> runs() {
    return new ResultFixture(
            List.of("digits"), List.of("cnn"), List.of("relu"), SEEDS, LAST + 1, true, "Variants.")
        .runs();
  }
}
