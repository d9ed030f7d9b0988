package org.anact.report.claims;

import java.util.List;
import org.anact.report.statistics.PairedDifference;

/**
 * How many cells speak for a claim.
 *
 * @param inFavour cells with a difference that is shown, in the direction of the claim
 * @param against cells with a difference that is shown, in the other direction
 * @param undecided cells with enough pairs and no difference shown
 * @param underpowered cells with too few pairs
 */
public record ClaimCounts(int inFavour, int against, int undecided, int underpowered) {
  /**
   * Counts paired differences; those without a pair are left out.
   *
   * @param differences one for each cell
   * @param direction 1 if the claim says that they are above zero, -1 if below
   */
  public static ClaimCounts of(List<PairedDifference> differences, int direction) {
    int inFavour = 0;
    int against = 0;
    int undecided = 0;
    int underpowered = 0;
    for (PairedDifference difference : differences) {
      if (difference.verdict().underpowered()) {
        underpowered++;
      } else if (difference.verdict().hasWinner()) {
        if (difference.hasMeanOn(direction)) {
          inFavour++;
        } else {
          against++;
        }
      } else if (difference.summary().n() > 0) {
        undecided++;
      }
    }
    return new ClaimCounts(inFavour, against, undecided, underpowered);
  }

  /**
   * The rule of a claim about every cell: supported if all cells with enough pairs speak for it,
   * supported in part if some do and none speaks against it.
   */
  public Judgement judgement() {
    int powered = inFavour + against + undecided;
    if (powered == 0) {
      return underpowered == 0 ? Judgement.NOT_TESTED : Judgement.UNDERPOWERED;
    }
    if (inFavour == powered) {
      return Judgement.SUPPORTED;
    }
    return inFavour > 0 && against == 0 ? Judgement.PARTLY_SUPPORTED : Judgement.NOT_SUPPORTED;
  }

  /** The counts in words. */
  public String words() {
    return inFavour
        + " shown in favour, "
        + against
        + " shown against, "
        + undecided
        + " without a difference shown, "
        + underpowered
        + " underpowered";
  }
}
