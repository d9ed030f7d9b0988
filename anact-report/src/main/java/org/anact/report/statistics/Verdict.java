package org.anact.report.statistics;

/** What a paired difference allows one to say. */
public enum Verdict {
  /** No pair: nothing to say. */
  NO_PAIRS,
  /** One pair: a difference without an interval. */
  ONE_PAIR,
  /** The interval covers zero: no difference shown. */
  COVERS_ZERO,
  /** The interval excludes zero, but there are too few pairs for a claim of significance. */
  TOO_FEW_PAIRS,
  /** The interval excludes zero, but the sign-flip test stays above 0.05. */
  NOT_SIGNIFICANT,
  /** The interval excludes zero and the sign-flip test is at or below 0.05. */
  SHOWN
}
