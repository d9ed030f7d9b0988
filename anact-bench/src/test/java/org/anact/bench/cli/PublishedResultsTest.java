package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.anact.results.ResultDirectory;
import org.anact.results.ResultReader;
import org.anact.results.SweepRecord;
import org.junit.jupiter.api.Test;

/** The published tables follow from the published records, and the README has their figures. */
final class PublishedResultsTest extends CommandTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PUBLISHED = ROOT.resolve("published");

  private static List<Path> published() throws IOException {
    try (Stream<Path> published = Files.list(PUBLISHED)) {
      return published.filter(Files::isDirectory).sorted().toList();
    }
  }

  @Test
  void everyTableFollowsFromTheRecords() throws IOException {
    assertThat(published())
        .isNotEmpty()
        .allSatisfy(
            results -> {
              assertThat(anact("reproduce", results.toString())).as(out.toString()).isZero();
              ResultDirectory read = ResultReader.read(results);
              assertThat(read.runs()).hasSize(read.entries().size());
              assertThat(read.runs().map(run -> run.provenance().gitCommit()).distinct())
                  .hasSize(1)
                  .noneMatch(commit -> commit.endsWith("-dirty"));
            });
  }

  @Test
  void theReadmeHasTheTableOfQuick() throws IOException {
    Tables quick = new Tables(PUBLISHED.resolve("quick/report"));
    String readme = Files.readString(ROOT.resolve("README.md"));
    for (Map<String, String> row : quick.accuracies()) {
      assertThat(readme)
          .contains(
              "| %s | %s | %s | %s | %s | [%s, %s] | %s |"
                  .formatted(
                      row.get("model"),
                      row.get("base_activation"),
                      quick.arm(row, "vanilla"),
                      quick.arm(row, "normalized"),
                      figure("%+.2f", row, "accuracy_last_difference_mean"),
                      figure("%+.2f", row, "accuracy_last_difference_low"),
                      figure("%+.2f", row, "accuracy_last_difference_high"),
                      figure("%.2f", row, "accuracy_last_difference_p")));
    }
  }

  /** The table that the README opens with, and what docs/results.md says of its cost. */
  @Test
  void readmeAndDocsHaveTheDecidedComparisons() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String docs = Files.readString(ROOT.resolve("docs/results.md"));
    for (Path results : published()) {
      if (!SweepRecord.read(results).untilDecided()) {
        continue;
      }
      Tables tuned = new Tables(results.resolve("report"));
      List<Map<String, String>> decisions = rows(tuned.report().resolve("decisions.csv"));
      assertThat(decisions).hasSameSizeAs(tuned.accuracies());
      for (int i = 0; i < decisions.size(); i++) {
        Map<String, String> row = decisions.get(i);
        String line =
            "| %s | %s | %s | %s | %s | %s | [%s, %s] | %s after %s pairs |"
                .formatted(
                    row.get("dataset"),
                    row.get("model"),
                    row.get("base_activation"),
                    tuned.arm(tuned.accuracies().get(i), "vanilla"),
                    tuned.arm(tuned.accuracies().get(i), "normalized"),
                    figure("%+.2f", row, "accuracy_last_difference_mean"),
                    figure("%+.2f", row, "confidence_low"),
                    figure("%+.2f", row, "confidence_high"),
                    row.get("decision"),
                    row.get("decision_pairs"));
        assertThat(readme).contains(line);
        assertThat(docs).contains(line);
        assertThat(docs)
            .contains(
                "| %s | %s | %s | %s |"
                    .formatted(
                        row.get("dataset"),
                        row.get("model"),
                        row.get("base_activation"),
                        figure("%.2f", row, "core_hours")));
      }
      for (Map<String, String> row : rows(tuned.report().resolve("equal-settings.csv"))) {
        assertThat(docs)
            .contains(
                "| %s | %s | %s | %s | %s | %s |"
                    .formatted(
                        row.get("model"),
                        row.get("base_activation"),
                        row.get("setting").replace("learningRate ", ""),
                        figure("%.2f", row, "validation_vanilla_mean"),
                        figure("%.2f", row, "validation_normalized_mean"),
                        figure("%+.2f", row, "validation_difference_mean")));
      }
    }
  }

  /** The tables of a published directory's report. */
  private record Tables(
      Path report, Map<String, String> rates, List<Map<String, String>> accuracies) {

    Tables(Path report) throws IOException {
      this(report, new HashMap<>(), new ArrayList<>());
      for (Map<String, String> row : rows(report.resolve("tuning.csv"))) {
        rates.put(row.get("model") + " " + row.get("arm"), row.get("chosen"));
      }
      accuracies.addAll(rows(report.resolve("accuracy.csv")));
      assertThat(accuracies).isNotEmpty();
    }

    String arm(Map<String, String> row, String side) {
      return "%s +/- %s (%s)"
          .formatted(
              figure("%.2f", row, "accuracy_last_" + side + "_mean"),
              figure("%.2f", row, "accuracy_last_" + side + "_sd"),
              rates.get(row.get("model") + " " + row.get(side)));
    }
  }

  private static String figure(String format, Map<String, String> row, String column) {
    return String.format(Locale.ROOT, format, Double.parseDouble(row.get(column)));
  }

  /** Reads a table without quoted cells. */
  private static List<Map<String, String>> rows(Path table) throws IOException {
    List<String> lines = Files.readAllLines(table);
    String[] names = lines.get(0).split(",", -1);
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(
            cells -> {
              Map<String, String> row = new HashMap<>();
              for (int i = 0; i < names.length; i++) {
                row.put(names[i], cells[i]);
              }
              return row;
            })
        .toList();
  }
}
