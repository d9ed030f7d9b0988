package org.anact.results;

/** A row that says what was measured at a place of the network in a training step. */
public sealed interface SiteRow permits SignalRow, WeightRow {
  /** The training step, 1-based. */
  int step();

  /** Name of the activation or the weight layer in the network. */
  String layer();

  /** Weight layers on the longest path from the input, a weight layer itself included. */
  int depth();

  /** Which path it is on: {@code trunk}, {@code residual} or {@code shortcut}. */
  String branch();
}
