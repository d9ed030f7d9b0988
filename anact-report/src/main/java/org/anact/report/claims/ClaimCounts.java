package org.anact.report.claims;

import java.util.List;
import org.anact.report.comparison.Finding;
import org.anact.report.statistics.PairedDifference;

/**
 * How many cells speak for a claim.
 *
 * @param inFavour cells with a difference that is shown, in the direction of the claim
 * @param against cells with a difference that is shown, in the other direction
 * @param undecided cells with enough pairs and no difference shown
 * @param early cells with too few pairs so far
 */
public record ClaimCounts(int inFavour, int against, int undecided, int early) {
  private static final ClaimCounts NONE = new ClaimCounts(0, 0, 0, 0);

  /**
   * Counts paired differences; those without a pair are left out.
   *
   * @param differences one for each cell
   * @param direction 1 if the claim says that they are above zero, -1 if below
   */
  public static ClaimCounts of(List<PairedDifference> differences, int direction) {
    return differences.stream()
        .filter(one -> one.summary().n() > 0)
        .map(
            one ->
                of(
                    one.significance().underpowered(),
                    one.significance().hasWinner() ? one.hasMeanOn(direction) ? 1 : -1 : 0))
        .reduce(NONE, ClaimCounts::plus);
  }

  /**
   * Counts what test accuracies say; comparisons without a pair are left out.
   *
   * @param findings one for each cell
   * @param direction 1 if the claim says that the normalized arm is ahead, -1 if the vanilla one
   */
  public static ClaimCounts ofFindings(List<Finding> findings, int direction) {
    return findings.stream()
        .filter(Finding::hasPairs)
        .map(one -> of(one.isEarly(), direction * one.winner()))
        .reduce(NONE, ClaimCounts::plus);
  }

  private static ClaimCounts of(boolean early, int sign) {
    return new ClaimCounts(
        !early && sign > 0 ? 1 : 0,
        !early && sign < 0 ? 1 : 0,
        !early && sign == 0 ? 1 : 0,
        early ? 1 : 0);
  }

  private ClaimCounts plus(ClaimCounts other) {
    return new ClaimCounts(
        inFavour + other.inFavour,
        against + other.against,
        undecided + other.undecided,
        early + other.early);
  }

  /**
   * The rule of a claim about every cell: supported if all cells with enough pairs speak for it,
   * supported in part if some do and none speaks against it.
   *
   * @param ifEarly what it is if no cell has enough pairs
   */
  public Judgement judgement(Judgement ifEarly) {
    int powered = inFavour + against + undecided;
    if (powered == 0) {
      return early == 0 ? Judgement.NOT_TESTED : ifEarly;
    }
    if (inFavour == powered) {
      return Judgement.SUPPORTED;
    }
    return inFavour > 0 && against == 0 ? Judgement.PARTLY_SUPPORTED : Judgement.NOT_SUPPORTED;
  }

  /**
   * The counts in words.
   *
   * @param ifEarly what cells with too few pairs are
   */
  public String words(Judgement ifEarly) {
    return inFavour
        + " shown in favour, "
        + against
        + " shown against, "
        + undecided
        + " without a difference shown, "
        + early
        + " "
        + ifEarly.words();
  }
}
