package org.anact.bench.run;

import org.anact.bench.grid.RunConfig;
import org.anact.results.Outcome;

/**
 * Receives the progress of several runs, which may be under way at the same time; the calls never
 * overlap.
 */
public interface RunsListener {

  /** Called before a run; what is returned receives its progress. */
  RunListener started(RunConfig run);

  /** Called where a run is started once more after its process ended without an outcome. */
  void retried(RunConfig run, String reason);

  /** Called after a run. */
  void ended(RunConfig run, Outcome outcome);
}
