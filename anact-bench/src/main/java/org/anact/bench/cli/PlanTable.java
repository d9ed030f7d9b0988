package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.plan.SweepPlan;

/** The table of what runs would cost. */
final class PlanTable {

  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;
  private static final double YEAR = 365 * DAY;

  private PlanTable() {}

  /** Measures each network for some seconds and prints the cost; progress goes to {@code err}. */
  static void print(List<RunConfig> runs, PrintWriter out, PrintWriter err) {
    SweepPlan plan =
        SweepPlan.of(
            runs,
            what -> {
              err.println("measuring " + what + " ...");
              err.flush();
            });
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
    out.println(table);
    out.printf(
        "%d runs, %s one after the other on this machine as it is now.%n",
        plan.runs(), duration(plan.seconds()));
    out.println(
        "Multiply-adds are those of one image's forward pass; the memory is an estimate for one"
            + " process.");
    out.flush();
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
