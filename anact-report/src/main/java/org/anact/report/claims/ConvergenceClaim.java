package org.anact.report.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.PropertyRelation;
import org.anact.report.comparison.PropertyRelation.Scope;
import org.anact.report.comparison.Study;
import org.anact.report.statistics.Interval;
import org.anact.report.statistics.RankCorrelation;
import org.anact.report.statistics.SignFlipTest;

/** The third claim: runs that hold the normalization property better converge faster. */
final class ConvergenceClaim {
  private ConvergenceClaim() {}

  static Claim of(Study study) {
    int inFavour = 0;
    int against = 0;
    int undecided = 0;
    int underpowered = 0;
    List<String> words = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    // Each resamples thousands of times; the study keeps them.
    study.cells().parallelStream()
        .forEach(cell -> study.correlation(study.relation(cell), Scope.ALL));
    for (Study.RunGroup cell : study.cells()) {
      PropertyRelation relation = study.relation(cell);
      if (!hasContrast(relation)) {
        continue;
      }
      if (!isUsual(study, cell)) {
        leftOut.add(cell.label());
        continue;
      }
      RankCorrelation all = study.correlation(relation, Scope.ALL);
      // Runs of a seed are no independent draws, so seeds are counted, as for the other claims.
      if (relation.pairedSeeds() < SignFlipTest.LEAST_PAIRS || all.interval().isEmpty()) {
        underpowered++;
        continue;
      }
      Interval interval = all.interval().get();
      words.add(words(cell, all, interval));
      if (interval.coversZero()) {
        undecided++;
      } else if (interval.low() > 0) {
        inFavour++;
      } else {
        against++;
      }
    }
    ClaimCounts counts = new ClaimCounts(inFavour, against, undecided, underpowered);
    return new Claim(
        3,
        "The convergence rate is roughly related to how well the normalization property holds.",
        counts.judgement(Judgement.UNDERPOWERED),
        evidence(counts, words, leftOut),
        "Spearman\u2019s rank correlation over the finished runs of a model and data set, vanilla"
            + " and normalized together, with an interval that draws seeds. Supported if it lies"
            + " above zero wherever at least "
            + SignFlipTest.LEAST_PAIRS
            + " seeds have runs of both kinds.");
  }

  private static String evidence(ClaimCounts counts, List<String> words, List<String> leftOut) {
    List<String> sentences = new ArrayList<>();
    if (counts.judgement(Judgement.UNDERPOWERED) != Judgement.NOT_TESTED) {
      sentences.add(
          "Rank correlation of mean |ln(\u03bb\u00b2\u03c1\u2032)| with the area under the loss"
              + " curve: "
              + (words.isEmpty() ? "none" : String.join("; ", words))
              + " ("
              + counts.words(Judgement.UNDERPOWERED)
              + ").");
    } else if (leftOut.isEmpty()) {
      sentences.add(
          "There is no model whose vanilla and normalized runs both measured the property; vanilla"
              + " runs have it in signals.csv alone.");
    }
    if (!leftOut.isEmpty()) {
      sentences.add(
          "Left out, as ablations without a usual variant among them: "
              + String.join("; ", leftOut)
              + ".");
    }
    return String.join(" ", sentences);
  }

  private static String words(Study.RunGroup cell, RankCorrelation all, Interval interval) {
    return String.format(
        Locale.ROOT,
        "%s %.2f [%.2f, %.2f], %d runs of %d seeds",
        cell.label(),
        all.rho().orElseThrow(),
        interval.low(),
        interval.high(),
        all.n(),
        all.clusters());
  }

  private static boolean hasContrast(PropertyRelation relation) {
    return relation.points().stream().map(one -> one.run().config().normalized()).distinct().count()
        == 2;
  }

  private static boolean isUsual(Study study, Study.RunGroup cell) {
    return study.usual().cells().stream()
        .filter(one -> !one.vanilla().finished().isEmpty())
        .filter(one -> !one.normalized().finished().isEmpty())
        .filter(one -> one.model().equals(cell.model()))
        .map(Comparison::setting)
        .anyMatch(cell.setting()::equals);
  }
}
