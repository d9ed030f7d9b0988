package org.anact.report.comparison;

import java.util.Arrays;
import java.util.Optional;
import org.anact.report.statistics.PairedDifference;
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
 */
public record Finding(
    PairedDifference difference,
    DecisionRule rule,
    Decision decision,
    ConfidenceSequence confidence,
    boolean sequential) {

  static Finding of(
      Comparison comparison, PairedDifference difference, Optional<SweepRecord> sweep) {
    DecisionRule rule = sweep.map(SweepRecord::decide).orElseGet(DecisionRule::defaults);
    double[] differences = comparison.differencesInOrder();
    Decision decision = rule.decide(differences);
    return new Finding(
        difference,
        rule,
        decision,
        ConfidenceSequence.of(Arrays.copyOf(differences, decision.pairs()), rule.alpha()),
        sweep.map(SweepRecord::untilDecided).orElse(false));
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
