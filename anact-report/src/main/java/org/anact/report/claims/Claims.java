package org.anact.report.claims;

import java.util.List;
import org.anact.report.comparison.Finding;
import org.anact.report.comparison.GradientSpread;
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

  /** Judges the four claims, in the order of {@code docs/method.md}. */
  public static List<Claim> of(Study study) {
    return List.of(
        VarianceClaim.of(study), consistency(study), ConvergenceClaim.of(study), accuracy(study));
  }

  private static Claim consistency(Study study) {
    List<PairedDifference> differences =
        study.usual().cells().stream()
            .map(one -> study.difference(one, GradientSpread.MEASURE))
            .toList();
    Evidence evidence =
        new Evidence(study, differences, ClaimCounts.of(differences, -1), Judgement.UNDERPOWERED);
    return new Claim(
        2,
        "Normalizing with a factor from mini-batch statistics keeps the gradient\u2019s variance"
            + " consistent across layers throughout training.",
        evidence.judgement(),
        evidence.words(
            "The gradient\u2019s variance spreads less over depth with normalization",
            -1,
            noSignals(study)),
        "Standard deviation over sites of ln Var(dL/dy), mean over the recorded steps; paired"
            + " difference, normalized minus vanilla, below zero. "
            + IN_EVERY_COMPARISON
            + ".");
  }

  private static Claim accuracy(Study study) {
    List<Finding> findings = study.usual().cells().stream().map(study::finding).toList();
    boolean sequential = findings.stream().anyMatch(Finding::sequential);
    Evidence evidence =
        new Evidence(
            study,
            findings.stream().map(Finding::difference).toList(),
            ClaimCounts.ofFindings(findings, 1),
            sequential ? Judgement.OPEN : Judgement.UNDERPOWERED);
    return new Claim(
        4,
        "On CNNs and residual networks the normalized form of each common activation beats the"
            + " vanilla one.",
        evidence.judgement(),
        evidence.words(
            "The normalized form has the higher mean test accuracy",
            1,
            "No activation finished both with and without normalization for the same seed"
                + (study.usual().leftOut().isEmpty() ? "." : " in the usual variant.")),
        "Paired difference in test accuracy of the last epoch, above zero: "
            + (sequential
                ? "by the grid\u2019s rule for adding seeds, which holds however often it is looked"
                    + " at. Supported if every comparison of the usual variant that is decided is"
                    + " above"
                : "BCa 95 % interval without zero and sign-flip p at most 0.05. "
                    + IN_EVERY_COMPARISON)
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
   * @param differences of the comparisons
   * @param counts how many of them are shown
   * @param ifEarly what those with too few pairs are
   */
  private record Evidence(
      Study study, List<PairedDifference> differences, ClaimCounts counts, Judgement ifEarly) {

    Judgement judgement() {
      return counts.judgement(ifEarly);
    }

    String words(String inFavour, int direction, String withoutPairs) {
      long paired = differences.stream().filter(one -> one.summary().n() > 0).count();
      String words =
          paired == 0
              ? withoutPairs
              : inFavour
                  + " in "
                  + differences.stream().filter(one -> one.hasMeanOn(direction)).count()
                  + " of "
                  + paired
                  + " comparisons"
                  + (study.isTuned()
                      ? ", each arm with the recipe that tuning chose for it: "
                      : ": ")
                  + counts.words(ifEarly)
                  + ".";
      String leftOut = study.usual().leftOut();
      return leftOut.isEmpty() ? words : words + " " + leftOut;
    }
  }
}
