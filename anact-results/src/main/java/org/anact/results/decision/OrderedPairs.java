package org.anact.results.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Differences of the final test accuracy in points, pair by pair in the order of the plan, as a
 * {@link DecisionRule} takes them: a diverged run counts as chance, a pair of which an error
 * stopped a run shows nothing, and none counts after the first pair that has not ended, as which of
 * them end first must not decide.
 */
public final class OrderedPairs {

  private static final double POINTS = 100;

  private final List<Double> differences = new ArrayList<>();

  /**
   * Adds the next pair, each run by the accuracy that counts for it; none where an error stopped
   * it, and nothing at all where it has not ended.
   *
   * @return whether both runs have ended, without which no pair may follow
   */
  public boolean add(Optional<OptionalDouble> vanilla, Optional<OptionalDouble> normalized) {
    if (vanilla.isEmpty() || normalized.isEmpty()) {
      return false;
    }
    OptionalDouble one = vanilla.get();
    OptionalDouble other = normalized.get();
    if (one.isPresent() && other.isPresent()) {
      differences.add(POINTS * (other.getAsDouble() - one.getAsDouble()));
    }
    return true;
  }

  /** Returns the number of differences so far. */
  public int size() {
    return differences.size();
  }

  /** Returns the differences, normalized minus vanilla. */
  public double[] differences() {
    return differences.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
