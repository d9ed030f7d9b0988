package org.anact.results.decision;

/**
 * When a comparison is decided: pairs are added until the difference is shown to be above or below
 * zero, or within a margin, or the largest number of pairs is reached. It may be asked after every
 * pair: the probability that it ever says something false of differences that are symmetric about
 * their centre is at most alpha.
 *
 * @param minSeeds pairs before a verdict, 2 or more
 * @param maxSeeds pairs after which an open comparison stays undecided
 * @param alpha probability of a false verdict, at most
 * @param margin largest difference that counts as none, in the unit of the differences; 0 for no
 *     verdict of equivalence
 */
public record DecisionRule(int minSeeds, int maxSeeds, double alpha, double margin) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of range; the message names it
   */
  public DecisionRule {
    require(minSeeds >= 2, "minSeeds", minSeeds, "2 or more");
    require(maxSeeds >= minSeeds, "maxSeeds", maxSeeds, "minSeeds, " + minSeeds + ", or more");
    require(alpha > 0 && alpha < 1, "alpha", alpha, "a number between 0 and 1");
    require(margin >= 0 && Double.isFinite(margin), "margin", margin, "a number of 0 or more");
  }

  /** Returns the rule of a grid that does not set another. */
  public static DecisionRule defaults() {
    return new DecisionRule(6, 30, 0.05, 0.2);
  }

  /**
   * Decides a comparison.
   *
   * @param differences of the pairs in the order of their seeds; those after a verdict, or after
   *     {@link #maxSeeds}, do not count
   */
  public Decision decide(double[] differences) {
    double threshold = 2 / alpha;
    SignFlipEvidence above = new SignFlipEvidence(0, 1);
    SignFlipEvidence below = new SignFlipEvidence(0, -1);
    SignFlipEvidence aboveMargin = new SignFlipEvidence(-margin, 1);
    SignFlipEvidence belowMargin = new SignFlipEvidence(margin, -1);
    double mostAbove = 0;
    double mostBelow = 0;
    double mostAboveMargin = 0;
    double mostBelowMargin = 0;
    double evidence = 1;
    int pairs = Math.min(differences.length, maxSeeds);
    for (int n = 1; n <= pairs; n++) {
      double difference = differences[n - 1];
      double up = above.next(difference);
      double down = below.next(difference);
      evidence = (up + down) / 2;
      mostAbove = Math.max(mostAbove, up);
      mostBelow = Math.max(mostBelow, down);
      mostAboveMargin = Math.max(mostAboveMargin, aboveMargin.next(difference));
      mostBelowMargin = Math.max(mostBelowMargin, belowMargin.next(difference));
      if (n < minSeeds) {
        continue;
      }
      if (mostAbove >= threshold && mostAbove >= mostBelow) {
        return new Decision(Verdict.ABOVE, n, evidence);
      }
      if (mostBelow >= threshold) {
        return new Decision(Verdict.BELOW, n, evidence);
      }
      if (margin > 0 && mostAboveMargin >= threshold && mostBelowMargin >= threshold) {
        return new Decision(Verdict.EQUIVALENT, n, evidence);
      }
    }
    return new Decision(pairs == maxSeeds ? Verdict.UNDECIDED : Verdict.OPEN, pairs, evidence);
  }

  private static void require(boolean holds, String field, Object value, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %s: give %s".formatted(field, value, wanted));
    }
  }
}
