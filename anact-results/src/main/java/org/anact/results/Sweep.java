package org.anact.results;

import java.util.List;

/**
 * What was asked for: the content of {@code sweep.json}.
 *
 * @param name name of the grid
 * @param description what the grid is for
 * @param createdAt ISO-8601 instant as written
 * @param gridJson the grid, indented JSON
 * @param command command line that started the sweep
 * @param runs every run of the grid, in the order they run
 * @param anchors published results that the grid names
 */
public record Sweep(
    String name,
    String description,
    String createdAt,
    String gridJson,
    String command,
    List<PlannedRun> runs,
    List<Anchor> anchors) {
  /** Copies the lists. */
  public Sweep {
    runs = List.copyOf(runs);
    anchors = List.copyOf(anchors);
  }
}
