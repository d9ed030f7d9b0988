package org.anact.report.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.DataTable.Group;

/** A table as LaTeX, with the rules of the package booktabs. */
public final class LatexTable {
  private LatexTable() {}

  /**
   * Writes a table.
   *
   * @param table the table
   * @return a {@code table} environment, ASCII but for what its own words hold
   */
  public static String of(DataTable table) {
    StringBuilder text = new StringBuilder();
    text.append("% needs \\usepackage{booktabs}; the numbers in full: ")
        .append(String.join(", ", table.source()))
        .append("\n\\begin{table}\n\\centering\n\\caption{")
        .append(escape(table.caption()))
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
    text.append(row(table.columns().stream().map(Column::label).map(LatexTable::escape).toList()))
        .append("\\midrule\n");
    for (List<Cell> cells : table.rows()) {
      text.append(row(cells.stream().map(LatexTable::cell).toList()));
    }
    return text.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString();
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
        cells.add("\\multicolumn{" + width + "}{c}{" + escape(group.label()) + "}");
        rules.append("\\cmidrule(lr){%d-%d}".formatted(column, column + width - 1));
      }
      column += width;
    }
    return row(cells) + rules + "\n";
  }

  private static String cell(Cell cell) {
    String value = escape(cell.text());
    String set =
        switch (cell.style()) {
          case STRONG -> "\\textbf{" + value + "}";
          case CODE -> "\\texttt{" + value + "}";
          case PLAIN, OPEN -> value;
        };
    return cell.detail().isEmpty() ? set : set + " " + escape(cell.detail());
  }

  private static String row(List<String> cells) {
    return String.join(" & ", cells) + " \\\\\n";
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            letter ->
                escaped.append(
                    switch (letter) {
                      case '\\' -> "\\textbackslash{}";
                      case '{', '}', '$', '&', '#', '_', '%' -> "\\" + Character.toString(letter);
                      case '~' -> "\\textasciitilde{}";
                      case '^' -> "\\textasciicircum{}";
                      case '[' -> "{[}";
                      case ']' -> "{]}";
                      case '\u2212' -> "$-$";
                      case '\u2013' -> "--";
                      case '\u2019' -> "'";
                      case '\u2032' -> "$'$";
                      case '\u00b1' -> "$\\pm$";
                      case '\u00b2' -> "$^2$";
                      case '\u2080' -> "$_0$";
                      case '\u2081' -> "$_1$";
                      case '\u03bb' -> "$\\lambda$";
                      case '\u03c1' -> "$\\rho$";
                      case '\u03c4' -> "$\\tau$";
                      case '\n', '\r' -> " ";
                      default -> Character.toString(letter);
                    }));
    return escaped.toString();
  }
}
