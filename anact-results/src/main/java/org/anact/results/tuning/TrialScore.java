package org.anact.results.tuning;

import java.util.Optional;
import org.anact.results.RunRecord;
import org.anact.results.RunStatus;

/**
 * What one trial reached.
 *
 * @param seed its seed
 * @param accuracy top-1 on the validation share after the last epoch, between 0 and 1; chance, one
 *     in the number of classes, where the trial diverged
 * @param diverged whether its loss became NaN or infinite
 */
public record TrialScore(long seed, double accuracy, boolean diverged) {

  /** Returns the score of a run; empty for one that an error stopped, which shows nothing. */
  public static Optional<TrialScore> of(RunRecord run) {
    return run.outcome().decidingAccuracy(run.provenance().classes()).stream()
        .mapToObj(
            accuracy ->
                new TrialScore(
                    run.config().seed(), accuracy, run.outcome().status() == RunStatus.DIVERGED))
        .findAny();
  }
}
