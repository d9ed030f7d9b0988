package org.anact.results;

/** How a run ended, as its outcome file says. */
public enum RunStatus {
  /** All epochs were trained. */
  FINISHED,
  /** A loss left the numbers. */
  DIVERGED,
  /** An exception ended the run. */
  FAILED
}
