package org.anact.report.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Rounds the exact value of a double, as {@link BigDecimal} does, but for most values without its
 * long division, of which a large report would need millions.
 */
final class Rounding {

  /** Powers up to here are exact. */
  private static final int MOST_DECIMALS = 15;

  /** Where products are off by less than 1e-6, which the distance to a tie allows for. */
  private static final double LARGEST = 1e9;

  private static final double BELOW_A_TIE = 0.4999;

  private Rounding() {}

  /** Returns a finite number with so many decimals. */
  static BigDecimal toDecimals(double value, int decimals, RoundingMode mode) {
    if (decimals >= 0 && decimals <= MOST_DECIMALS) {
      double scaled = value * Math.pow(10, decimals);
      double whole = Math.rint(scaled);
      if (Math.abs(whole) < LARGEST && Math.abs(scaled - whole) < BELOW_A_TIE) {
        return BigDecimal.valueOf((long) whole, decimals);
      }
    }
    return new BigDecimal(value).setScale(decimals, mode);
  }

  /** Returns a finite number with so many significant digits at most. */
  static BigDecimal toDigits(double value, MathContext digits) {
    if (value == 0) {
      return BigDecimal.ZERO;
    }
    int decimals = digits.getPrecision() - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
    return decimals >= 0 && decimals <= MOST_DECIMALS
        ? toDecimals(value, decimals, digits.getRoundingMode())
        : new BigDecimal(value).round(digits);
  }
}
