package org.anact.bench.sweep;

import java.util.List;
import org.anact.bench.grid.Grid;

/**
 * What was asked for, the content of {@code sweep.json}.
 *
 * @param formatVersion version of the result format
 * @param name name of the grid
 * @param description what the grid is for
 * @param createdAt ISO-8601 instant
 * @param grid the grid, defaults filled in
 * @param command the command line
 * @param runs every run, in the order they run
 */
record SweepFile(
    int formatVersion,
    String name,
    String description,
    String createdAt,
    Grid grid,
    String command,
    List<PlannedRun> runs) {

  /**
   * One run of the plan.
   *
   * @param id the run's id
   * @param dataset registered name
   * @param model registered name
   * @param activation name in the grid
   * @param seed its seed
   */
  record PlannedRun(String id, String dataset, String model, String activation, long seed) {}
}
