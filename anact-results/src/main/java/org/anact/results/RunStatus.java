package org.anact.results;

/** How a run ended, as its outcome file says. */
public enum RunStatus {
  /** All epochs were trained. */
  FINISHED,
  /** A loss became NaN or infinite; the same run would end the same way again. */
  DIVERGED,
  /** An error ended the run; another try may help. */
  FAILED
}
