package org.anact.report.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.GradientSpread;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.PropertyRelation;
import org.anact.report.comparison.PropertyRelation.Scope;
import org.anact.report.comparison.Study;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.RankCorrelation;
import org.anact.report.statistics.SignFlipTest;

/** The paper's four claims, judged from a study. */
public final class Claims {
  private static final String NO_SIGNALS =
      "No finished run has signals.csv: variances were not measured.";

  private Claims() {}

  /**
   * Judges the claims.
   *
   * @param study what was read and compared
   * @return all four, in the order of {@code docs/method.md}
   */
  public static List<Claim> of(Study study) {
    return List.of(
        VarianceClaim.of(study), consistency(study), convergence(study), accuracy(study));
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
        paired == 0
            ? NO_SIGNALS
            : "The gradient\u2019s variance spreads less over depth with normalization in "
                + lower
                + " of "
                + paired
                + " comparisons: "
                + tally.words()
                + ".",
        "Standard deviation over sites of ln Var(dL/dy), mean over the recorded steps; paired"
            + " difference, normalized minus vanilla, below zero. Supported if it is shown in every"
            + " comparison with at least "
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
        paired == 0
            ? "No activation finished both with and without normalization for the same seed."
            : "The normalized form has the higher mean test accuracy in "
                + higher
                + " of "
                + paired
                + " comparisons: "
                + tally.words()
                + ".",
        "Paired difference in test accuracy of the last epoch, above zero: BCa 95 % interval"
            + " without zero and sign-flip p at most 0.05. Supported if it is shown in every"
            + " comparison with at least "
            + SignFlipTest.LEAST_PAIRS
            + " pairs; it speaks only for the data and models here.");
  }

  private static Claim convergence(Study study) {
    int inFavour = 0;
    int against = 0;
    int undecided = 0;
    int underpowered = 0;
    List<String> words = new ArrayList<>();
    for (Study.Cell cell : study.cells()) {
      PropertyRelation relation = study.relation(cell);
      boolean contrast =
          relation.points().stream().map(one -> one.run().config().normalized()).distinct().count()
              == 2;
      if (!contrast) {
        continue;
      }
      RankCorrelation all = study.correlation(relation, Scope.ALL);
      if (all.n() < SignFlipTest.LEAST_PAIRS || all.interval().isEmpty()) {
        underpowered++;
        continue;
      }
      words.add(
          String.format(
              Locale.ROOT,
              "%s %.2f [%.2f, %.2f], n = %d",
              cell.label(),
              all.rho().orElseThrow(),
              all.interval().get().low(),
              all.interval().get().high(),
              all.n()));
      if (all.interval().get().coversZero()) {
        undecided++;
      } else if (all.rho().getAsDouble() > 0) {
        inFavour++;
      } else {
        against++;
      }
    }
    Tally tally = new Tally(inFavour, against, undecided, underpowered);
    return new Claim(
        3,
        "The convergence rate is roughly related to how well the normalization property holds.",
        tally.outcome(),
        tally.outcome() == Outcome.NOT_TESTED
            ? "There is no model whose vanilla and normalized runs both measured the property; vanilla"
                + " runs have it in signals.csv alone."
            : "Rank correlation of mean |ln(\u03bb\u00b2\u03c1\u2032)| with the area under the loss"
                + " curve: "
                + (words.isEmpty() ? "none" : String.join("; ", words))
                + " ("
                + tally.words()
                + ").",
        "Spearman\u2019s rank correlation over the finished runs of a model and data set, vanilla"
            + " and normalized together, at least "
            + SignFlipTest.LEAST_PAIRS
            + " of them. Supported if every interval lies above zero.");
  }

  private static List<PairedDifference> differences(Study study, Measure measure) {
    List<PairedDifference> differences = new ArrayList<>();
    for (Comparison comparison : study.comparisons().all()) {
      differences.add(study.difference(comparison, measure));
    }
    return differences;
  }
}
