package org.anact.report.live;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.anact.results.PlannedRun;
import org.anact.results.RecordedConfig;
import org.anact.results.RunProgress;
import org.anact.results.RunState;

/**
 * What a page of progress keeps of a run.
 *
 * @param detail one sentence on why it is not finished, empty when it is
 * @param config absent where there is no readable record of it yet
 * @param changed when its state became known, on the disk
 * @param seconds wall clock of a run that ended
 * @param accuracy top-1 after the last epoch, between 0 and 1
 * @param progress of a run under way that has done a step
 */
record LiveRun(
    PlannedRun plan,
    RunState state,
    String detail,
    Optional<RecordedConfig> config,
    Instant changed,
    OptionalDouble seconds,
    OptionalDouble accuracy,
    Optional<RunProgress> progress) {

  boolean ended() {
    return state != RunState.PARTIAL && state != RunState.MISSING;
  }

  /** Ended, and not as it should have. */
  boolean isProblem() {
    return ended() && state != RunState.FINISHED;
  }
}
