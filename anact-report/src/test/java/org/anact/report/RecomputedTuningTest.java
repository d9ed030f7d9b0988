package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.anact.report.change.SweepChange;
import org.anact.report.export.Markdown;
import org.anact.results.decision.DecisionRule;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** The tables of a tuned sweep that adds seeds, from the raw files by plain arithmetic. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecomputedTuningTest {
  private static final DecisionRule RULE = new DecisionRule(6, TunedFixture.SEEDS, 0.05, 0.2);
  private static final double OWN = 0.02;

  /** A run's configuration and accuracy in percent; a diverged one has that of chance. */
  private record Raw(String base, boolean normalized, double rate, long seed, double percent) {}

  private Path directory;
  private final List<Raw> trials = new ArrayList<>();
  private final List<Raw> finals = new ArrayList<>();

  @BeforeAll
  void writeReport(@TempDir Path folder) throws IOException {
    directory = folder;
    new TunedFixture(List.of("cnn"), List.of("relu", "swish"), false, true).write(directory);
    Report.write(directory);
    try (Stream<Path> runs = Files.list(directory.resolve("runs"))) {
      for (Path run : (Iterable<Path>) runs::iterator) {
        JsonNode config = json(run.resolve("run.json")).get("config");
        JsonNode outcome = json(run.resolve("outcome.json"));
        (config.has("validation") ? trials : finals)
            .add(
                new Raw(
                    config.get("baseActivation").asText(),
                    config.get("normalized").asBoolean(),
                    config.get("recipe").get("learningRate").asDouble(),
                    config.get("seed").asLong(),
                    outcome.get("status").asText().equals("DIVERGED")
                        ? 10
                        : 100 * outcome.get("finalTestAccuracy").asDouble()));
      }
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private Table table(String name) {
    return Table.read().csv(directory.resolve("report").resolve(name + ".csv").toFile());
  }

  private String markdown() throws IOException {
    return Files.readString(directory.resolve("report/report.md"));
  }

  /** Mean validation accuracy by rate. */
  private Map<Double, Double> means(String base, boolean normalized) {
    Map<Double, List<Double>> all = new TreeMap<>();
    for (Raw trial : trials) {
      if (trial.base.equals(base) && trial.normalized == normalized) {
        all.computeIfAbsent(trial.rate, unused -> new ArrayList<>()).add(trial.percent);
      }
    }
    Map<Double, Double> means = new TreeMap<>();
    all.forEach((rate, values) -> means.put(rate, Recomputed.mean(values)));
    return means;
  }

  private static double best(Map<Double, Double> means) {
    return means.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  @Test
  void choiceAndRangeFollowTheTrials() {
    Table table = table("tuning");
    assertThat(table.rowCount()).isEqualTo(4);
    for (Row row : table) {
      boolean normalized = row.getString("arm").startsWith("n");
      String base = normalized ? row.getString("arm").substring(1) : row.getString("arm");
      Map<Double, Double> means = means(base, normalized);
      double best = best(means);
      assertThat(row.getNumber("chosen")).isEqualTo(best);
      Recomputed.close(row, "validation_percent_mean", means.get(best));
      assertThat(row.getInt("validation_percent_n")).isEqualTo(TunedFixture.TRIAL_SEEDS.size());
      assertThat(row.getInt("trials")).isEqualTo(10);
      assertThat(row.getInt("diverged")).isEqualTo(normalized ? 2 : 0);
      // No valley lies between good values here.
      List<Double> good =
          means.keySet().stream().filter(rate -> means.get(rate) >= means.get(best) - 1).toList();
      Recomputed.close(row, "range_low", good.get(0));
      Recomputed.close(row, "range_high", good.get(good.size() - 1));
    }
  }

  @Test
  void equalSettingsFollowTheTrials() {
    Table table = table("equal-settings");
    assertThat(table.rowCount()).isEqualTo(2 * TunedFixture.RATES.size());
    for (Row row : table) {
      String base = row.getString("base_activation");
      double rate = Double.parseDouble(row.getString("setting").replace("learningRate ", ""));
      Recomputed.close(
          row,
          "validation_difference_mean",
          means(base, true).get(rate) - means(base, false).get(rate));
      assertThat(row.getInt("validation_difference_pairs")).isEqualTo(2);
    }
  }

  @Test
  void wordsSayWhatIsLeftOfTheDifferenceAtTheGridsOwnRate() throws IOException {
    for (String base : List.of("relu", "swish")) {
      Map<Double, Double> vanilla = means(base, false);
      Map<Double, Double> normalized = means(base, true);
      double equal = normalized.get(OWN) - vanilla.get(OWN);
      double tuned = normalized.get(best(normalized)) - vanilla.get(best(vanilla));
      String row =
          markdown()
              .lines()
              .filter(one -> one.startsWith("| cnn | " + base + " | "))
              .toList()
              .stream()
              .filter(one -> one.contains("the grid\u2019s own"))
              .findFirst()
              .orElseThrow();
      assertThat(row)
          .contains(
              String.format(
                  Locale.ROOT,
                  "%+.2f on the validation share (2 seeds) with both at learningRate 0.02",
                  equal))
          .contains(
              String.format(
                  Locale.ROOT,
                  "%+.2f on the validation share (2 seeds) with vanilla at learningRate 0.2",
                  tuned))
          .contains("| " + Math.round(100 * tuned / equal) + " % of it is left |");
    }
    assertThat(markdown()).contains("not on the test set").doesNotContain("not complete");
  }

  @Test
  void decisionsAreThoseOfTheRuleAndTheBoundOfAllCells() {
    Table table = table("decisions");
    double[] eValues = new double[table.rowCount()];
    for (Row row : table) {
      double[] differences = new double[TunedFixture.SEEDS];
      for (Raw run : finals) {
        if (run.base.equals(row.getString("base_activation"))) {
          differences[(int) run.seed - 1] += (run.normalized ? 1 : -1) * run.percent;
        }
      }
      var decision = RULE.decide(differences);
      assertThat(row.getString("decision")).isEqualTo(decision.verdict().words());
      assertThat(row.getInt("decision_pairs")).isEqualTo(decision.pairs());
      assertThat(row.getDouble("e_value")).isCloseTo(decision.eValue(), within(1e-9));
      eValues[row.getRowNumber()] = decision.eValue();
    }
    // Of two cells: both at 1 / alpha, or one at 2 / alpha.
    double lower = Math.min(eValues[0], eValues[1]);
    double bound = lower >= 20 ? 20 : 40;
    for (Row row : table) {
      assertThat(row.getBoolean("e_bh")).isEqualTo(eValues[row.getRowNumber()] >= bound);
    }
  }

  /** Of tuned arms the accuracy table has the final runs alone. */
  @Test
  void finalRunsOfDifferentRatesArePairsAndTrialsAreNone() {
    for (Row row : table("accuracy")) {
      assertThat(row.getInt("accuracy_last_difference_pairs")).isEqualTo(TunedFixture.SEEDS);
      double sum = 0;
      for (Raw run : finals) {
        if (run.base.equals(row.getString("base_activation"))) {
          sum += (run.normalized ? 1 : -1) * run.percent;
        }
      }
      Recomputed.close(row, "accuracy_last_difference_mean", sum / TunedFixture.SEEDS);
      assertThat(row.getString("variant")).isEmpty();
    }
    assertThat(table("runs").rowCount()).isEqualTo(finals.size());
    assertThat(table("trials").rowCount()).isEqualTo(trials.size());
    assertThat(table("epochs").intColumn("seed").asList())
        .allMatch(seed -> seed <= TunedFixture.SEEDS);
  }

  @Test
  void pageSaysHowMuchOfThePlanIsTrials() throws IOException {
    assertThat(markdown())
        .contains("40 of 68 planned runs (59 %): 36 finished, 4 diverged")
        .contains(
            "Budgets are equal: both arms of a comparison have the same number of trials, 10");
  }

  @Test
  void unfinishedTuningIsSaidAndWhatThereIsIsShown(@TempDir Path folder) throws IOException {
    new TunedFixture(List.of("cnn"), List.of("relu", "swish"), false, false).write(folder);
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      for (Path run : runs.toList()) {
        String id = run.getFileName().toString();
        if (!id.contains("_r") || id.contains("nswish_r0.4")) {
          PathUtils.delete(run);
        }
      }
    }
    ReportSummary summary = Report.write(folder);
    String markdown = Files.readString(folder.resolve("report/report.md"));
    assertThat(markdown)
        .contains("Tuning is not complete: 2 trials have not ended.")
        .contains("no pair of final runs yet");
    assertThat(folder.resolve("report/tuning.csv")).isNotEmptyFile();
    assertThat(folder.resolve("report/charts").toFile().list())
        .anyMatch(name -> name.contains("sensitivity"));
    assertThat(summary.openRuns()).anyMatch(line -> line.contains("nswish_r0.4_s101: not run"));
  }

  @Test
  void comparisonOfSweepsMatchesTrialsWithTrialsAndLeavesThemOut(@TempDir Path folder)
      throws IOException {
    Path other = folder.resolve("other");
    new TunedFixture(List.of("cnn"), List.of("relu", "swish"), false, false).write(other);
    Path out = folder.resolve("out");
    SweepChange change = Report.compare(directory, other, Optional.of(out));
    assertThat(change.changed()).isFalse();
    assertThat(Markdown.of(change.document()))
        .contains("68 runs are in both sweeps", "40 of the former are trials", "leave out");
    for (Row row : Table.read().csv(out.resolve("differences.csv").toFile())) {
      assertThat(row.getInt("difference_pairs")).isEqualTo(TunedFixture.SEEDS);
    }
  }
}
