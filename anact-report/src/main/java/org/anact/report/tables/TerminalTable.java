package org.anact.report.tables;

import java.util.Locale;
import java.util.OptionalDouble;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Comparisons;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Setting;
import org.anact.report.statistics.Interval;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.Summary;
import tech.tablesaw.api.Table;

/** The accuracy tables as plain ASCII text. */
public final class TerminalTable {
  private static final String NOTHING = "-";
  private static final String WIDE_GAP = "  |  ";
  private static final String GAP = " | ";
  private static final String NOTE =
      """
      Final epoch's test accuracy in percent, mean +/- standard deviation over the seeds that
      finished; difference in percentage points, paired by seed, BCa bootstrap 95 % interval.
      """;

  private TerminalTable() {}

  /**
   * The accuracy tables, one for each setting.
   *
   * @param comparisons the sweep
   * @return several lines, aligned
   */
  public static String accuracy(Comparisons comparisons) {
    StringBuilder text = new StringBuilder();
    for (Setting setting : comparisons.settings()) {
      String table = table(comparisons, setting).printAll();
      // Tablesaw sets columns wider apart than a terminal of 100 columns has room for.
      int width = table.lines().skip(1).findFirst().orElse("").replace(WIDE_GAP, GAP).length();
      table.lines().forEach(line -> text.append(narrow(line, width)).append('\n'));
      text.append('\n');
    }
    return text.append(NOTE).toString();
  }

  private static String narrow(String line, int width) {
    boolean rule = line.startsWith("---");
    boolean title = !rule && !line.contains("|");
    if (title) {
      return line.strip();
    }
    return rule ? "-".repeat(width) : line.replace(WIDE_GAP, GAP);
  }

  private static Table table(Comparisons comparisons, Setting setting) {
    Rows rows = new Rows(setting.label());
    for (Comparison comparison : comparisons.in(setting)) {
      PairedDifference difference = comparison.difference(Figures.ACCURACY.of());
      rows.text("model", comparison.model())
          .text("activation", comparison.label())
          .text("vanilla", summary(comparison.vanilla().summary(Figures.ACCURACY.of())))
          .text("normalized", summary(comparison.normalized().summary(Figures.ACCURACY.of())))
          .text("difference", number("%+.2f", difference.summary().mean()))
          .text("95 % interval", difference.interval().map(TerminalTable::interval).orElse(NOTHING))
          .text("pairs", String.valueOf(difference.summary().n()));
    }
    return rows.toTable();
  }

  private static String summary(Summary summary) {
    if (summary.n() == 0) {
      return NOTHING;
    }
    String mean = number("%.2f", summary.mean());
    return summary.deviation().isEmpty()
        ? mean
        : mean + " +/- " + number("%.2f", summary.deviation());
  }

  private static String interval(Interval interval) {
    return String.format(Locale.ROOT, "[%+.2f, %+.2f]", interval.low(), interval.high());
  }

  private static String number(String format, OptionalDouble value) {
    return value.isEmpty() ? NOTHING : String.format(Locale.ROOT, format, value.getAsDouble());
  }
}
