package org.anact.report.document;

import java.util.List;

/**
 * Terms and what they are.
 *
 * @param wide whether each takes a line of its own
 * @param facts in order
 */
public record Facts(boolean wide, List<Fact> facts) implements Block {
  /**
   * A term and what it is.
   *
   * @param term the term
   * @param text what it is
   */
  public record Fact(String term, String text) {}

  /** Copies the list. */
  public Facts {
    facts = List.copyOf(facts);
  }

  @Override
  public String kind() {
    return "facts";
  }
}
