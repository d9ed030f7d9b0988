package org.anact.core.fast;

/** Tells whether a kernel computed a pass: who falls back gives the same numbers, only later. */
interface FastPath {

  /** Returns whether the last pass, forward or back, was the kernel's. */
  boolean lastPassWasFast();
}
