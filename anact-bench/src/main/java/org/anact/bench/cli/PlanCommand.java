package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.anact.bench.grid.Grid;
import org.anact.bench.plan.SweepPlan;
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
    },
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;
  private static final double YEAR = 365 * DAY;

  @Spec private CommandSpec spec;

  @Mixin private GridArgument argument;

  @Mixin private BackendOptions backend;

  @Override
  public Integer call() {
    Grid grid = argument.read();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    NativeBackend.activate(backend.settings());
    out.println(BackendReport.current().line());
    out.flush();
    SweepPlan plan =
        SweepPlan.of(
            grid,
            what -> {
              err.println("measuring " + what + " ...");
              err.flush();
            });
    out.printf("grid '%s': %s%n%n", grid.name(), grid.description());
    ConsoleTable table =
        new ConsoleTable(
            "data set",
            "model",
            "runs",
            "epochs",
            "batch",
            "parameters",
            "multiply-adds",
            "memory",
            "vanilla",
            "normalized",
            "time of all");
    for (SweepPlan.Line line : plan.lines()) {
      table.add(
          line.dataset(),
          line.model(),
          Integer.toString(line.runs()),
          Integer.toString(line.epochs()),
          Integer.toString(line.batchSize()),
          String.format(Locale.ROOT, "%,d", line.cost().parameters()),
          String.format(Locale.ROOT, "%.1f M", line.cost().multiplyAdds() / 1e6),
          String.format(Locale.ROOT, "%.1f GiB", line.memoryBytes() / 0x1p30),
          rate(line.vanilla()),
          rate(line.normalized()),
          duration(line.seconds()));
    }
    table.print(spec.commandLine());
    out.printf(
        "%d runs, %s one after the other on this machine as it is now.%n",
        plan.runs(), duration(plan.seconds()));
    out.println(
        "Multiply-adds are those of one image's forward pass; the memory is an estimate for one process.");
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private static String rate(OptionalDouble imagesPerSecond) {
    return imagesPerSecond.isEmpty()
        ? "-"
        : String.format(Locale.ROOT, "%.4g images/s", imagesPerSecond.getAsDouble());
  }

  /** Two digits or so: more would claim what a few seconds of measuring cannot know. */
  static String duration(double seconds) {
    if (seconds < MINUTE) {
      return "%.0f s".formatted(seconds);
    }
    if (seconds < HOUR) {
      return String.format(Locale.ROOT, "%.1f min", seconds / MINUTE);
    }
    if (seconds < DAY) {
      return String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
    }
    return seconds < YEAR
        ? String.format(Locale.ROOT, "%.1f days", seconds / DAY)
        : String.format(Locale.ROOT, "%.1f years", seconds / YEAR);
  }
}
