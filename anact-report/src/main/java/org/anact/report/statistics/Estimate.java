package org.anact.report.statistics;

import java.util.Optional;

/**
 * A figure over many runs with its bootstrap interval.
 *
 * @param value the figure of the runs as they are
 * @param interval absent below two runs a task
 */
public record Estimate(double value, Optional<Interval> interval) {
  /** Coverage that every interval of a report aims at. */
  public static final double LEVEL = 0.95;
}
