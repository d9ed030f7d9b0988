package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Finding;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.DataTable;
import org.anact.report.document.Numbers;
import org.anact.report.document.TableModel;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.Significance;
import org.anact.report.tables.ReportTable;
import org.anact.results.decision.Verdict;

/** What the accuracies say, in sentences that follow from the numbers. */
final class FindingsSection {
  private record Evaluated(Comparison comparison, Finding finding) {
    PairedDifference difference() {
      return finding.difference();
    }
  }

  private final List<Evaluated> evaluated;

  /** Those that represent their cell. */
  private final List<Evaluated> usual;

  private final String leftOut;
  private final boolean tuned;

  FindingsSection(Study study) {
    evaluated =
        study.comparisons().all().stream()
            .map(one -> new Evaluated(one, study.finding(one)))
            .toList();
    usual = evaluated.stream().filter(one -> study.usual().contains(one.comparison)).toList();
    leftOut = study.usual().leftOut();
    tuned = study.isTuned();
  }

  /** The usual comparisons in one or two sentences. */
  String headline() {
    long paired = count(one -> one.difference().summary().n() > 0);
    if (paired == 0) {
      return leftOut.isEmpty()
          ? "No activation finished both with and without normalization for the same seed, so there"
              + " is nothing to compare."
          : "No activation finished with and without normalization in the usual variant. "
              + leftOut;
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Of "
            + Numbers.count(paired, "comparison", "comparisons")
            + " of an activation with its normalized form"
            + (tuned ? ", each with the recipe that tuning chose for it" : "")
            + ", the normalized form has the higher mean final test accuracy in "
            + count(one -> one.difference().hasMeanOn(1))
            + " and the lower in "
            + count(one -> one.difference().hasMeanOn(-1))
            + ".");
    if (count(one -> one.finding.sequential() && one.finding.hasPairs()) > 0) {
      sentences.add(decided());
    }
    long fixed = count(one -> !one.finding.sequential() && one.finding.hasPairs());
    long underpowered = count(one -> !one.finding.sequential() && one.finding.isEarly());
    if (underpowered > 0) {
      sentences.add(
          Numbers.count(underpowered, "of them is", "of them are")
              + " underpowered: below six paired seeds nothing is called a winner.");
    }
    if (underpowered < fixed) {
      sentences.add(powered(fixed - underpowered));
    }
    if (!leftOut.isEmpty()) {
      sentences.add(leftOut);
    }
    return String.join(" ", sentences);
  }

  /** Only what occurs. */
  private String decided() {
    List<String> parts = new ArrayList<>();
    add(parts, "the normalized form is above in %s", decided(Verdict.ABOVE));
    add(parts, "the normalized form is below in %s", decided(Verdict.BELOW));
    add(parts, "both are equivalent within the margin in %s", decided(Verdict.EQUIVALENT));
    long undecided = decided(Verdict.UNDECIDED);
    add(
        parts,
        "%s " + (undecided == 1 ? "is" : "are") + " undecided with all pairs that the grid allows",
        undecided);
    long open = decided(Verdict.OPEN);
    add(parts, "%s " + (open == 1 ? "is" : "are") + " still open", open);
    return "Seeds were added pair by pair: " + String.join(", ", parts) + ".";
  }

  private static void add(List<String> parts, String words, long count) {
    if (count > 0) {
      parts.add(words.formatted(Numbers.count(count)));
    }
  }

  private long decided(Verdict verdict) {
    return count(
        one ->
            one.finding.sequential()
                && one.finding.hasPairs()
                && one.finding.decision().verdict() == verdict);
  }

  private String powered(long comparisons) {
    long shown = significant(Significance.SHOWN);
    long excluding = significant(Significance.NOT_SIGNIFICANT) + shown;
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
    PairedDifference difference = one.difference();
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
        + (one.finding.sequential() ? meaning(one.finding) : meaning(difference, n));
  }

  private static String meaning(Finding finding) {
    String pairs = Numbers.count(finding.decision().pairs(), "pair", "pairs");
    String margin = Numbers.fixed(OptionalDouble.of(finding.rule().margin()), 2) + " points";
    return switch (finding.decision().verdict()) {
      case ABOVE -> "normalized above vanilla, decided after " + pairs + ".";
      case BELOW -> "normalized below vanilla, decided after " + pairs + ".";
      case EQUIVALENT ->
          "equivalent, decided after " + pairs + ": the difference lies within " + margin + ".";
      case UNDECIDED ->
          "undecided. "
              + pairs
              + ", the most that the grid allows, show neither on which side of zero the difference"
              + " lies"
              + (finding.rule().margin() > 0 ? " nor that it lies within " + margin : "")
              + ".";
      case OPEN ->
          "open. "
              + pairs
              + " have not decided it, and the grid allows "
              + finding.rule().maxSeeds()
              + ".";
    };
  }

  private static String meaning(PairedDifference difference, long n) {
    String direction = difference.summary().mean().orElse(0) > 0 ? "above" : "below";
    return switch (difference.significance()) {
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

  private long significant(Significance significance) {
    return count(
        one -> !one.finding.sequential() && one.difference().significance() == significance);
  }

  private long count(Predicate<Evaluated> condition) {
    return usual.stream().filter(condition).count();
  }
}
