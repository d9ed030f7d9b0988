package org.anact.report.tuning;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The values of a tuned field with which an arm is about as good as with its best one.
 *
 * @param low the smallest of them
 * @param high the largest of them
 * @param open whether it reaches an end of the list, beyond which nothing was tried
 */
public record GoodRange(double low, double high, boolean open) {
  private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

  /** Ratio of the upper end to the lower one; NaN where the latter is zero. */
  public double factor() {
    return low > 0 ? high / low : Double.NaN;
  }

  /** The range in words, such as {@code 0.02–0.1, ×5}. */
  public String words() {
    if (low == high) {
      return number(low) + " alone" + (open ? ", at the end of the list" : "");
    }
    String ends = number(low) + "\u2013" + number(high);
    return Double.isNaN(factor())
        ? ends + (open ? " at least" : "")
        : ends + (open ? ", at least \u00d7" : ", \u00d7") + number(factor());
  }

  private static String number(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
