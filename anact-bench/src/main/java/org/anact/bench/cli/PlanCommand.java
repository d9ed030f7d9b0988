package org.anact.bench.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.anact.bench.Numbers;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.Grids;
import org.anact.bench.sweep.Agenda;
import org.anact.bench.sweep.ConsoleProgress;
import org.anact.bench.sweep.Sweep;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import org.anact.registry.Shell;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anact plan GRID}. */
@Command(
    name = "plan",
    description = {
      "Estimates what a grid costs on this machine: runs, sizes, memory and time.",
      "Each network is trained for some seconds on random images; no data set is needed.",
      "With --write, it writes the plan for './anact task' instead."
    })
final class PlanCommand implements Callable<Integer> {

  private final Catalog catalog;

  @Spec private CommandSpec spec;

  @Mixin private GridArgument argument;

  @Mixin private GridOptions changes;

  @Mixin private TrainingOptions training;

  @Option(
      names = "--write",
      description =
          "Writes the plan to the result directory, and measures nothing; './anact task DIR N' then"
              + " trains its runs by number, on any machine that sees the directory.")
  private boolean write;

  PlanCommand(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Integer call() throws IOException {
    Grids grids = new Grids(catalog);
    Grid grid = grids.read(argument.name(), changes.changes());
    PrintWriter out = spec.commandLine().getOut();
    NativeBackend.activate(training.backend());
    out.println(BackendReport.current().line());
    out.flush();
    out.printf("grid '%s': %s%n%n", grid.name(), grid.description());
    FormulaOption.print(grid.activations(), out);
    if (write) {
      write(grids.read(argument.name()), changes.agenda(grid), out);
      return CommandLine.ExitCode.OK;
    }
    PlanTable.print(catalog.with(grid.own()), changes.agenda(grid), spec.commandLine());
    return CommandLine.ExitCode.OK;
  }

  private void write(Grid grid, Agenda agenda, PrintWriter out) throws IOException {
    Path results = training.results(grid);
    Sweep sweep = training.sweep(catalog, grid, agenda, spec.commandLine());
    List<Integer> numbers;
    PrintStream stream = System.out;
    try (ConsoleProgress progress = new ConsoleProgress(stream, false)) {
      numbers = sweep.plan(training.backend(), training.silence(), false, progress).toTrain();
    } catch (IOException e) {
      throw Failures.at(results, e);
    }
    if (numbers.isEmpty()) {
      out.printf(
          "nothing is left to train: './anact report %s' makes the report%n",
          Shell.quoted(results));
    } else {
      out.printf(
          "to train: './anact task %s N' with N of %s%s%n",
          Shell.quoted(results),
          Numbers.ranges(numbers),
          agenda.growsWithResults()
              ? "; then write the plan again, as their results ask for more"
              : "");
    }
    out.flush();
  }
}
