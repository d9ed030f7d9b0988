package org.anact.bench.cli;

import org.anact.bench.InputException;
import picocli.CommandLine.Parameters;

/** The argument that names a grid. */
final class GridArgument {

  @Parameters(
      index = "0",
      paramLabel = "GRID",
      description = "A grid of './anact list grids', or a YAML file.")
  private String name;

  /**
   * Returns the name as it was given.
   *
   * @throws InputException if it is blank
   */
  String name() {
    if (name.isBlank()) {
      throw new InputException("GRID is empty: give a name of 'anact list grids', or a file");
    }
    return name;
  }
}
