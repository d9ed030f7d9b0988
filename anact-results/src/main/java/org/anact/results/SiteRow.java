package org.anact.results;

/** A row that says what was measured at a place of the network in a training step. */
public sealed interface SiteRow permits SignalRow, WeightRow {
  /**
   * The training step.
   *
   * @return 1-based
   */
  int step();

  /**
   * Name in the network.
   *
   * @return of the activation or the weight layer
   */
  String layer();

  /**
   * Weight layers on the longest path from the input.
   *
   * @return a weight layer counts itself
   */
  int depth();

  /**
   * Which path it is on.
   *
   * @return {@code trunk}, {@code residual} or {@code shortcut}
   */
  String branch();
}
