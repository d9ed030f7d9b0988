package org.anact.bench.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.Recipe;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.Attempts;
import org.anact.bench.run.DataFacts;
import org.anact.bench.run.Environment;
import org.anact.bench.run.Recording;
import org.anact.bench.run.RunListener;
import org.anact.bench.run.RunsListener;
import org.anact.bench.run.Standing;
import org.anact.bench.run.Trainer;
import org.anact.bench.worker.TaskList;
import org.anact.bench.worker.WorkerPool;
import org.anact.bench.worker.WorkerSettings;
import org.anact.bench.worker.Workers;
import org.anact.core.backend.NativeBackend;
import org.anact.datasets.Dataset;
import org.anact.results.Outcome;
import org.anact.results.ResultFormat;
import org.anact.results.RunStatus;

/**
 * Trains the runs of a grid, or others of its kind, that have no record yet: in this process, in
 * others here or elsewhere, or as tasks, which all begin with the same plan and checks.
 */
public final class Sweep {

  private final Catalog catalog;
  private final Grid grid;
  private final Agenda agenda;
  private final Path results;
  private final Path dataDirectory;
  private final Environment environment;
  private final String command;
  private final Recording recording;

  /** Makes a sweep of all runs of a grid that measures signals at the standard rate. */
  public Sweep(
      Catalog catalog,
      Grid grid,
      Path results,
      Path dataDirectory,
      Environment environment,
      String command) {
    this(
        catalog,
        grid,
        Agenda.of(grid),
        results,
        dataDirectory,
        environment,
        command,
        Recording.standard());
  }

  /**
   * Makes a sweep.
   *
   * @param catalog has what the runs name, besides what the grid defines itself
   * @param grid as its file has it
   * @param agenda what to run, which is its own or changed by the command line
   * @param results the result directory; made if there is none
   * @param dataDirectory folder of the data sets that do not come with the suite
   * @param environment the machine and the software
   * @param command the command line, for the record
   * @param recording what is recorded of each final run besides its losses
   */
  public Sweep(
      Catalog catalog,
      Grid grid,
      Agenda agenda,
      Path results,
      Path dataDirectory,
      Environment environment,
      String command,
      Recording recording) {
    this.catalog = catalog.with(grid.own());
    this.grid = grid;
    this.agenda = agenda;
    this.results = results;
    this.dataDirectory = dataDirectory;
    this.environment = environment;
    this.command = command;
    this.recording = recording;
  }

  /**
   * How many runs ended how in this call.
   *
   * @param already runs whose records were valid
   * @param finished runs trained to the end
   * @param diverged runs whose loss became NaN or infinite
   * @param failed runs that an error stopped
   */
  public record Tally(int already, int finished, int diverged, int failed) {}

  /**
   * Returns the runs that are known so far, with whether a sweep would train them. No data set is
   * read, so that a changed one does not show.
   */
  public static Map<RunConfig, Boolean> toTrain(Path results, Agenda agenda) {
    Ends ends = new Ends(results, Versions.current().anact(), run -> Optional.empty(), false);
    Map<RunConfig, Boolean> known = new LinkedHashMap<>();
    agenda
        .known(ends)
        .forEach(item -> known.put(item.run(), ends.reasonToRun(item.run()).isPresent()));
    return known;
  }

  /** Whether a run has a record that stands, for data with this checksum. */
  public static boolean isDone(
      Path results, RunConfig run, String codeVersion, String dataChecksum) {
    return Standing.of(
            results, ResultStore.planned(run, Map.of()), codeVersion, Optional.of(dataChecksum))
        .record()
        .isPresent();
  }

  /**
   * Trains what is to do in this process, one run after the other. An error inside a run is its
   * outcome and does not stop the others.
   *
   * @throws IOException if the result directory cannot be written while the sweep runs
   * @throws org.anact.bench.InputException if the directory or a recipe cannot be used
   * @throws org.anact.datasets.DatasetException if a data set is missing or damaged
   */
  public Tally run(SweepListener listener) throws IOException {
    Map<String, Dataset> data = new LinkedHashMap<>();
    for (String name : agenda.datasets()) {
      data.put(name, catalog.datasets().load(name, dataDirectory));
    }
    Map<String, DataFacts> facts = new LinkedHashMap<>();
    data.forEach((name, dataset) -> facts.put(name, DataFacts.of(dataset)));
    Trainer trainer = new Trainer(catalog, results, environment, recording);
    return run(
        facts,
        listener,
        (toDo, counting) -> {
          for (RunConfig run : toDo) {
            RunListener progress = counting.started(run);
            counting.ended(run, trainer.train(run, data.get(run.dataset()), progress));
          }
        });
  }

