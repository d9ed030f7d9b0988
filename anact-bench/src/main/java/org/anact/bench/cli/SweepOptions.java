package org.anact.bench.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.anact.bench.Numbers;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.Grids;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.Environment;
import org.anact.bench.slurm.SlurmSweep;
import org.anact.bench.sweep.Agenda;
import org.anact.bench.sweep.ConsoleProgress;
import org.anact.bench.sweep.Sweep;
import org.anact.bench.worker.Workers;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.CudaDevices;
import org.anact.core.backend.NativeBackend;
import org.anact.registry.Shell;
import org.anact.report.Report;
import org.anact.report.ReportSummary;
import org.anact.results.ModelChoice;
import org.anact.results.ResultFormat;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that trains shares: its options, and the way from a grid to a report. */
final class SweepOptions {

  private final Catalog catalog;

  /** System property that the launcher sets where standard output is a terminal. */
  static final String TERMINAL_PROPERTY = "anact.terminal";

  /** Runs that an engine has at a time: more than any cluster trains, and a thread each here. */
  private static final int HANDED_OVER = 1000;

  private static final String STOPPED =
      "\nanact: stopped; finished runs are kept, and the same command resumes";

  private static final String CHOSEN_ON_TEST_SET =
      "--keep-model best: the test set chooses the network, whose accuracy on it is higher than on new"
          + " images; the report goes by the last epoch";

  /** Explains the accuracy tables. */
  private static final String NOTE =
      """
      Final epoch's test accuracy in percent, mean +/- standard deviation over the seeds that
      finished; difference in percentage points, paired by seed, BCa bootstrap 95 % interval.
      """;

  @Mixin private TrainingOptions training;

