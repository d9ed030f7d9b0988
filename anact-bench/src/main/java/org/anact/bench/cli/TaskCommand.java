package org.anact.bench.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.anact.bench.InputException;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.DataFacts;
import org.anact.bench.run.Environment;
import org.anact.bench.run.Trainer;
import org.anact.bench.sweep.ConsoleProgress;
import org.anact.bench.sweep.Sweep;
import org.anact.bench.sweep.SweepListener;
import org.anact.bench.worker.TaskList;
import org.anact.bench.worker.WorkerPool;
import org.anact.bench.worker.Workers;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anact task DIR N}. */
@Command(
    name = "task",
    description = {
      "Trains a run of a plan by its number, from its last checkpoint, for engines that start many"
          + " of them.",
      "The plan is one of './anact plan GRID --out DIR --write', and its numbers begin at 0.",
      "A run that fails leaves that as its record, and the exit code is 0 all the same: an engine"
          + " has nothing to repeat. Any other code means that there is no record, and the same"
          + " command may be given again, also while another process is at the same run."
    })
final class TaskCommand implements Callable<Integer> {

  private final Catalog catalog;

  @Parameters(index = "0", paramLabel = "DIR", description = "The result directory.")
  private Path results;

  @Parameters(
      index = "1",
      paramLabel = "N",
      description = "Number of the run, such as $SLURM_ARRAY_TASK_ID.")
  private int number;

  @Option(
      names = "--count",
      paramLabel = "K",
      defaultValue = "1",
      description = "Trains K runs from N on, one after the other (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the data sets, if it is another one here than the plan says.")
  private Path data;

  TaskCommand(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Integer call() throws IOException {
    OptionRange.between(0, OptionRange.MOST, "N", number);
    OptionRange.between(1, OptionRange.MOST, "--count", count);
    TaskList list = TaskList.read(results, number, count);
    TaskList.Common common = list.common();
    if (list.runs().isEmpty()) {
      throw new InputException(
          "N is %d, and the plan in '%s' has fewer runs: give a number of the plan"
              .formatted(number, results));
    }
    String version = Versions.current().anact();
    if (!common.codeVersion().equals(version)) {
      throw new InputException(
          "the plan in '%s' is of anact %s, and this is %s: use the same here, or write the plan again"
              .formatted(results, common.codeVersion(), version));
    }
    PrintStream stream = System.out;
    try (ConsoleProgress progress = new ConsoleProgress(stream, false)) {
      train(list, progress);
    } catch (IOException e) {
      throw Failures.at(results, e);
    }
    return CommandLine.ExitCode.OK;
  }

  private void train(TaskList list, SweepListener progress) throws IOException {
    TaskList.Common common = list.common();
    List<SweepListener.Work> toDo = new ArrayList<>();
    for (RunConfig run : list.runs()) {
      DataFacts facts = common.data().get(run.dataset());
      if (!Sweep.isDone(results, run, common.codeVersion(), facts.checksum())) {
        toDo.add(
            new SweepListener.Work(
                run, (long) run.recipe().epochs() * facts.trainImages(), Map.of()));
      }
    }
    progress.planned(toDo, list.runs().size() - toDo.size());
    if (toDo.isEmpty()) {
      return;
    }
    // It is written into failures of processes that cannot do so themselves.
    NativeBackend.activate(common.backend());
    Environment environment =
        Environment.current(BackendReport.current(), Optional.of(common.commit()));
    Path dataDirectory = data == null ? Path.of(common.dataDirectory()) : data;
    try (Workers workers = Workers.here()) {
      new WorkerPool(
              workers,
              list.settings(results, dataDirectory),
              new Trainer(catalog.with(common.own()), results, environment, common.recording()),
              common.data(),
              progress)
          .train(toDo.stream().map(SweepListener.Work::run).toList());
    }
  }
}
