package org.anact.report.comparison;

/**
 * One side of a comparison.
 *
 * @param comparison the comparison
 * @param normalized whether it is the side with normalization
 */
public record Side(Comparison comparison, boolean normalized) {
  /** The runs of the side. */
  public Arm arm() {
    return normalized ? comparison.normalized() : comparison.vanilla();
  }

  /** Returns the side in a word, {@code vanilla} or {@code normalized}. */
  public String word() {
    return normalized ? "normalized" : "vanilla";
  }
}
