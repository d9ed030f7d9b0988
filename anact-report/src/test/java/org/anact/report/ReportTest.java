package org.anact.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.anact.results.ResultFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import tech.tablesaw.api.Table;

class ReportTest {
  @TempDir private Path directory;

  private String page() throws IOException {
    return Files.readString(directory.resolve("report/index.html"));
  }

  /** Lets all runs say that their data are not proven to be the published files. */
  private void proveNothing() throws IOException {
    List<Path> records;
    try (Stream<Path> files = Files.walk(directory)) {
      records = files.filter(file -> file.endsWith("run.json")).toList();
    }
    for (Path file : records) {
      String json = Files.readString(file);
      assertThat(json).contains("\"trainImages\"").doesNotContain("dataPublished");
      Files.writeString(
          file, json.replace("\"trainImages\"", "\"dataPublished\": false, \"trainImages\""));
    }
  }

  private Table table(String name) throws IOException {
    return Table.read().csv(directory.resolve("report").resolve(name).toFile());
  }

  @Test
  void pageLoadsNothingAndHoldsNoNumberThatIsNone() throws IOException {
    ResultFixture.small().write(directory, ResultFixture.FATES);
    proveNothing();
    Report.write(directory);

    String html = page();
    assertThat(html).contains("10 classes, not the published files)");
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
    ResultFixture.small().write(directory, ResultFixture.FATES);
    Report.write(directory);

    List<Path> charts;
    try (Stream<Path> files = Files.list(directory.resolve("report/charts"))) {
      charts = files.toList();
    }
    // For each of two models frontier and property, and for each of two activations loss,
    // accuracy, lambda, alpha and mu; of all of them differences and a profile.
    assertThat(charts).hasSize(2 * (2 + 2 * 5) + 2);
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
    ResultFixture.small().write(directory, ResultFixture.FATES);
    Report.write(directory);
    String first = page();
    // Older results do not say whether their data were proven.
    assertThat(first).doesNotContain("not the published files");
    Files.writeString(directory.resolve("report/latex/left-over.tex"), "x");
    Report.write(directory);
    assertThat(page()).isEqualTo(first);
    assertThat(directory.resolve("report/latex/left-over.tex")).doesNotExist();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("sweep.json", "runs", "partial", "report");
    }
  }

  @Test
  void sixSeedsMayShowADifferenceButNotWhereItIsNoise() throws IOException {
    new ResultFixture(
            List.of("digits"), List.of("cnn"), List.of("relu", "swish"), 6, 2, true, "Six.")
        .write(directory, Map.of());
    Report.write(directory);
    Table table = table("accuracy.csv");
    assertThat(table.stringColumn("base_activation").asList()).containsExactly("relu", "swish");
    assertThat(table.stringColumn("significance").asList())
        .containsExactly("shown", "not_significant");
    // Normalized Swish differs by noise alone, which an interval of six seeds may still exclude.
    assertThat(row("relu")).contains("<strong>+");
    assertThat(row("swish")).contains("sign-flip p above 0.05").doesNotContain("<strong>");
  }

  /** An activation's row of the first table of accuracies, as the page has it. */
  private String row(String activation) throws IOException {
    String html = page();
    String table = html.substring(html.indexOf("id=\"table-accuracy-digits\""));
    int start = table.indexOf(">" + activation + "<");
    return table.substring(start, table.indexOf("</tr>", start));
  }

  @Test
  void oneSeedHasADifferenceAndNoInterval() throws IOException {
    new ResultFixture(List.of("digits"), List.of("cnn"), List.of("relu"), 1, 1, true, "One.")
        .write(directory, Map.of());
    Report.write(directory);
    assertThat(page()).contains("one pair, no interval").doesNotContain("NaN");
    assertThat(table("accuracy.csv").row(0).isMissing("accuracy_last_difference_low")).isTrue();
  }

  @Test
  void runsOfSeveralRecipesAreNeverAveraged() throws IOException {
    ResultFixture fixture =
        new ResultFixture(List.of("digits"), List.of("cnn"), List.of("relu"), 2, 2, true, "Two.");
    fixture.write(directory, Map.of());
    for (ResultFixture.Run run : fixture.runs()) {
      if (run.seed() == 2) {
        Path file = directory.resolve("runs").resolve(run.id()).resolve("run.json");
        Files.writeString(
            file, Files.readString(file).replace("\"FAIR_UNIT_BEFORE_NORM\"", "\"HE\""));
      }
    }
    Report.write(directory);
    assertThat(table("accuracy.csv").stringColumn("variant").asList())
        .containsExactly("init=FAIR_UNIT_BEFORE_NORM", "init=HE");
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
  void hostileNamesAreMarkupInNoFile() throws IOException {
    String hostile = "=1+1 | <script>alert(1)</script> [x](y) \u6a21\u578b";
    ResultFixture fixture =
        new ResultFixture(List.of("digits"), List.of("cnn"), List.of("relu"), 2, 2, true, hostile);
    fixture.write(directory, Map.of());
    Path sweep = directory.resolve("sweep.json");
    Files.writeString(sweep, Files.readString(sweep).replace("\"cnn\"", "\"" + hostile + "\""));
    for (ResultFixture.Run run : fixture.runs()) {
      Path file = directory.resolve("runs").resolve(run.id()).resolve("run.json");
      Files.writeString(
          file,
          Files.readString(file)
              .replace("\"cnn\"", "\"" + hostile + "\"")
              .replace("Made-up CPU", hostile));
    }
    Report.write(directory);

    assertThat(page()).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
    String markdown = Files.readString(directory.resolve("report/report.md"));
    assertThat(markdown.replaceAll("(?s)````.*?````", ""))
        .doesNotContain("<script>", "[x](y)")
        .contains("=1+1 \\| \\<script\\>alert(1)\\</script\\> \\[x\\](y) \u6a21\u578b");
    try (Stream<Path> files = Files.walk(directory.resolve("report"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.toString();
        if (name.endsWith(".csv")) {
          assertThat(Files.readString(file)).doesNotContainPattern("(?m)(^|,)\"?\\s*=");
        } else if (name.endsWith(".tex")) {
          assertThat(Files.readString(file)).doesNotContain("<script>", "[x]");
        } else if (name.endsWith(".svg")) {
          assertThat(Files.readString(file)).doesNotContain("<script>");
        }
      }
    }
    assertThat(table("runs.csv").stringColumn("model").asList()).containsOnly("'" + hostile);
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
}