  /**
   * Trains what is to do in processes of their own. What happens to one of them is the outcome of
   * its run and does not stop the others.
   *
   * @param jobs processes at the same time, 1 or more
   * @param backend settings for all of them together
   * @param silence a process that tells nothing for so long counts as hung
   * @throws IOException if the result directory cannot be written while the sweep runs
   * @throws org.anact.bench.InputException if the directory or a recipe cannot be used
   * @throws org.anact.datasets.DatasetException if a data set is missing or damaged
   */
  public Tally runInProcesses(
      int jobs, NativeBackend.Settings backend, Duration silence, SweepListener listener)
      throws IOException {
    NativeBackend.Settings each =
        new NativeBackend.Settings(
            Math.max(1, backend.threadCount() / jobs), backend.helpers(), backend.kernels());
    try (Workers workers = Workers.here()) {
      return runBy(workers, jobs, each, silence, listener);
    }
  }

  /**
   * Trains what is to do in processes that may be on other machines. What happens to one of them is
   * the outcome of its run and does not stop the others.
   *
   * @param workers starts the processes
   * @param jobs runs that may be under way or wait for a machine at the same time, 1 or more
   * @param backend settings for each of them
   * @param silence a process that tells nothing for so long counts as hung
   * @throws IOException if the result directory cannot be written while the sweep runs
   * @throws org.anact.bench.worker.EngineException if what starts the processes has ended
   * @throws org.anact.bench.InputException if the directory or a recipe cannot be used
   * @throws org.anact.datasets.DatasetException if a data set is missing or damaged
   */
  public Tally runBy(
      Workers workers,
      int jobs,
      NativeBackend.Settings backend,
      Duration silence,
      SweepListener listener)
      throws IOException {
    Map<String, DataFacts> facts = facts();
    WorkerSettings settings =
        new WorkerSettings(results, dataDirectory, jobs, backend, recording, grid.own(), silence);
    Trainer recorder = new Trainer(catalog, results, environment, recording);
    return run(
        facts,
        listener,
        (toDo, counting) ->
            new WorkerPool(workers, settings, recorder, facts, counting).train(toDo));
  }

  /**
   * Writes the plan, for tasks that train its runs by number ({@link TaskList}).
   *
   * @param backend settings of each task
   * @param silence a process that tells nothing for so long counts as hung
   * @param failuresStay whether a run that has failed is not tried again, so that runs that follow
   *     from others can do so without it
   * @throws IOException if the result directory cannot be written
   * @throws org.anact.bench.InputException if the directory or a recipe cannot be used
   * @throws org.anact.datasets.DatasetException if a data set is missing or damaged
   */
  public Plan plan(
      NativeBackend.Settings backend,
      Duration silence,
      boolean failuresStay,
      SweepListener listener)
      throws IOException {
    Map<String, DataFacts> facts = facts();
    try (ResultStore store = ResultStore.open(results, grid)) {
      Ends ends = ends(facts, failuresStay);
      List<Agenda.Item> known = plan(store, ends);
      List<RunConfig> runs =
          TaskList.extend(
                  results,
                  new TaskList.Common(
                      ResultFormat.VERSION,
                      environment.versions().anact(),
                      environment.gitCommit(),
                      dataDirectory.toAbsolutePath().toString(),
                      facts,
                      backend.threadCount(),
                      backend.helpers(),
                      backend.kernels(),
                      recording,
                      grid.own().absolute(),
                      silence.toSeconds()),
                  known.stream().map(Agenda.Item::run).toList())
              .runs();
      Map<RunConfig, Integer> numberOf = new HashMap<>();
      runs.forEach(run -> numberOf.put(run, numberOf.size()));
      List<SweepListener.Work> toDo = toDo(known, ends, facts, listener);
      listener.planned(toDo, known.size() - toDo.size());
      List<Integer> numbers = new ArrayList<>();
      long steps = 0;
      for (SweepListener.Work work : toDo) {
        numbers.add(numberOf.get(work.run()));
        steps += Attempts.steps(results, work.run().id());
      }
      long failed =
          known.stream()
              .flatMap(item -> ends.apply(item.run()).stream())
              .filter(end -> end.accuracy().isEmpty())
              .count();
      return new Plan(
          numbers.stream().sorted().toList(), known.size() - toDo.size(), (int) failed, steps);
    }
  }

  /**
   * What there is to train by tasks.
   *
   * @param toTrain numbers of runs, ascending
   * @param ended runs that have ended
   * @param failed those of them that an error stopped
   * @param steps that the runs to train have done, by their checkpoints
   */
  public record Plan(List<Integer> toTrain, int ended, int failed, long steps) {}

  private Map<String, DataFacts> facts() {
    Map<String, DataFacts> facts = new LinkedHashMap<>();
    for (String name : agenda.datasets()) {
      // The images themselves are not kept: each process reads its own.
      facts.put(name, DataFacts.of(catalog.datasets().load(name, dataDirectory)));
    }
    return facts;
  }

