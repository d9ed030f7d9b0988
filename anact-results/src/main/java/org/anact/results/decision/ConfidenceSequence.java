package org.anact.results.decision;

import java.util.function.DoublePredicate;

/**
 * An interval for the centre of symmetric differences that holds after every pair at once: with a
 * probability of at least 1 - alpha it never excludes the centre, however often one looks. It
 * leaves out the values that the evidence has argued against so far, so it excludes zero exactly
 * when a {@link DecisionRule} says above or below.
 *
 * @param low lower end; negative infinity while nothing is excluded
 * @param high upper end; infinity while nothing is excluded
 */
public record ConfidenceSequence(double low, double high) {

  private static final int BISECTIONS = 60;

  /** Returns the interval after all of the differences. */
  public static ConfidenceSequence of(double[] differences, double alpha) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double difference : differences) {
      low = Math.min(low, difference);
      high = Math.max(high, difference);
    }
    // Any value this far out has every sign against it.
    double reach = 1 + 100 * (high - low) + Math.max(Math.abs(low), Math.abs(high));
    double threshold = 2 / alpha;
    DoublePredicate isBelowCentre = theta -> reaches(differences, theta, 1, threshold);
    DoublePredicate isAboveCentre = theta -> reaches(differences, theta, -1, threshold);
    return new ConfidenceSequence(
        isBelowCentre.test(low - reach)
            ? bisect(low - reach, high, isBelowCentre)
            : Double.NEGATIVE_INFINITY,
        isAboveCentre.test(high + reach)
            ? bisect(high + reach, low, isAboveCentre)
            : Double.POSITIVE_INFINITY);
  }

  private static boolean reaches(
      double[] differences, double theta, int direction, double threshold) {
    SignFlipEvidence evidence = new SignFlipEvidence(theta, direction);
    for (double difference : differences) {
      if (evidence.next(difference) >= threshold) {
        return true;
      }
    }
    return false;
  }

  /** Evidence falls as theta rises, so there is one value at which it ceases to suffice. */
  private static double bisect(double excluded, double kept, DoublePredicate isExcluded) {
    double outside = excluded;
    double inside = kept;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (outside + inside) / 2;
      if (isExcluded.test(middle)) {
        outside = middle;
      } else {
        inside = middle;
      }
    }
    return outside;
  }
}
