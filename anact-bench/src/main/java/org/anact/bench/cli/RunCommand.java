package org.anact.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code anact run GRID}. */
@Command(
    name = "run",
    description = {
      "Trains the runs of a grid and makes the report.",
      "Finished runs in the result directory are kept and not trained again."
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private GridArgument grid;

  @Mixin private GridOptions changes;

  @Mixin private SweepOptions options;

  @Override
  public Integer call() throws Exception {
    return options.sweep(grid.name(), changes, spec.commandLine());
  }
}
