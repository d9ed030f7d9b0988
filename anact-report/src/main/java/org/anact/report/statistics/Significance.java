package org.anact.report.statistics;

/** What a paired difference of a fixed number of pairs allows one to say. */
public enum Significance {
  /** No pair: nothing to say. */
  NO_PAIRS("no pair"),
  /** One pair: a difference without an interval. */
  ONE_PAIR("underpowered: one pair, no interval"),
  /**
   * Fewer pairs than the sign-flip test needs to reach 0.05: never a winner, whatever the interval
   * says.
   */
  UNDERPOWERED("underpowered"),
  /** The interval covers zero: no difference shown. */
  COVERS_ZERO("covers zero"),
  /** The interval excludes zero, but the sign-flip test stays above 0.05. */
  NOT_SIGNIFICANT("sign-flip p above 0.05"),
  /** The interval excludes zero and the sign-flip test is at or below 0.05. */
  SHOWN("sign-flip p at most 0.05");

  private final String words;

  Significance(String words) {
    this.words = words;
  }

  /** What a table says. */
  public String words() {
    return words;
  }

  /** Whether one side may be called the winner, which is so for {@link #SHOWN} alone. */
  public boolean hasWinner() {
    return this == SHOWN;
  }

  /** Whether there are pairs, but too few for any claim. */
  public boolean underpowered() {
    return this == ONE_PAIR || this == UNDERPOWERED;
  }
}
