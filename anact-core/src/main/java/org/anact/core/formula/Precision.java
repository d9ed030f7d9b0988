package org.anact.core.formula;

/** To what the result of every operation is rounded. */
public enum Precision {
  /** To floats, as the kernels compute. */
  SINGLE,
  /** To doubles. */
  DOUBLE;

  double round(double value) {
    return this == SINGLE ? (float) value : value;
  }
}
