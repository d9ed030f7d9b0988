package org.anact.bench.cli;

import org.anact.bench.InputException;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.Grids;
import picocli.CommandLine.Parameters;

/** The argument that names a grid. */
final class GridArgument {

  @Parameters(paramLabel = "GRID", description = "A grid of './anact list grids', or a YAML file.")
  private String name;

  /**
   * Reads the grid.
   *
   * @throws InputException if there is none of this name, or it is wrong
   */
  Grid read() {
    if (name.isBlank()) {
      throw new InputException("GRID is empty: give a name of 'anact list grids', or a file");
    }
    return Grids.read(name);
  }
}
