package org.anact.report.comparison;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.anact.report.statistics.PairedDifference;
import org.anact.results.RunRecord;
import org.anact.results.SweepRecord;
import org.anact.results.decision.ConfidenceSequence;
import org.anact.results.decision.Decision;
import org.anact.results.decision.DecisionRule;
import org.anact.results.decision.Verdict;

/**
 * What the test accuracies of a comparison allow one to say. Where its sweep adds seeds until it is
 * decided, the rule for that says it, as no test of a fixed number of pairs holds then; elsewhere
 * such a test does.
 *
 * @param difference normalized minus vanilla over the pairs that finished, in points
 * @param rule when the comparison is decided
 * @param decision what the rule says of its pairs
 * @param confidence centres that the pairs up to the decision have not excluded, in points
 * @param sequential whether the rule's verdict is what counts
 * @param coreHours wall clock times threads of the trials of both arms and of the runs up to the
 *     decision, of all runs so far without one; {@code NaN} if a run does not say
 */
public record Finding(
    PairedDifference difference,
    DecisionRule rule,
    Decision decision,
    ConfidenceSequence confidence,
    boolean sequential,
    double coreHours) {
  private static final double SECONDS_PER_HOUR = 3_600;

  /**
   * Asks the rule.
   *
   * @param trials the same comparison of trials, absent if its arms were not tuned
   */
  static Finding of(
      Comparison comparison,
      PairedDifference difference,
      Optional<SweepRecord> sweep,
      Optional<Comparison> trials) {
    DecisionRule rule = sweep.map(SweepRecord::decide).orElseGet(DecisionRule::defaults);
    double[] differences = comparison.differencesInOrder();
    Decision decision = rule.decide(differences);
    return new Finding(
        difference,
        rule,
        decision,
        ConfidenceSequence.of(Arrays.copyOf(differences, decision.pairs()), rule.alpha()),
        sweep.map(SweepRecord::untilDecided).orElse(false),
        Stream.concat(
                trials.stream().flatMap(Comparison::endedRuns),
                comparison.runsUpTo(decision.pairs()).stream())
            .mapToDouble(Finding::coreHours)
            .sum());
  }

  private static double coreHours(RunRecord run) {
    String threads = run.provenance().environment().getOrDefault("threads", "");
    return threads.matches("[0-9]{1,5}")
        ? run.outcome().seconds().orElse(Double.NaN) * Integer.parseInt(threads) / SECONDS_PER_HOUR
        : Double.NaN;
  }

  /** Whether there is a pair. */
  public boolean hasPairs() {
    return sequential ? decision.pairs() > 0 : difference.summary().n() > 0;
  }

  /**
   * Returns which arm may be called ahead: 1 for the normalized one, -1 for the vanilla one, 0 for
   * none.
   */
  public int winner() {
    if (sequential) {
      return switch (decision.verdict()) {
        case ABOVE -> 1;
        case BELOW -> -1;
        case EQUIVALENT, UNDECIDED, OPEN -> 0;
      };
    }
    if (!difference.significance().hasWinner()) {
      return 0;
    }
    return difference.hasMeanOn(1) ? 1 : -1;
  }

  /** Whether there are pairs, but too few for any statement so far. */
  public boolean isEarly() {
    return sequential
        ? hasPairs() && decision.verdict() == Verdict.OPEN
        : difference.significance().underpowered();
  }

  /** The finding as a table says it. */
  public String words() {
    return sequential
        ? hasPairs() ? decisionWords() : "no pair"
        : difference.significance().words();
  }

  /** The rule's verdict as a table says it. */
  public String decisionWords() {
    return decision.verdict().words()
        + " after "
        + decision.pairs()
        + (decision.pairs() == 1 ? " pair" : " pairs");
  }
}
