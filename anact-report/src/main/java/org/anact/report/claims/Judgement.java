package org.anact.report.claims;

/** What the runs say about a claim. */
public enum Judgement {
  /** Every part that was tested speaks for it. */
  SUPPORTED("supported"),
  /** Some parts speak for it and none against it. */
  PARTLY_SUPPORTED("supported in part"),
  /** No part speaks for it, or one speaks against it. */
  NOT_SUPPORTED("not supported"),
  /** There are runs, but too few for a statement. */
  UNDERPOWERED("underpowered"),
  /** Pairs are being added, and none of the comparisons is decided yet. */
  OPEN("open"),
  /** Nothing was measured that could say. */
  NOT_TESTED("not tested");

  private final String words;

  Judgement(String words) {
    this.words = words;
  }

  /** Returns the judgement in words, in lower case. */
  public String words() {
    return words;
  }
}
