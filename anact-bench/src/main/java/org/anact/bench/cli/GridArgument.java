package org.anact.bench.cli;

import picocli.CommandLine.Parameters;

/** The argument that names a grid. */
final class GridArgument {

  @Parameters(
      paramLabel = "GRID",
      description = "A grid that comes with the suite (anact list grids), or a file GRID.yaml.")
  private String name;

  String name() {
    return name;
  }
}
