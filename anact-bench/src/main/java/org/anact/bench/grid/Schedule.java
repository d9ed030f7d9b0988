package org.anact.bench.grid;

/** How the learning rate goes over the training. */
public enum Schedule {
  /** The same at every step. */
  CONSTANT,
  /** Linear warm-up, then half a cosine down to zero. */
  COSINE
}
