package org.anact.bench.grid;

/**
 * Checks of a record's fields; a sentence begins with the field's name, so that its place is found.
 */
public final class Ranges {

  private Ranges() {}

  /** Refuses a whole number that is not in a range, its ends included. */
  public static void whole(String field, int value, int least, int most) {
    require(
        value >= least && value <= most,
        field,
        value,
        "%d or more, up to %,d".formatted(least, most));
  }

  static void size(String field, double value) {
    require(value >= 0 && Double.isFinite(value), field, value, "a number of 0 or more");
  }

  /** Refuses a value, and says which is wanted. */
  public static void require(boolean holds, String field, Object value, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %s: give %s".formatted(field, value, wanted));
    }
  }
}
