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

  private static final String IN_EVERY_COMPARISON =
      "Supported if it is shown in every comparison of the usual variant with at least "
          + SignFlipTest.LEAST_PAIRS
          + " pairs";

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
    Evidence evidence = Evidence.of(study, GradientSpread.MEASURE, -1);
    return new Claim(
        2,
        "Normalizing with a factor from mini-batch statistics keeps the gradient\u2019s variance"
            + " consistent across layers throughout training.",
        evidence.counts().judgement(),
        evidence.words(
            "The gradient\u2019s variance spreads less over depth with normalization",
            noSignals(study)),
        "Standard deviation over sites of ln Var(dL/dy), mean over the recorded steps; paired"
            + " difference, normalized minus vanilla, below zero. "
            + IN_EVERY_COMPARISON
            + ".");
  }

  private static Claim accuracy(Study study) {
    Evidence evidence = Evidence.of(study, Figures.ACCURACY, 1);
    return new Claim(
        4,
        "On CNNs and residual networks the normalized form of each common activation beats the"
            + " vanilla one.",
        evidence.counts().judgement(),
        evidence.words(
            "The normalized form has the higher mean test accuracy",
            "No activation finished both with and without normalization for the same seed"
                + (study.usual().leftOut().isEmpty() ? "." : " in the usual variant.")),
        "Paired difference in test accuracy of the last epoch, above zero: BCa 95 % interval"
            + " without zero and sign-flip p at most 0.05. "
            + IN_EVERY_COMPARISON
            + "; it speaks only for the data and models here.");
  }

  private static String noSignals(Study study) {
    return study.usual().leftOut().isEmpty()
        ? "No finished run has signals.csv: variances were not measured."
        : "No pair of the usual variant has signals.csv.";
  }

  /**
   * What the comparisons of the usual variant say about one measure.
   *
   * @param counts how many of them are shown
   * @param inMean how many have a mean difference in the direction of the claim, shown or not
   * @param paired how many have a pair at all
   * @param leftOut what the usual variant leaves out, in words
   */
  private record Evidence(ClaimCounts counts, long inMean, long paired, String leftOut) {

    static Evidence of(Study study, Measure measure, int direction) {
      List<PairedDifference> differences =
          study.usual().cells().stream().map(one -> study.difference(one, measure)).toList();
      return new Evidence(
          ClaimCounts.of(differences, direction),
          differences.stream().filter(one -> one.hasMeanOn(direction)).count(),
          differences.stream().filter(one -> one.summary().n() > 0).count(),
          study.usual().leftOut());
    }

    String words(String inFavour, String withoutPairs) {
      String words =
          paired == 0
              ? withoutPairs
              : inFavour
                  + " in "
                  + inMean
                  + " of "
                  + paired
                  + " comparisons: "
                  + counts.words()
                  + ".";
      return leftOut.isEmpty() ? words : words + " " + leftOut;
    }
  }
}