  @Mixin private MixedMachinesOption mixedMachines;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = {
        "Trains N runs at a time, each in a process of its own with its share of the threads; a"
            + " process that crashes, hangs or runs out of memory does not stop the others"
            + " (default: one run after the other in this process; with several GPUs,"
            + " one process for each). With --on, hands the engine no"
            + " more than N at a time (default: 1000)."
      })
  private Integer jobs;

  @Option(
      names = "--dry-run",
      description = "Shows the runs and what they would cost, and trains and writes nothing.")
  private boolean dryRun;

  SweepOptions(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Trains what is to do and makes the report.
   *
   * @param gridName a grid that comes with the suite, or a file
   * @param changes of it
   * @param engine what trains
   * @return the exit code
   */
  int sweep(String gridName, GridOptions changes, EngineOptions engine, CommandLine line)
      throws IOException {
    Grids grids = new Grids(catalog);
    Grid grid = grids.read(gridName);
    Agenda agenda = changes.agenda(grids.read(gridName, changes.changes()));
    Path results = training.results(grid);
    PrintWriter console = line.getOut();
    OptionRange.between(1, OptionRange.MOST_JOBS, "--jobs", jobs == null ? 1 : jobs);
    Duration silence = training.silence();
    Optional<Workers> workers =
        engine.workers(
            grid.name(),
            training.backend(),
            results,
            said -> {
              console.println(said);
              console.flush();
            });
    NativeBackend.activate(training.backend());
    int gpus = CudaDevices.here().size();
    if (jobs == null && gpus > 1 && workers.isEmpty()) {
      jobs = gpus;
    }
    console.println(BackendReport.current().line());
    console.println("grid '" + grid.name() + "' -> " + results);
    FormulaOption.print(grid.activations(), console);
    if (training.recording().model().equals(Optional.of(ModelChoice.BEST))) {
      console.println(CHOSEN_ON_TEST_SET);
    }
    if (dryRun) {
      return show(grid, agenda, Sweep.toTrain(results, agenda), line);
    }
    boolean terminal = Boolean.getBoolean(TERMINAL_PROPERTY);
    Sweep sweep = training.sweep(catalog, grid, agenda, line);
    if (engine.isSlurm()) {
      return onSlurm(sweep, grid, results, engine, line);
    }
    Sweep.Tally tally;
    PrintStream stream = System.out;
    Thread stopped = new Thread(() -> System.err.println(STOPPED));
    Runtime.getRuntime().addShutdownHook(stopped);
    try (ConsoleProgress progress = new ConsoleProgress(stream, terminal)) {
      tally = train(sweep, workers, silence, progress);
    } catch (IOException e) {
      throw Failures.at(results, e);
    } finally {
      Runtime.getRuntime().removeShutdownHook(stopped);
    }
    return report(results, tally.failed(), line);
  }

  private int report(Path results, int failed, CommandLine line) throws IOException {
    ReportSummary report =
        OutputFiles.into(
            results.resolve(ResultFormat.REPORT),
            () ->
                Report.write(
                    List.of(results),
                    results.resolve(ResultFormat.REPORT),
                    mixedMachines.isGiven()));
    show(report, line);
    if (failed > 0) {
      line.getErr()
          .printf("anact: %s failed; the report tells why%n", Numbers.count(failed, "run", "runs"));
      return CommandLine.ExitCode.SOFTWARE;
    }
    return CommandLine.ExitCode.OK;
  }

  /** Submits the runs that can be trained now, or makes the report if nothing is left to submit. */
  private int onSlurm(Sweep sweep, Grid grid, Path results, EngineOptions engine, CommandLine line)
      throws IOException {
    PrintWriter console = line.getOut();
    String launcher =
        Shell.quoted(
            Path.of(System.getProperty(Environment.HOME_PROPERTY, "."), "anact")
                .toAbsolutePath()
                .normalize());
    SlurmSweep slurm =
        new SlurmSweep(
            results,
            launcher + " task " + Shell.quoted(results.toAbsolutePath().normalize()),
            launcher + " " + arguments(line),
            engine.options(),
            Optional.ofNullable(jobs),
            System.getenv());
    Optional<String> queued = slurm.queued();
    if (queued.isPresent()) {
      console.println("it is submitted already: " + queued.get());
      console.flush();
      return CommandLine.ExitCode.OK;
    }
    Sweep.Plan plan;
    PrintStream stream = System.out;
    try (ConsoleProgress progress = new ConsoleProgress(stream, false)) {
      plan = sweep.plan(training.backend(), training.silence(), slurm.follows(), progress);
    } catch (IOException e) {
      throw Failures.at(results, e);
    }
    if (slurm.submit(plan, training.backend().threads(), grid.name(), console::println)) {
      console.printf("'./anact status %s' shows how far it is%n", Shell.quoted(results));
      console.flush();
      return CommandLine.ExitCode.OK;
    }
    return report(results, plan.failed(), line);
  }

  private Sweep.Tally train(
      Sweep sweep, Optional<Workers> elsewhere, Duration silence, ConsoleProgress progress)
      throws IOException {
    if (elsewhere.isPresent()) {
      try (Workers workers = elsewhere.get()) {
        return sweep.runBy(
            workers, jobs == null ? HANDED_OVER : jobs, training.backend(), silence, progress);
      }
    }
    return jobs == null
        ? sweep.run(progress)
        : sweep.runInProcesses(jobs, training.backend(), silence, progress);
  }

  private int show(Grid grid, Agenda agenda, Map<RunConfig, Boolean> runs, CommandLine line) {
    PrintWriter console = line.getOut();
    List<RunConfig> toTrain = runs.keySet().stream().filter(runs::get).toList();
    console.printf(
        "%s, %d finished and %d to train%s:%n",
        Numbers.count(runs.size(), "run", "runs"),
        runs.size() - toTrain.size(),
        toTrain.size(),
        agenda.growsWithResults() && !toTrain.isEmpty() ? ", then more by their results" : "");
    toTrain.forEach(run -> console.println("  " + run.id() + (run.isTrial() ? " (trial)" : "")));
    console.println();
    PlanTable.print(catalog.with(grid.own()), toTrain, line);
    console.println("Nothing was trained or written.");
    console.flush();
    return CommandLine.ExitCode.OK;
  }

  /** Prints what a report says in short. */
  static void show(ReportSummary report, CommandLine line) {
    PrintWriter console = line.getOut();
    console.println();
    report
        .accuracy()
        .forEach(table -> console.println(ReportText.of(table, line.getUsageHelpWidth())));
    console.println(NOTE);
    report.openRuns().forEach(console::println);
    console.println("report: " + report.page().toAbsolutePath().normalize());
    console.flush();
  }

  static String command(CommandLine line) {
    return "./anact " + arguments(line);
  }

  private static String arguments(CommandLine line) {
    CommandLine top = line;
    while (top.getParent() != null) {
      top = top.getParent();
    }
    return top.getParseResult().originalArgs().stream()
        .map(Shell::quoted)
        .collect(Collectors.joining(" "));
  }
}