  /** Starts with what is on disk, and refuses a schedule before anything is trained. */
  private Ends ends(Map<String, DataFacts> facts, boolean failuresStay) {
    Ends ends =
        new Ends(
            results,
            environment.versions().anact(),
            run -> Optional.of(facts.get(run.dataset()).checksum()),
            failuresStay);
    agenda.known(ends).forEach(item -> checkSchedule(item.run(), facts));
    return ends;
  }

  /** Writes and returns the runs that are known now. */
  private List<Agenda.Item> plan(ResultStore store, Ends ends) throws IOException {
    List<Agenda.Item> known = agenda.known(ends);
    store.writePlan(grid, known, command, environment.versions().anact());
    return known;
  }

  /** How runs are trained. */
  @FunctionalInterface
  private interface Way {
    void train(List<RunConfig> runs, RunsListener listener) throws IOException;
  }

  private Tally run(Map<String, DataFacts> data, SweepListener listener, Way way)
      throws IOException {
    Ends ends = ends(data, false);
    data.forEach(
        (name, facts) -> {
          if (!facts.published() && !grid.own().hasDataset(name)) {
            listener.unproven(name);
          }
        });
    try (ResultStore store = ResultStore.open(results, grid)) {
      Counter counter = new Counter(listener, ends, data);
      List<Agenda.Item> known = plan(store, ends);
      List<SweepListener.Work> toDo = toDo(known, ends, data, listener);
      int already = known.size() - toDo.size();
      tellOfMissingModels(known, ends, listener);
      listener.planned(toDo, already);
      while (!toDo.isEmpty()) {
        way.train(toDo.stream().map(SweepListener.Work::run).toList(), counter);
        // Results may ask for more runs.
        known = plan(store, ends);
        toDo = toDo(known, ends, data, listener);
        if (!toDo.isEmpty()) {
          listener.planned(toDo, known.size() - toDo.size());
        }
      }
      return new Tally(
          already,
          counter.count(RunStatus.FINISHED),
          counter.count(RunStatus.DIVERGED),
          counter.count(RunStatus.FAILED));
    }
  }

  private void tellOfMissingModels(List<Agenda.Item> known, Ends ends, SweepListener listener) {
    long missing =
        known.stream()
            .map(Agenda.Item::run)
            .filter(run -> !run.isTrial())
            .filter(run -> ends.apply(run).filter(end -> !end.diverged()).isPresent())
            .map(run -> results.resolve(ResultFormat.RUNS).resolve(run.id()))
            .filter(folder -> !Files.exists(folder.resolve(ResultFormat.MODEL)))
            .count();
    if (recording.model().isPresent() && missing > 0) {
      listener.withoutModel(missing);
    }
  }

  private List<SweepListener.Work> toDo(
      List<Agenda.Item> known, Ends ends, Map<String, DataFacts> data, SweepListener listener)
      throws IOException {
    List<SweepListener.Work> toDo = new ArrayList<>();
    for (Agenda.Item item : known) {
      RunConfig run = item.run();
      Optional<String> reason = ends.reasonToRun(run);
      if (reason.isEmpty()) {
        Attempts.clear(results, run.id());
      } else {
        long images = (long) run.recipe().epochs() * trainImages(run, data);
        toDo.add(new SweepListener.Work(run, images, item.tuned()));
        if (!reason.get().isEmpty()) {
          listener.runsAgain(run, reason.get());
        }
      }
    }
    return toDo;
  }

  private static void checkSchedule(RunConfig run, Map<String, DataFacts> data) {
    Recipe recipe = run.recipe();
    recipe.learningRates(recipe.stepsPerEpoch(trainImages(run, data)));
  }

  /** About as many as a trial has, whose share of each class is rounded. */
  private static int trainImages(RunConfig run, Map<String, DataFacts> data) {
    int all = data.get(run.dataset()).trainImages();
    return run.isTrial() ? all - (int) Math.round(run.validation() * all) : all;
  }

  /** Counts how runs end and passes everything on. */
  private static final class Counter implements RunsListener {

    private final SweepListener listener;
    private final Ends ends;
    private final Map<String, DataFacts> data;
    private final Map<RunStatus, Integer> ended = new EnumMap<>(RunStatus.class);

    Counter(SweepListener listener, Ends ends, Map<String, DataFacts> data) {
      this.listener = listener;
      this.ends = ends;
      this.data = data;
    }

    int count(RunStatus status) {
      return ended.getOrDefault(status, 0);
    }

    @Override
    public RunListener started(RunConfig run) {
      return listener.started(run);
    }

    @Override
    public void retried(RunConfig run, String reason) {
      listener.retried(run, reason);
    }

    @Override
    public void ended(RunConfig run, Outcome outcome) {
      ended.merge(outcome.status(), 1, Integer::sum);
      ends.ended(run, outcome, data.get(run.dataset()).classes());
      listener.ended(run, outcome);
    }
  }
}
