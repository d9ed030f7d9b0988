package org.anact.results;

/** Which network of a run is kept. */
public enum ModelChoice {
  /** That of the last epoch. */
  LAST,
  /** That of the epoch with the highest accuracy on the test set, the first of several. */
  BEST
}
