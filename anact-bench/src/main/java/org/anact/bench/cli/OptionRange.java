package org.anact.bench.cli;

import org.anact.bench.InputException;

/** Refuses a number that an option does not take. */
final class OptionRange {

  private OptionRange() {}

  /**
   * Checks the lower end.
   *
   * @throws InputException if the value is below it
   */
  static void atLeast(long least, String option, long value) {
    if (value < least) {
      throw new InputException("%s is %d: give %d or more".formatted(option, value, least));
    }
  }

  /**
   * Checks both ends.
   *
   * @throws InputException if the value lies outside
   */
  static void between(long least, long most, String option, long value) {
    if (value < least || value > most) {
      throw new InputException(
          "%s is %d: give a number from %d to %d".formatted(option, value, least, most));
    }
  }
}
