package org.anact.report.export;

import java.util.List;
import java.util.stream.Collectors;
import org.anact.report.document.Block;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Head;
import org.anact.report.document.Facts;
import org.anact.report.document.Figure;
import org.anact.report.document.ReportDocument;
import org.anact.report.document.Section;
import org.anact.report.document.Text;
import org.anact.report.plot.ChartImage;

/** The report as Markdown, with the charts as links to their files. */
public final class Markdown {
  private Markdown() {}

  /** Returns a report as GitHub reads it. */
  public static String of(ReportDocument document) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(Escape.markdown(document.title())).append("\n\n");
    if (!document.lead().isBlank()) {
      text.append(Escape.markdownLine(document.lead())).append("\n\n");
    }
    text.append("**").append(Escape.markdown(document.headline())).append("**\n\n");
    for (Section section : document.sections()) {
      text.append("## ").append(Escape.markdown(section.title())).append("\n\n");
      section.blocks().forEach(block -> text.append(block(block)));
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String block(Block block) {
    if (block instanceof Text text) {
      return text(text);
    }
    if (block instanceof Facts facts) {
      return facts.facts().stream()
              .map(
                  fact ->
                      "- "
                          + Escape.markdownLine(fact.term())
                          + ": "
                          + Escape.markdown(fact.text())
                          + "\n")
              .collect(Collectors.joining())
          + "\n";
    }
    if (block instanceof DataTable table) {
      return table(table);
    }
    return figure((Figure) block);
  }

  private static String text(Text text) {
    return switch (text.style()) {
      case HEADING -> "### " + Escape.markdown(text.lines().get(0)) + "\n\n";
      case PARAGRAPH ->
          text.lines().stream()
              .map(line -> Escape.markdownLine(line) + "\n\n")
              .collect(Collectors.joining());
      case NOTE ->
          text.lines().stream()
                  .map(line -> "> " + Escape.markdownLine(line) + "\n")
                  .collect(Collectors.joining(">\n"))
              + "\n";
      case BULLETS ->
          text.lines().stream()
                  .map(line -> "- " + Escape.markdownLine(line) + "\n")
                  .collect(Collectors.joining())
              + "\n";
      case CODE -> Escape.markdownBlock(text.lines().get(0)) + "\n";
    };
  }

  private static String table(DataTable table) {
    StringBuilder text = new StringBuilder();
    text.append("**")
        .append(Escape.markdown(table.caption()))
        .append("** (")
        .append(String.join(", ", table.source()))
        .append(")\n\n");
    text.append(row(table.columns().stream().map(Markdown::heading).toList()));
    text.append(
        row(table.columns().stream().map(column -> column.number() ? "---:" : "---").toList()));
    for (List<Cell> cells : table.rows()) {
      text.append(row(cells.stream().map(Markdown::cell).toList()));
    }
    return text.append('\n').toString();
  }

  private static String heading(Head column) {
    String label = column.group().isEmpty() ? "" : column.group() + ": ";
    return Escape.markdown(label + column.label());
  }

  private static String cell(Cell cell) {
    String value =
        switch (cell.style()) {
          case STRONG -> "**" + Escape.markdown(cell.text()) + "**";
          case CODE -> Escape.markdownCode(cell.text());
          case PLAIN, OPEN -> Escape.markdown(cell.text());
        };
    return cell.detail().isEmpty() ? value : value + " " + Escape.markdown(cell.detail());
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String figure(Figure figure) {
    StringBuilder text = new StringBuilder(Escape.markdownLine(figure.caption()));
    text.append(" (").append(String.join(", ", figure.source())).append(")\n\n");
    for (ChartImage chart : figure.charts()) {
      text.append("![")
          .append(Escape.markdown(chart.title()))
          .append("](charts/")
          .append(chart.id())
          .append(".svg)\n");
    }
    return text.append('\n').toString();
  }
}
