package org.anact.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code anact quick}. */
@Command(
    name = "quick",
    description =
        "Trains the grid 'quick' on the embedded images of Fashion-MNIST and makes the report.")
final class QuickCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private GridOptions changes;

  @Mixin private SweepOptions options;

  @Override
  public Integer call() throws Exception {
    return options.sweep("quick", changes, new EngineOptions(), spec.commandLine());
  }
}
