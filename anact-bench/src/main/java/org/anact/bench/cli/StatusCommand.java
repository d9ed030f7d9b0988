package org.anact.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.anact.bench.InputException;
import org.anact.bench.Numbers;
import org.anact.bench.slurm.Wave;
import org.anact.bench.sweep.SweepStatus;
import org.anact.results.PlannedRun;
import org.anact.results.RemainingTime;
import org.anact.results.ResultDirectory;
import org.anact.results.RunEntry;
import org.anact.results.RunProgress;
import org.anact.results.RunState;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anact status DIR}. */
@Command(
    name = "status",
    description =
        "Shows the progress of the sweep in a result directory, while it runs or afterwards.")
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A result directory, such as results/quick.")
  private Path directory;

  @Option(
      names = "--serve",
      paramLabel = "PORT",
      description = {
        "Serves the progress as a page until Ctrl-C, of this sweep or of all those below DIR:"
            + " curves, remaining time, failures, the report so far. 0 takes a free port."
      })
  private Integer port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = {
        "With --serve, the address to listen on (default: this machine's loopback, which no other"
            + " machine reaches). There is no password: whoever reaches another address can read"
            + " the results."
      })
  private String bind;

  @Override
  public Integer call() throws Exception {
    if (port != null) {
      StatusServing.serve(directory, port, bind, spec.commandLine());
      return CommandLine.ExitCode.OK;
    }
    if (bind != null) {
      throw new InputException("--bind goes with --serve PORT: give both");
    }
    SweepStatus status = SweepStatus.read(directory);
    PrintWriter out = spec.commandLine().getOut();
    ResultDirectory results = status.results();
    out.printf(
        "grid '%s' in '%s': %s%n",
        results.sweep().name(), directory, status.running() ? "running" : "not running");
    out.printf(
        "%s%s: %d finished, %d diverged, %d failed, %d %s, %d to do%s%n",
        Numbers.count(results.entries().size(), "run", "runs"),
        trials(results),
        results.count(RunState.FINISHED),
        results.count(RunState.DIVERGED),
        results.count(RunState.FAILED) + results.count(RunState.UNREADABLE),
        results.count(RunState.PARTIAL),
        status.running() ? "under way" : "cut off",
        results.count(RunState.MISSING),
        status
            .left()
            .filter(left -> !left.isZero())
            .map(left -> ", " + RemainingTime.words(left))
            .orElse(""));
    queue(directory).ifPresent(out::println);
    if (!status.underWay().isEmpty()) {
      out.println();
      underWay(status).print(spec.commandLine());
    }
    for (RunEntry entry : results.entries()) {
      if (!entry.detail().isEmpty()
          && entry.state() != RunState.PARTIAL
          && entry.state() != RunState.MISSING) {
        out.printf("%n%s: %s, %s", entry.plan().id(), entry.state().words(), entry.detail());
      }
    }
    if (!status.running() && results.count(RunState.FINISHED) < results.entries().size()) {
      out.printf("%nto resume: %s%n", results.sweep().command());
    }
    out.println();
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private static Optional<String> queue(Path directory) throws IOException {
    try {
      return Wave.inQueue(
          directory.toAbsolutePath().normalize(), System.getenv().getOrDefault("PATH", ""));
    } catch (InputException e) {
      return Optional.of("slurm: " + e.getMessage());
    }
  }

  private static String trials(ResultDirectory results) {
    List<RunEntry> trials =
        results.entries().stream().filter(entry -> entry.plan().isTrial()).toList();
    long ended = trials.stream().filter(entry -> entry.run().isPresent()).count();
    return trials.isEmpty()
        ? ""
        : " (%d of %s ended)".formatted(ended, Numbers.count(trials.size(), "trial", "trials"));
  }

  private static ConsoleTable underWay(SweepStatus status) {
    ConsoleTable table =
        new ConsoleTable(
            "model", "activation", "seed", "epoch", "step", "loss", "images/s", "seen");
    for (SweepStatus.UnderWay each : status.underWay()) {
      PlannedRun run = each.run();
      String seed = Long.toString(run.seed());
      if (each.progress().isEmpty()) {
        table.add(run.model(), run.activation(), seed, "-", "-", "-", "-", "not begun");
        continue;
      }
      RunProgress now = each.progress().get();
      table.add(
          run.model(),
          run.activation(),
          seed,
          "%d/%d".formatted(now.epoch(), now.epochs()),
          "%d/%d".formatted(now.step(), now.steps()),
          String.format(Locale.ROOT, "%.4f", now.trainLoss()),
          String.format(Locale.ROOT, "%.0f", now.imagesPerSecond()),
          Duration.between(Instant.parse(now.at()), Instant.now()).toSeconds() + " s ago");
    }
    return table;
  }
}
