package org.anact.bench.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.Environment;
import org.anact.bench.run.Outcome;
import org.anact.bench.run.Status;
import org.anact.bench.run.Trainer;
import org.anact.datasets.Dataset;
import org.anact.datasets.Datasets;

/** Runs the runs of a grid that have no record yet, one after the other. */
public final class Sweep {

  private final Grid grid;
  private final Path results;
  private final Path dataDirectory;
  private final Environment environment;
  private final String command;

  /**
   * Makes a sweep.
   *
   * @param grid what to run
   * @param results the result directory; made if there is none
   * @param dataDirectory folder of the data sets that do not come with the suite
   * @param environment the machine and the software
   * @param command the command line, for the record
   */
  public Sweep(
      Grid grid, Path results, Path dataDirectory, Environment environment, String command) {
    this.grid = grid;
    this.results = results;
    this.dataDirectory = dataDirectory;
    this.environment = environment;
    this.command = command;
  }

  /**
   * How many runs ended how in this call.
   *
   * @param already runs whose records stood
   * @param finished runs trained to the end
   * @param diverged runs whose loss left the numbers
   * @param failed runs that an error stopped
   */
  public record Tally(int already, int finished, int diverged, int failed) {}

  /**
   * Trains what is to do. An error inside a run is its outcome and does not stop the others.
   *
   * @throws IOException if the result directory cannot be written while the sweep runs
   * @throws org.anact.bench.InputException if the directory cannot be used
   * @throws org.anact.datasets.DatasetException if a data set is missing or damaged
   */
  public Tally run(SweepListener listener) throws IOException {
    Map<String, Dataset> data = new LinkedHashMap<>();
    for (String name : grid.datasets()) {
      data.put(name, Datasets.standard().load(name, dataDirectory));
    }
    List<RunConfig> runs = grid.runs();
    try (ResultStore store = ResultStore.open(results, grid)) {
      store.writePlan(grid, runs, command);
      List<SweepListener.Work> toDo = new ArrayList<>();
      for (RunConfig run : runs) {
        Dataset dataset = data.get(run.dataset());
        Optional<String> reason =
            store.reasonToRun(run, environment.versions().anact(), dataset.checksum());
        if (reason.isPresent()) {
          long images = (long) run.recipe().epochs() * dataset.train().count();
          toDo.add(new SweepListener.Work(run, images));
          if (!reason.get().isEmpty()) {
            listener.runsAgain(run, reason.get());
          }
        }
      }
      int already = runs.size() - toDo.size();
      listener.planned(toDo, already);
      return train(toDo, data, already, listener);
    }
  }

  private Tally train(
      List<SweepListener.Work> toDo, Map<String, Dataset> data, int already, SweepListener listener)
      throws IOException {
    Trainer trainer = new Trainer(results, environment);
    Map<Status, Integer> ended = new LinkedHashMap<>();
    for (SweepListener.Work work : toDo) {
      RunConfig run = work.run();
      listener.started(run);
      Outcome outcome = trainer.train(run, data.get(run.dataset()), listener);
      ended.merge(outcome.status(), 1, Integer::sum);
      listener.ended(run, outcome);
    }
    return new Tally(
        already,
        ended.getOrDefault(Status.FINISHED, 0),
        ended.getOrDefault(Status.DIVERGED, 0),
        ended.getOrDefault(Status.FAILED, 0));
  }
}
