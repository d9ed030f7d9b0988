package org.anact.bench.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.catalog.OwnEntries;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.DataFacts;
import org.anact.bench.run.Environment;
import org.anact.bench.run.Recording;
import org.anact.bench.run.Trainer;
import org.anact.bench.sweep.SweepListener;
import org.anact.bench.worker.WorkerPool;
import org.anact.bench.worker.WorkerSettings;
import org.anact.bench.worker.Workers;
import org.anact.core.backend.NativeBackend;
import org.anact.datasets.Dataset;
import org.anact.results.JsonFiles;
import org.anact.results.PlannedRun;
import org.anact.results.ResultDirectory;
import org.anact.results.ResultFormat;
import org.anact.results.ResultReader;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;

/** A run of a result directory that is trained once more, to compare it with its record. */
public final class Reproduction {

  private final ResultDirectory published;
  private final RunEntry entry;
  private final RunRecord record;
  private final RunConfig config;

  /**
   * Finds a run.
   *
   * @param directory the result directory
   * @param id id of the run, or the beginning of one
   * @throws InputException if there is no such run, or no sound record of it, or this version of
   *     anact cannot train it
   */
  public Reproduction(Path directory, String id) throws IOException {
    this.published = ResultReader.read(directory);
    List<RunEntry> matching =
        published.entries().stream()
            .filter(each -> each.plan().id().startsWith(id))
            .filter(each -> each.run().isPresent() || each.plan().id().equals(id))
            .toList();
    List<RunEntry> exact = matching.stream().filter(each -> each.plan().id().equals(id)).toList();
    List<RunEntry> found = exact.isEmpty() ? matching : exact;
    if (found.size() != 1) {
      throw new InputException(
          found.isEmpty()
              ? "'%s' has no run '%s': %s lists its runs"
                  .formatted(
                      directory, id, directory.resolve(ResultFormat.REPORT).resolve("runs.csv"))
              : "'%s' has %d runs that begin with '%s': give more of the id, as %s"
                  .formatted(directory, found.size(), id, found.get(0).plan().id()));
    }
    this.entry = found.get(0);
    this.record =
        entry
            .run()
            .orElseThrow(
                () ->
                    new InputException(
                        "run '%s' is %s in '%s' (%s): give one that has ended"
                            .formatted(id, entry.state().words(), directory, entry.detail())));
    this.config = config(record);
  }

  private static RunConfig config(RunRecord record) {
    RunConfig config;
    try {
      config = JsonFiles.MAPPER.convertValue(record.config(), RunConfig.class);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "the configuration of run '%s' is not one of this version of anact (%s): train it with anact %s, commit %s"
              .formatted(
                  record.id(),
                  e.getMessage().lines().findFirst().orElse(""),
                  record.provenance().codeVersion(),
                  record.provenance().gitCommit()),
          e);
    }
    if (!config.id().equals(record.id())) {
      throw new InputException(
          "run '%s' has the id '%s' in this version of anact: train it with anact %s, commit %s"
              .formatted(
                  record.id(),
                  config.id(),
                  record.provenance().codeVersion(),
                  record.provenance().gitCommit()));
    }
    return config;
  }

  /** Returns the record of the run. */
  public RunRecord record() {
    return record;
  }

  /** Returns the threads that the run was trained with; 0, for all cores, where it does not say. */
  public int threads() {
    String threads = record.provenance().environment().getOrDefault("threads", "0");
    return threads.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(threads) : 0;
  }

  /**
   * Trains the run in a process of its own.
   *
   * @param catalog has what its configuration names
   * @param results a result directory that takes the run; one that was cut off there resumes
   * @param dataDirectory folder of the data sets that do not come with the suite
   * @param backend how to train it
   * @param environment the machine and the software
   * @param listener receives the progress
   * @throws InputException if the data set is not the one of the record
   * @throws IOException if {@code results} cannot be written
   */
  public Agreement train(
      Catalog catalog,
      Path results,
      Path dataDirectory,
      NativeBackend.Settings backend,
      Environment environment,
      SweepListener listener)
      throws IOException {
    Dataset data = catalog.datasets().load(config.dataset(), dataDirectory);
    if (!data.checksum().equals(record.provenance().dataChecksum())) {
      throw new InputException(
          "data set '%s' is not the one that run '%s' was trained on: its SHA-256 is %s, the record's %s"
              .formatted(
                  config.dataset(),
                  record.id(),
                  data.checksum(),
                  record.provenance().dataChecksum()));
    }
    WorkerSettings settings =
        new WorkerSettings(
            results,
            dataDirectory,
            1,
            backend,
            Recording.off(),
            OwnEntries.none(),
            Duration.ofMinutes(15));
    listener.planned(
        List.of(
            new SweepListener.Work(
                config,
                (long) config.recipe().epochs() * record.provenance().trainImages(),
                entry.plan().tuned())),
        0);
    try (Workers workers = Workers.here()) {
      new WorkerPool(
              workers,
              settings,
              new Trainer(catalog, results, environment, Recording.off()),
              Map.of(config.dataset(), DataFacts.of(data)),
              listener)
          .train(List.of(config));
    }
    RunEntry again = ResultReader.entry(results, entry.plan());
    return Agreement.of(
        record,
        again
            .run()
            .orElseThrow(
                () ->
                    new InputException(
                        "run '%s' is %s in '%s' (%s)"
                            .formatted(
                                record.id(), again.state().words(), results, again.detail()))),
        accuraciesOfArm());
  }

  private List<Double> accuraciesOfArm() {
    PlannedRun plan = entry.plan();
    return published
        .runs()
        .filter(RunRecord::finished)
        .filter(
            run ->
                run.config().dataset().equals(plan.dataset())
                    && run.config().model().equals(plan.model())
                    && run.config().activation().equals(plan.activation())
                    && run.config().recipe().equals(record.config().recipe())
                    && run.config().anact().equals(record.config().anact())
                    && run.config().formula().equals(record.config().formula())
                    && run.config().validation().equals(record.config().validation()))
        .flatMap(run -> run.outcome().finalTestAccuracy().stream().boxed())
        .toList();
  }
}
