package org.anact.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Head;
import org.anact.report.document.Facts;
import org.anact.report.document.Facts.Fact;
import org.anact.report.document.ReportDocument;
import org.anact.report.document.Section;
import org.anact.report.document.TableModel;
import org.anact.report.document.Text;
import org.anact.report.page.ReportPage;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** Names and machines may hold anything; no export reads it as markup, and all of them show it. */
class EscapeTest {
  /** What somebody may call a model, or a processor call itself. */
  static List<String> hostile() {
    return List.of(
        "plain name",
        "a|b||c",
        "`code` ``more`` ```",
        "<img src=x onerror=alert(1)>",
        "<!-- gone -->",
        "</script><script>alert(1)</script>",
        "&lt;b&gt; &amp; &#35; AT&T",
        "*strong* **strong** _em_ __init__ ~~gone~~",
        "[link](https://example.org/) ![image](x) [x]: y",
        "# heading",
        "### heading",
        "- item",
        "+ item",
        "* item",
        "-",
        "---",
        "***",
        "- - -",
        "===",
        "12. item",
        "3) item",
        "> quotation",
        "    indented",
        "two\n\nparagraphs",
        "row\r\n| a | b |",
        "back\\slash \\* \\| \\",
        "$x_1$ 100 % of #1 & {braces} ~ ^",
        "\\input{/etc/passwd} \\end{tabular}",
        "-- --- ?` !` ,, << >> \"quoted\"",
        "=1+1",
        "+SUM(A1)",
        "-2+3",
        "@now()",
        "=cmd|' /C calc'!A0",
        "\tindent",
        " =1+1",
        "\uff1d1+1",
        "M\u00fcller \u6a21\u578b \ud83d\ude80",
        "bell\u0007 escape\u001b[31m");
  }

  /** The page gives a cell's further lines elements of their own. */
  static Stream<String> hostileLines() {
    return hostile().stream().filter(name -> name.lines().count() == 1);
  }

  private static ReportDocument document(String name) {
    return new ReportDocument(
        name,
        name,
        name,
        List.of(
            new Section(
                "one",
                name,
                List.of(
                    Text.heading(name),
                    Text.paragraph(name),
                    new Text(Text.Style.NOTE, "", List.of(name, name)),
                    Text.bullets(List.of(name)),
                    Text.code(name),
                    new Facts(false, List.of(new Fact(name, name))),
                    table(name)))));
  }

  private static DataTable table(String name) {
    return new DataTable(
        "table",
        name,
        List.of("table.csv"),
        false,
        List.of(
            new Head("", name, false), new Head(name, name, true), new Head("", "style", false)),
        List.of(
            List.of(Cell.of(name), Cell.of("1").with(name), Cell.of(name, Cell.Style.CODE)),
            List.of(Cell.of(name, Cell.Style.STRONG), Cell.count(-5), Cell.of("end"))));
  }

  /** As GitHub shows it, without what only lays it out. */
  private static String rendered(String markdown) {
    List<org.commonmark.Extension> extensions =
        List.of(TablesExtension.create(), StrikethroughExtension.create());
    Parser parser = Parser.builder().extensions(extensions).build();
    return HtmlRenderer.builder().extensions(extensions).build().render(parser.parse(markdown));
  }

  private static String tags(String html) {
    return html.replaceAll(">[^<]*<", "><");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void markdownHasTheTagsOfAPlainNameAndItsText(String name) {
    String html = rendered(Markdown.of(document(name)));
    assertThat(tags(html)).isEqualTo(tags(rendered(Markdown.of(document("plain name")))));
    String shown =
        name.replaceAll("\\R+", " ")
            .replaceAll("\\p{Cc}", " ")
            .strip()
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
    assertThat(html)
        .contains("<h1>" + shown + "</h1>", "<p>" + shown + "</p>", "<li>" + shown + "</li>")
        .contains("<th>" + shown + "</th>", "<td>" + shown + "</td>", "<code>" + shown + "</code>");
  }

  @ParameterizedTest
  @MethodSource("hostileLines")
  void pageIsThatOfAPlainNameButForTheName(String name) throws Exception {
    String spelled =
        name.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
    String marked = ReportPage.of(document("\u2603"));
    assertThat(ReportPage.of(document(name))).isEqualTo(marked.replace("\u2603", spelled));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void latexHasTheCommandsOfAPlainName(String name) {
    String latex = LatexTable.of(table(name));
    assertThat(latex.lines().filter(line -> !line.startsWith("%")).count())
        .isEqualTo(LatexTable.of(table("plain name")).lines().count() - 1);
    String bare =
        Escape.latex(name)
            .replaceAll("\\\\(textbackslash|textasciitilde|textasciicircum|textless)\\{}", "")
            .replaceAll("\\\\(textgreater|textbar|textasciigrave|char34)\\{}", "")
            .replaceAll("\\\\[{}$&#_%]", "")
            .replaceAll("\\{[\\[\\]*]}", "")
            .replace("-{}", "-");
    assertThat(bare).doesNotContainPattern("[\\\\{}$&#_%~^<>|`\"\\[\\]*]|\\p{Cc}");
  }

  @Test
  void latexNamesWhatPdfLatexLacks() {
    assertThat(LatexTable.of(table("M\u00fcller \u6a21\u578b")))
        .contains("% needs LuaLaTeX or XeLaTeX", "\u6a21\u578b\n")
        .contains("M\u00fcller \u6a21\u578b &");
    assertThat(LatexTable.of(table("M\u00fcller \u03bb\u00b2\u03c1\u2032 \u2212 1 \u2192 2")))
        .doesNotContain("LuaLaTeX");
  }

  @Test
  void csvKeepsEveryTextAndNumber(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("hostile.csv");
    CsvTable.write(
        new TableModel<>(
            List.of(
                Column.text("name", name -> name),
                Column.text("NAME", name -> name.strip()),
                Column.count("count", name -> -name.length()),
                Column.number("number", name -> name.length() > 3 ? -0.5 : Double.NaN)),
            hostile()),
        file);
    Table table = Table.read().csv(file.toFile());
    assertThat(table.columnNames()).containsExactly("name", "NAME_", "count", "number");
    // Tablesaw trims cells.
    assertThat(table.stringColumn(0).asList())
        .containsExactlyElementsOf(
            hostile().stream().map(name -> Escape.spreadsheet(name).strip()).toList());
    assertThat(Files.readString(file)).contains(",-5,-0.5").doesNotContain("'-5", "NaN");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void spreadsheetComputesNothing(String text) {
    String cell = Escape.spreadsheet(text);
    assertThat(cell.strip()).doesNotContainPattern("^[=+\\-@\uff1d]");
    assertThat(cell).endsWith(text).hasSizeBetween(text.length(), text.length() + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-0.5", "+1.4", "-1e-05", "-.5", "0.1", "more than +1.2", "", "2026-11-26"})
  void numbersAndWordsStayInASpreadsheet(String text) {
    assertThat(Escape.spreadsheet(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-0.5", "+1.4", "0.9", "1,000", "\u2212 0.5", "(points)", "v1.2.3", "SGD-M"})
  void ordinaryWordsStayInMarkdown(String text) {
    assertThat(Escape.markdownLine(text)).isEqualTo(text);
  }

  @Test
  void tablesOfTheSameIdKeepFilesOfTheirOwn() {
    ReportDocument document =
        new ReportDocument(
            "", "", "", List.of(new Section("one", "", List.of(table("a"), table("b")))));
    assertThat(document.tables()).extracting(DataTable::id).containsExactly("table", "table-2");
  }
}
