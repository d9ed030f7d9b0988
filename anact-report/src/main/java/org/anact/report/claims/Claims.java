package org.anact.report.claims;

import java.util.List;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.GradientSpread;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.Study;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.SignFlipTest;

/** The paper's four claims, judged from a study. */
public final class Claims {
  private Claims() {}

  /**
   * Judges the claims.
   *
   * @param study what was read and compared
   * @return all four, in the order of {@code docs/method.md}
   */
  public static List<Claim> of(Study study) {
    return List.of(
        VarianceClaim.of(study), consistency(study), ConvergenceClaim.of(study), accuracy(study));
  }

  private static Claim consistency(Study study) {
    List<PairedDifference> differences = differences(study, GradientSpread.MEASURE);
    Tally tally = Tally.of(differences, -1);
    long lower = differences.stream().filter(one -> one.summary().mean().orElse(0) < 0).count();
    long paired = differences.stream().filter(one -> one.summary().n() > 0).count();
    return new Claim(
        2,
        "Normalizing with a factor from mini-batch statistics keeps the gradient\u2019s variance"
            + " consistent across layers throughout training.",
        tally.outcome(),
        (paired == 0
                ? noSignals(study)
                : "The gradient\u2019s variance spreads less over depth with normalization in "
                    + lower
                    + " of "
                    + paired
                    + " comparisons: "
                    + tally.words()
                    + ".")
            + leftOut(study),
        "Standard deviation over sites of ln Var(dL/dy), mean over the recorded steps; paired"
            + " difference, normalized minus vanilla, below zero. Supported if it is shown in every"
            + " comparison of the usual variant with at least "
            + SignFlipTest.LEAST_PAIRS
            + " pairs.");
  }

  private static Claim accuracy(Study study) {
    List<PairedDifference> differences = differences(study, Figures.ACCURACY);
    Tally tally = Tally.of(differences, 1);
    long higher = differences.stream().filter(one -> one.summary().mean().orElse(0) > 0).count();
    long paired = differences.stream().filter(one -> one.summary().n() > 0).count();
    return new Claim(
        4,
        "On CNNs and residual networks the normalized form of each common activation beats the"
            + " vanilla one.",
        tally.outcome(),
        (paired == 0
                ? "No activation finished both with and without normalization for the same seed"
                    + (study.usual().leftOut().isEmpty() ? "." : " in the usual variant.")
                : "The normalized form has the higher mean test accuracy in "
                    + higher
                    + " of "
                    + paired
                    + " comparisons: "
                    + tally.words()
                    + ".")
            + leftOut(study),
        "Paired difference in test accuracy of the last epoch, above zero: BCa 95 % interval"
            + " without zero and sign-flip p at most 0.05. Supported if it is shown in every"
            + " comparison of the usual variant with at least "
            + SignFlipTest.LEAST_PAIRS
            + " pairs; it speaks only for the data and models here.");
  }

  private static String noSignals(Study study) {
    return study.usual().leftOut().isEmpty()
        ? "No finished run has signals.csv: variances were not measured."
        : "No pair of the usual variant has signals.csv.";
  }

  private static String leftOut(Study study) {
    String words = study.usual().leftOut();
    return words.isEmpty() ? "" : " " + words;
  }

  private static List<PairedDifference> differences(Study study, Measure measure) {
    return study.usual().cells().stream().map(one -> study.difference(one, measure)).toList();
  }
}
