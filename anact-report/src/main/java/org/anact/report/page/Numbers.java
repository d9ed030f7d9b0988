package org.anact.report.page;

import java.util.Locale;
import java.util.OptionalDouble;
import org.anact.report.statistics.Interval;
import org.anact.report.statistics.Summary;

/** Numbers as the page writes them. */
final class Numbers {
  static final String NOTHING = "\u2013";
  private static final String MINUS = "\u2212";

  private Numbers() {}

  /** A number with so many decimals, or a dash. */
  static String fixed(OptionalDouble value, int decimals) {
    if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
      return NOTHING;
    }
    return minus(String.format(Locale.ROOT, "%,." + decimals + "f", value.getAsDouble()));
  }

  /** The same with a sign. */
  static String signed(OptionalDouble value, int decimals) {
    if (value.isEmpty()) {
      return NOTHING;
    }
    return minus(String.format(Locale.ROOT, "%+,." + decimals + "f", value.getAsDouble()));
  }

  /** Mean and standard deviation. */
  static String summary(Summary summary, int decimals) {
    String mean = fixed(summary.mean(), decimals);
    return summary.deviation().isEmpty()
        ? mean
        : mean + " \u00b1 " + fixed(summary.deviation(), decimals);
  }

  static String interval(Interval interval, int decimals) {
    return "["
        + signed(OptionalDouble.of(interval.low()), decimals)
        + ", "
        + signed(OptionalDouble.of(interval.high()), decimals)
        + "]";
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String count(long value, String one, String many) {
    return count(value) + " " + (value == 1 ? one : many);
  }

  /** A typographic minus, and none before a number that is written as zero. */
  private static String minus(String number) {
    return number.matches("-0(\\.0*)?") ? number.substring(1) : number.replace("-", MINUS);
  }
}
