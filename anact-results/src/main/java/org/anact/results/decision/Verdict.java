package org.anact.results.decision;

import java.util.Locale;

/** What the pairs of a comparison have shown. */
public enum Verdict {
  /** The second arm is better. */
  ABOVE,
  /** The first arm is better. */
  BELOW,
  /** The difference lies within the margin on either side of zero. */
  EQUIVALENT,
  /** None of these with the largest number of pairs. */
  UNDECIDED,
  /** None of these yet. */
  OPEN;

  /** Returns the verdict in lower case. */
  public String words() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether further pairs would change nothing. */
  public boolean isFinal() {
    return this != OPEN;
  }
}
