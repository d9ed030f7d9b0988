package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.anact.bench.Numbers;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.plan.SweepPlan;
import org.anact.bench.sweep.Agenda;
import picocli.CommandLine;

/** The table of what runs would cost. */
final class PlanTable {

  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;
  private static final double YEAR = 365 * DAY;

  private PlanTable() {}

  /** Measures each network for some seconds and prints the cost; progress goes to its errors. */
  static void print(Catalog catalog, List<RunConfig> runs, CommandLine line) {
    print(measure(catalog, runs, line), line);
  }

  /** Prints the cost of what a grid runs in any case, and what it may come to. */
  static void print(Catalog catalog, Agenda agenda, CommandLine line) {
    Agenda.Forecast forecast = agenda.forecast();
    SweepPlan plan = measure(catalog, forecast.least(), line);
    print(plan, line);
    if (agenda.growsWithResults()) {
      line.getOut()
          .printf(
              "That is the minimum. Expected are %,d runs, %s; the maximum is %,d runs, %s, if"
                  + " every list of values%nis continued and every comparison stays open.%n",
              forecast.expected().size(),
              duration(plan.seconds(forecast.expected())),
              forecast.most().size(),
              duration(plan.seconds(forecast.most())));
      line.getOut().flush();
    }
  }

  private static SweepPlan measure(Catalog catalog, List<RunConfig> runs, CommandLine line) {
    PrintWriter err = line.getErr();
    return SweepPlan.of(
        catalog,
        runs,
        what -> {
          err.println("measuring " + what + " ...");
          err.flush();
        });
  }

  private static void print(SweepPlan plan, CommandLine line) {
    PrintWriter out = line.getOut();
    ConsoleTable table =
        new ConsoleTable(
            "data set",
            "model",
            "runs",
            "trials",
            "epochs",
            "batch",
            "parameters",
            "multiply-adds",
            "memory",
            "vanilla",
            "normalized",
            "time of all");
    for (SweepPlan.Line row : plan.lines()) {
      table.add(
          row.dataset(),
          row.model(),
          Integer.toString(row.runs()),
          Integer.toString(row.trials()),
          Integer.toString(row.epochs()),
          Integer.toString(row.batchSize()),
          parameters(row.fewestParameters(), row.cost().parameters()),
          String.format(Locale.ROOT, "%.1f M", row.cost().multiplyAdds() / 1e6),
          String.format(Locale.ROOT, "%.1f GiB", row.memoryBytes() / 0x1p30),
          rate(row.vanilla()),
          rate(row.normalized()),
          duration(row.seconds()));
    }
    table.print(line);
    out.printf(
        "%s, %s one after the other on this machine as it is now.%n",
        Numbers.count(plan.runs(), "run", "runs"), duration(plan.seconds()));
    out.println(
        "Multiply-adds are those of one image's forward pass; the memory is an estimate for one"
            + " process.");
    out.flush();
  }

  /** Activations differ in what they learn. */
  private static String parameters(long fewest, long most) {
    String range = fewest == most ? "%2$,d" : "%,d to %,d";
    return String.format(Locale.ROOT, range, fewest, most);
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
