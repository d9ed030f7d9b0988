package org.anact.bench.run;

/** How a run ended. */
public enum Status {
  /** All epochs are done. */
  FINISHED,
  /** A loss was no number; the same run would end so again. */
  DIVERGED,
  /** An error stopped it; another try may help. */
  FAILED
}
