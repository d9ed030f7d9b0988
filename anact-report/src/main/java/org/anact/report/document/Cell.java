package org.anact.report.document;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.anact.report.statistics.Estimate;
import org.anact.report.statistics.Interval;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.Summary;

/**
 * A cell of a table.
 *
 * @param text what it says
 * @param detail further lines, or empty
 * @param key number to sort by, {@code NaN} to sort by the text
 * @param style how it is set
 */
public record Cell(String text, String detail, double key, Style style) {
  /** How a cell is set. */
  public enum Style {
    /** As the table. */
    PLAIN,
    /** Strong: a difference that is shown. */
    STRONG,
    /** Something is missing. */
    OPEN,
    /** An identifier. */
    CODE
  }

  /** Sorts after every number. */
  private static final double NO_KEY = Double.NaN;

  /** Words. */
  public static Cell of(String text) {
    return new Cell(text, "", NO_KEY, Style.PLAIN);
  }

  /** Words in a style. */
  public static Cell of(String text, Style style) {
    return new Cell(text, "", NO_KEY, style);
  }

  /** A whole number. */
  public static Cell count(long value) {
    return new Cell(Numbers.count(value), "", value, Style.PLAIN);
  }

  /** A number; a dash stands for one that is absent or not finite. */
  public static Cell number(OptionalDouble value, int decimals) {
    return new Cell(Numbers.fixed(value, decimals), "", value.orElse(NO_KEY), Style.PLAIN);
  }

  /** A mean and its standard deviation. */
  public static Cell summary(Summary summary, int decimals) {
    return new Cell(
        Numbers.fixed(summary.mean(), decimals),
        summary.deviation().isEmpty()
            ? ""
            : "\u00b1 " + Numbers.fixed(summary.deviation(), decimals),
        summary.mean().orElse(NO_KEY),
        Style.PLAIN);
  }

  /** A mean difference and its interval; strong if a difference is shown. */
  public static Cell difference(PairedDifference difference, int decimals) {
    return new Cell(
        Numbers.signed(difference.summary().mean(), decimals),
        interval(difference.interval(), decimals),
        difference.summary().mean().orElse(NO_KEY),
        difference.significance().hasWinner() ? Style.STRONG : Style.PLAIN);
  }

  /** A figure and its interval. */
  public static Cell estimate(Estimate estimate, int decimals) {
    String ends =
        estimate
            .interval()
            .map(
                interval ->
                    "["
                        + Numbers.fixed(OptionalDouble.of(interval.low()), decimals)
                        + ", "
                        + Numbers.fixed(OptionalDouble.of(interval.high()), decimals)
                        + "]")
            .orElse("");
    return new Cell(
        Numbers.fixed(OptionalDouble.of(estimate.value()), decimals),
        ends,
        estimate.value(),
        Style.PLAIN);
  }

  /** The same cell with one more line. */
  public Cell with(String line) {
    return new Cell(text, detail.isEmpty() ? line : detail + "\n" + line, key, style);
  }

  /** The same cell in another style. */
  public Cell styled(Style other) {
    return new Cell(text, detail, key, other);
  }

  /** The lines after the first. */
  public List<String> lines() {
    return detail.lines().toList();
  }

  private static String interval(Optional<Interval> interval, int decimals) {
    return interval.map(ends -> Numbers.interval(ends, decimals)).orElse("");
  }

  /** Whether there is a number to sort by. */
  public boolean sortable() {
    return Double.isFinite(key);
  }
}
