package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.anact.report.ResultFixture.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class MergedReportTest {
  @TempDir private Path folder;

  private Path results(String name, Map<String, Fate> fates, String... models) throws IOException {
    Path directory = folder.resolve(name);
    new ResultFixture(
            List.of("digits"), List.of(models), List.of("relu"), 2, 2, true, "Of " + name + ".")
        .write(directory, fates);
    return directory;
  }

  @Test
  void runsOfSeveralDirectoriesStandInOneReport() throws IOException {
    Path first = results("a", Map.of(), "cnn");
    Path second = results("b", Map.of(), "resnet");
    Path out = folder.resolve("both");
    ReportSummary summary = Report.write(List.of(first, second), out);
    assertThat(summary.finishedRuns()).isEqualTo(8);
    assertThat(
            Table.read().csv(out.resolve("accuracy.csv").toFile()).stringColumn("model").asList())
        .containsExactly("cnn", "resnet");
    assertThat(Files.readString(out.resolve("index.html"))).contains("Of a. Of b.");
    assertThat(first.resolve("report")).doesNotExist();
  }

  @Test
  void runInTwoDirectoriesIsNamedAndCountedOnce() throws IOException {
    Path first = results("a", Map.of("digits_cnn_relu_s1", Fate.PARTIAL), "cnn");
    Path second = results("b", Map.of(), "cnn");
    Path out = folder.resolve("both");
    ReportSummary summary = Report.write(List.of(first, second), out);
    assertThat(summary.plannedRuns()).isEqualTo(4);
    assertThat(summary.finishedRuns()).isEqualTo(4);
    String open = Files.readString(out.resolve("open-runs.csv"));
    assertThat(open)
        .contains("Counted from a (1), left out from b (2). Both have the same losses")
        .contains("Counted from b (2), left out from a (1). The one left out is partial.");
    assertThat(Table.read().csv(out.resolve("runs.csv").toFile()).rowCount()).isEqualTo(4);
  }

  @Test
  void directoryNamedTwiceIsRefused() throws IOException {
    Path first = results("a", Map.of(), "cnn");
    assertThatThrownBy(() -> Report.write(List.of(first, first), folder.resolve("out")))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("named twice");
  }

  @Test
  void folderWithSomethingElseInItIsNotReplaced() throws IOException {
    Path first = results("a", Map.of(), "cnn");
    Path out = Files.createDirectory(folder.resolve("thesis"));
    Files.writeString(out.resolve("chapter.tex"), "x");
    Files.writeString(out.resolve("index.html"), "<title>My page</title>");
    assertThatThrownBy(() -> Report.write(List.of(first), out))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("something else than a report");
    assertThat(out.resolve("chapter.tex")).exists();
  }

  @Test
  void markdownAndLatexHaveTheTablesOfThePage() throws IOException {
    Path first = results("a", Map.of(), "cnn");
    Report.write(first);
    String markdown = Files.readString(first.resolve("report/report.md"));
    assertThat(markdown)
        .contains("## Accuracy", "| Activation | cnn: vanilla (%) | cnn: normalized (%)")
        .contains("](charts/digits_cnn_training-loss_relu.svg)")
        .doesNotContain("NaN");
    String latex = Files.readString(first.resolve("report/latex/accuracy-digits.tex"));
    assertThat(latex)
        .contains("\\toprule", "\\midrule", "\\bottomrule", "\\multicolumn{5}{c}{cnn}")
        .contains("vanilla (\\%) & normalized (\\%)")
        .contains("$\\pm$");
    // One cell more than ampersands in every row.
    assertThat(latex.lines().filter(line -> line.startsWith("relu &")))
        .allMatch(line -> line.chars().filter(letter -> letter == '&').count() == 5);
  }
}
