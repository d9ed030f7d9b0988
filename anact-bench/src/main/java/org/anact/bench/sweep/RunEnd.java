package org.anact.bench.sweep;

import java.util.OptionalDouble;
import org.anact.results.Outcome;
import org.anact.results.RunStatus;

/**
 * How a run ended, as far as it decides on further runs.
 *
 * @param accuracy final top-1 on what the run was evaluated on, between 0 and 1; chance where it
 *     diverged, absent where an error stopped it
 * @param diverged whether its loss became NaN or infinite
 */
public record RunEnd(OptionalDouble accuracy, boolean diverged) {

  /**
   * Returns the end that an outcome tells of.
   *
   * @param classes of the data set
   */
  static RunEnd of(Outcome outcome, long classes) {
    return new RunEnd(outcome.decidingAccuracy(classes), outcome.status() == RunStatus.DIVERGED);
  }
}
