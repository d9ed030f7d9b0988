package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.report.ResultFixture.Fate;
import org.anact.results.ResultFormatException;
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
    assertThat(summary.openRuns()).isEmpty();
    assertThat(Table.read().csv(out.resolve("runs.csv").toFile()).rowCount()).isEqualTo(8);
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
    assertThat(summary.openRuns()).isEmpty();
    assertThat(Table.read().csv(out.resolve("runs.csv").toFile()).rowCount()).isEqualTo(4);
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

  private Path report() throws IOException {
    Path first = results("a", Map.of(), "cnn");
    return Report.write(List.of(first), folder.resolve("site")).page().getParent();
  }

  private void assertRefused(Path out, String... words) {
    assertThatThrownBy(() -> Report.write(List.of(folder.resolve("a")), out))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void fileBesideAReportIsNamedAndNotDeleted() throws IOException {
    Path site = report();
    Files.writeString(site.resolve("CNAME"), "example.org");
    Files.writeString(site.resolve("measured.csv"), "a");
    assertRefused(site, "site", "CNAME and 1 more", "move it elsewhere");
    assertThat(site.resolve("CNAME")).hasContent("example.org");
    assertThat(site.resolve("index.html")).exists();
    assertThatThrownBy(
            () -> Report.compare(folder.resolve("a"), folder.resolve("a"), Optional.of(site)))
        .isInstanceOf(ResultFormatException.class);
  }

  /** Else a report could not be made a second time. */
  @Test
  void everyFileOfAReportAndOfAComparisonMayBeReplaced() throws IOException {
    Path first = folder.resolve("a");
    ResultFixture fixture =
        new ResultFixture(
            List.of("digits"), List.of("cnn"), List.of("relu"), 2, 2, true, "Of everything.");
    fixture.write(first, Map.of("digits_cnn_nrelu_s2", Fate.DIVERGED));
    fixture.measure(first, 3);
    ResultFixture.anchor(first, "digits", "cnn", 70);
    new VariantRuns("anact", "centre", "false", 0.1).addTo(first);
    Path second = results("b", Map.of("digits_cnn_relu_s1", Fate.DIVERGED), "cnn");
    Path site = folder.resolve("site");
    Report.write(List.of(first), site);
    Files.writeString(site.resolve(".DS_Store"), "x");
    Report.compare(first, second, Optional.of(site));
    assertThat(site.resolve("differences.csv")).exists();
    Report.write(List.of(first), site);
    assertThat(site.resolve("ablation.csv")).exists();
    assertThat(site.resolve("signals.csv")).exists();
    assertThat(site.resolve("anchors.csv")).exists();
    assertThat(site.resolve("open-runs.csv")).exists();
  }

  @Test
  void pageThatIsNoTextIsNotReplaced() throws IOException {
    results("a", Map.of(), "cnn");
    Path out = Files.createDirectory(folder.resolve("old"));
    Files.write(
        out.resolve("index.html"),
        "ANAct report</title>\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(out, "old", "something else than a report");
    assertThat(out.resolve("index.html")).exists();
  }

  @Test
  void folderThatCannotBeWrittenIsWrongInput() throws IOException {
    results("a", Map.of(), "cnn");
    Path file = Files.writeString(folder.resolve("notes"), "x");
    assertRefused(file.resolve("report"), "cannot be written", "notes", "name another folder");
    assertRefused(file, "notes", "something else than a report");
    Path sealed = Files.createDirectory(folder.resolve("sealed"));
    assumeTrue(sealed.toFile().setWritable(false) && !Files.isWritable(sealed), "not as root");
    assertRefused(sealed.resolve("report"), "sealed", "access denied", "check its permissions");
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
