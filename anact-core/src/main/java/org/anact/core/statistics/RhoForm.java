package org.anact.core.statistics;

/** Which output of the activation rho compares with its input. */
public enum RhoForm {
  /** The activation's own: mean(f(y)^2) / Var(y). */
  RAW,
  /** The centred one, which is what the next layer receives: Var(f(y)) / Var(y). */
  CENTRED
}
