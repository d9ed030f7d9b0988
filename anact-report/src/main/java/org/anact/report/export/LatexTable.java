package org.anact.report.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Group;
import org.anact.report.document.DataTable.Head;

/** A table as LaTeX, with the rules of the package booktabs. */
public final class LatexTable {
  private LatexTable() {}

  /** Returns a {@code table} environment; a comment names the characters that pdfLaTeX lacks. */
  public static String of(DataTable table) {
    StringBuilder text = new StringBuilder();
    text.append("% needs \\usepackage{booktabs}; the numbers in full: ")
        .append(String.join(", ", table.source()));
    String foreign = Escape.beyondPdfLatex(words(table));
    if (!foreign.isEmpty()) {
      text.append("\n% needs LuaLaTeX or XeLaTeX, and a font that has these: ").append(foreign);
    }
    text.append("\n\\begin{table}\n\\centering\n\\caption{")
        .append(Escape.latex(table.caption()))
        .append("}\n\\label{tab:")
        .append(table.id())
        .append("}\n\\begin{tabular}{")
        .append(
            table.columns().stream()
                .map(column -> column.number() ? "r" : table.words() ? "p{0.2\\linewidth}" : "l")
                .collect(Collectors.joining()))
        .append("}\n\\toprule\n");
    if (table.grouped()) {
      text.append(groups(table));
    }
    text.append(row(table.columns().stream().map(Head::label).map(Escape::latex).toList()))
        .append("\\midrule\n");
    for (List<Cell> cells : table.rows()) {
      text.append(row(cells.stream().map(LatexTable::cell).toList()));
    }
    return text.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString();
  }

  /** Everything that the table says. */
  private static String words(DataTable table) {
    Stream<String> heads =
        table.columns().stream().flatMap(column -> Stream.of(column.group(), column.label()));
    Stream<String> cells =
        table.rows().stream()
            .flatMap(List::stream)
            .flatMap(cell -> Stream.of(cell.text(), cell.detail()));
    return Stream.of(Stream.of(table.caption()), heads, cells)
        .flatMap(Function.identity())
        .collect(Collectors.joining());
  }

  private static String groups(DataTable table) {
    List<String> cells = new ArrayList<>();
    StringBuilder rules = new StringBuilder();
    int column = 1;
    for (Group group : table.groups()) {
      int width = group.columns().size();
      if (group.label().isEmpty()) {
        cells.add("");
      } else {
        cells.add("\\multicolumn{" + width + "}{c}{" + Escape.latex(group.label()) + "}");
        rules.append("\\cmidrule(lr){%d-%d}".formatted(column, column + width - 1));
      }
      column += width;
    }
    return row(cells) + rules + "\n";
  }

  private static String cell(Cell cell) {
    String value = Escape.latex(cell.text());
    String set =
        switch (cell.style()) {
          case STRONG -> "\\textbf{" + value + "}";
          case CODE -> "\\texttt{" + value + "}";
          case PLAIN, OPEN -> value;
        };
    return cell.detail().isEmpty() ? set : set + " " + Escape.latex(cell.detail());
  }

  private static String row(List<String> cells) {
    return String.join(" & ", cells) + " \\\\\n";
  }
}
