package org.anact.bench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
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

  @Mixin private EngineOptions engine;

  // A mixin cannot have it, as the arguments of each begin with the first.
  @Parameters(
      index = "1..*",
      paramLabel = "-- OPTION",
      description = {
        "With --on, options of spark-submit or sbatch, as in -- --master spark://host:7077 or"
            + " -- --time=12:00:00 --mem=8G."
      })
  private List<String> engineOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return options.sweep(grid.name(), changes, engine.with(engineOptions), spec.commandLine());
  }
}
