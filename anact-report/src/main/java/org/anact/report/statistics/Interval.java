package org.anact.report.statistics;

/**
 * A closed interval.
 *
 * @param low lower end
 * @param high upper end, not below {@code low}
 */
public record Interval(double low, double high) {
  /** Refuses ends that are out of order or not numbers. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("no interval: [" + low + ", " + high + "]");
    }
  }

  /** Whether zero lies in the interval, its ends included. */
  public boolean coversZero() {
    return low <= 0 && high >= 0;
  }

  /** Length of the interval. */
  public double width() {
    return high - low;
  }
}
