package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.anact.results.ResultDirectory;
import org.anact.results.ResultReader;
import org.junit.jupiter.api.Test;

/** The published tables follow from the published records, and the README has their figures. */
final class PublishedResultsTest extends CommandTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PUBLISHED = ROOT.resolve("published");

  @Test
  void everyTableFollowsFromTheRecords() throws IOException {
    try (Stream<Path> published = Files.list(PUBLISHED)) {
      assertThat(published.filter(Files::isDirectory))
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
  }

  @Test
  void theReadmeHasTheTableOfQuick() throws IOException {
    Path report = PUBLISHED.resolve("quick/report");
    Map<String, String> rates = new HashMap<>();
    for (Map<String, String> row : rows(report.resolve("tuning.csv"))) {
      rates.put(row.get("model") + " " + row.get("arm"), row.get("chosen"));
    }
    String readme = Files.readString(ROOT.resolve("README.md"));
    List<Map<String, String>> rows = rows(report.resolve("accuracy.csv"));
    assertThat(rows).isNotEmpty();
    for (Map<String, String> row : rows) {
      assertThat(readme)
          .contains(
              "| %s | %s | %s (%s) | %s (%s) | %s | [%s, %s] | %s |"
                  .formatted(
                      row.get("model"),
                      row.get("base_activation"),
                      arm(row, "vanilla"),
                      rates.get(row.get("model") + " " + row.get("vanilla")),
                      arm(row, "normalized"),
                      rates.get(row.get("model") + " " + row.get("normalized")),
                      figure("%+.2f", row, "difference_mean"),
                      figure("%+.2f", row, "difference_low"),
                      figure("%+.2f", row, "difference_high"),
                      figure("%.2f", row, "difference_p")));
    }
  }

  private static String arm(Map<String, String> row, String side) {
    return figure("%.2f", row, side + "_mean") + " +/- " + figure("%.2f", row, side + "_sd");
  }

  private static String figure(String format, Map<String, String> row, String column) {
    return String.format(
        Locale.ROOT, format, Double.parseDouble(row.get("accuracy_last_" + column)));
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
