package org.anact.bench.sweep;

import java.util.OptionalDouble;
import org.anact.results.Outcome;

/**
 * How a run ended, as far as it decides on further runs.
 *
 * @param accuracy final top-1 on what the run was evaluated on, between 0 and 1; chance where it
 *     diverged, absent where an error stopped it
 * @param diverged whether its loss left the numbers
 */
public record RunEnd(OptionalDouble accuracy, boolean diverged) {

  /**
   * Returns the end that an outcome tells of.
   *
   * @param classes of the data set
   */
  static RunEnd of(Outcome outcome, long classes) {
    return switch (outcome.status()) {
      case FINISHED -> new RunEnd(outcome.finalTestAccuracy(), false);
      case DIVERGED -> new RunEnd(OptionalDouble.of(1.0 / classes), true);
      case FAILED -> new RunEnd(OptionalDouble.empty(), false);
    };
  }
}
