package org.anact.bench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.anact.bench.grid.GridReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact run GRID.yaml}. */
@Command(
    name = "run",
    description = {
      "Trains the runs of a grid that have no record yet and makes the report.",
      "A run that is finished is not run again."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "GRID.yaml", description = "The grid (docs/grids.md).")
  private Path grid;

  @Mixin private SweepOptions options;

  @Override
  public Integer call() throws Exception {
    return options.sweep(GridReader.read(grid), spec.commandLine());
  }
}
