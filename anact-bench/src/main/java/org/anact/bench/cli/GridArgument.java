package org.anact.bench.cli;

import picocli.CommandLine.Parameters;

/** The argument that names a grid. */
final class GridArgument {

  @Parameters(paramLabel = "GRID", description = "A grid of './anact list grids', or a YAML file.")
  private String name;

  String name() {
    return name;
  }
}
