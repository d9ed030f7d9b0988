package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.DataTable;
import org.anact.report.document.Numbers;
import org.anact.report.document.TableModel;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.Verdict;
import org.anact.report.tables.ReportTable;

/** What the accuracies say, in sentences that follow from the numbers. */
final class FindingsSection {
  private record Evaluated(Comparison comparison, PairedDifference difference) {}

  private final List<Evaluated> evaluated;

  /** Those that stand for their cell. */
  private final List<Evaluated> usual;

  private final String leftOut;

  FindingsSection(Study study) {
    evaluated =
        study.comparisons().all().stream()
            .map(one -> new Evaluated(one, study.difference(one, Figures.ACCURACY)))
            .toList();
    usual = evaluated.stream().filter(one -> study.usual().contains(one.comparison)).toList();
    leftOut = study.usual().leftOut();
  }

  /** The usual comparisons in one or two sentences. */
  String headline() {
    long paired = usual.stream().filter(one -> one.difference.summary().n() > 0).count();
    if (paired == 0) {
      return leftOut.isEmpty()
          ? "No activation finished both with and without normalization for the same seed, so there"
              + " is nothing to compare."
          : "No activation finished with and without normalization in the usual variant. "
              + leftOut;
    }
    long ahead = withMean(1);
    long behind = withMean(-1);
    long underpowered =
        usual.stream().filter(one -> one.difference.verdict().underpowered()).count();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Of "
            + Numbers.count(paired, "comparison", "comparisons")
            + " of an activation with its normalized form, the normalized form has the higher mean"
            + " final test accuracy in "
            + ahead
            + " and the lower in "
            + behind
            + ".");
    if (underpowered > 0) {
      sentences.add(
          Numbers.count(underpowered, "of them is", "of them are")
              + " underpowered: below six paired seeds nothing is called a winner.");
    }
    if (underpowered < paired) {
      sentences.add(powered(paired - underpowered));
    }
    if (!leftOut.isEmpty()) {
      sentences.add(leftOut);
    }
    return String.join(" ", sentences);
  }

  private String powered(long comparisons) {
    long shown = count(Verdict.SHOWN);
    long excluding = count(Verdict.NOT_SIGNIFICANT) + shown;
    String head =
        "Of the "
            + Numbers.count(comparisons, "comparison", "comparisons")
            + " with six paired seeds or more, ";
    if (excluding == 0) {
      return head + "none has an interval that excludes zero: no difference is shown.";
    }
    return head
        + Numbers.count(excluding, "has", "have")
        + " a 95 % interval that excludes zero, and "
        + Numbers.count(shown, "also passes", "also pass")
        + " the sign-flip test at 0.05, each taken for itself.";
  }

  /** Each comparison in words. */
  DataTable table() {
    return new TableModel<>(
            List.of(
                Column.<Evaluated>words("Data and model", one -> Cell.of(place(one.comparison))),
                Column.<Evaluated>words("Activation", one -> Cell.of(one.comparison.label())),
                Column.<Evaluated>words("Normalized minus vanilla", one -> Cell.of(sentence(one)))),
            evaluated)
        .showSentences(
            "findings",
            "Each comparison in words: normalized minus vanilla, test accuracy of the last epoch",
            ReportTable.ACCURACY.file());
  }

  private static String place(Comparison comparison) {
    return comparison.setting().label() + ", " + comparison.model();
  }

  private static String sentence(Evaluated one) {
    PairedDifference difference = one.difference;
    long n = difference.summary().n();
    if (n == 0) {
      return "No pair of finished runs: nothing to compare.";
    }
    String points = Numbers.signed(difference.summary().mean(), 2) + " points";
    String interval = difference.interval().map(ends -> " " + Numbers.interval(ends, 2)).orElse("");
    return points
        + interval
        + ", "
        + Numbers.count(n, "pair", "pairs")
        + ": "
        + meaning(difference, n);
  }

  private static String meaning(PairedDifference difference, long n) {
    String direction = difference.summary().mean().orElse(0) > 0 ? "above" : "below";
    return switch (difference.verdict()) {
      case NO_PAIRS -> "nothing to compare.";
      case ONE_PAIR -> "underpowered, a single seed has no interval and shows nothing.";
      case UNDERPOWERED ->
          "underpowered, below six pairs the sign-flip test cannot reach 0.05: no winner.";
      case COVERS_ZERO ->
          "interval covers zero, no difference shown with "
              + Numbers.count(n, "seed", "seeds")
              + ".";
      case NOT_SIGNIFICANT ->
          "interval excludes zero, sign-flip p = "
              + Numbers.fixed(difference.pValue(), 3)
              + ": not significant at 0.05.";
      case SHOWN ->
          "normalized "
              + direction
              + " vanilla, sign-flip p = "
              + Numbers.fixed(difference.pValue(), 3)
              + ".";
    };
  }

  private long count(Verdict verdict) {
    return usual.stream().filter(one -> one.difference.verdict() == verdict).count();
  }

  private long withMean(int sign) {
    return usual.stream().filter(one -> one.difference.hasMeanOn(sign)).count();
  }
}
