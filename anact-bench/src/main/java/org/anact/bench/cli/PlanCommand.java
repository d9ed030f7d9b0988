package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.Grids;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code anact plan GRID}. */
@Command(
    name = "plan",
    description = {
      "Estimates what a grid costs on this machine: runs, sizes, memory and time.",
      "Each network is trained for some seconds on random images; no data set is needed."
    })
final class PlanCommand implements Callable<Integer> {

  private final Catalog catalog;

  @Spec private CommandSpec spec;

  @Mixin private GridArgument argument;

  @Mixin private GridOptions changes;

  @Mixin private BackendOptions backend;

  PlanCommand(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Integer call() {
    Grid grid = new Grids(catalog).read(argument.name(), changes.changes());
    PrintWriter out = spec.commandLine().getOut();
    NativeBackend.activate(backend.settings());
    out.println(BackendReport.current().line());
    out.flush();
    out.printf("grid '%s': %s%n%n", grid.name(), grid.description());
    FormulaOption.print(grid.activations(), out);
    PlanTable.print(catalog.with(grid.own()), changes.agenda(grid), spec.commandLine());
    return CommandLine.ExitCode.OK;
  }
}
