package org.anact.core.fast;

/** Tells whether a kernel computed a pass; a fallback gives the same numbers, more slowly. */
interface FastPath {

  /** Returns whether the last pass, forward or back, was the kernel's. */
  boolean lastPassWasFast();
}
