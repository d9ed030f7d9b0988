package org.anact.report.document;

import java.util.Locale;
import java.util.OptionalDouble;
import org.anact.report.statistics.Interval;

/** Numbers as the page writes them. */
public final class Numbers {
  /** Shown for a number that is absent. */
  public static final String NOTHING = "\u2013";

  private static final String MINUS = "\u2212";

  private Numbers() {}

  /** A number with a fixed number of decimals; a dash for one that is absent or not finite. */
  public static String fixed(OptionalDouble value, int decimals) {
    if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
      return NOTHING;
    }
    return minus(String.format(Locale.ROOT, "%,." + decimals + "f", value.getAsDouble()));
  }

  /** The same with a sign. */
  public static String signed(OptionalDouble value, int decimals) {
    if (value.isEmpty()) {
      return NOTHING;
    }
    return minus(String.format(Locale.ROOT, "%+,." + decimals + "f", value.getAsDouble()));
  }

  /** An interval in brackets, with signs. */
  public static String interval(Interval interval, int decimals) {
    return "["
        + signed(OptionalDouble.of(interval.low()), decimals)
        + ", "
        + signed(OptionalDouble.of(interval.high()), decimals)
        + "]";
  }

  /** A whole number with commas between thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A number of things, with their noun in the singular or the plural. */
  public static String count(long value, String one, String many) {
    return count(value) + " " + (value == 1 ? one : many);
  }

  /** A typographic minus, and none before a number that is written as zero. */
  private static String minus(String number) {
    return number.matches("-0(\\.0*)?") ? number.substring(1) : number.replace("-", MINUS);
  }
}
