package org.anact.bench.cli;

import org.anact.bench.InputException;

/** Refuses a number that an option does not take. */
final class OptionRange {

  /** More of anything than a machine does or a person waits for. */
  static final int MOST = 10_000_000;

  /** Most runs at a time, and most threads. */
  static final int MOST_JOBS = 1024;

  private OptionRange() {}

  /**
   * Checks both ends.
   *
   * @throws InputException if the value lies outside
   */
  static void between(long least, long most, String option, long value) {
    if (value < least || value > most) {
      throw new InputException(
          "%s is %d: give a number from %d to %,d".formatted(option, value, least, most));
    }
  }
}
