package org.anact.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.datasets.Dataset;
import org.anact.results.Outcome;
import org.anact.results.Provenance;
import org.anact.results.RecordedConfig;
import org.anact.results.RunHeader;

/** Trains one run and writes its files. */
public final class Trainer {

  private final Catalog catalog;
  private final Path results;
  private final Environment environment;
  private final List<String> earlier;
  private final Recording recording;

  /**
   * Makes a trainer.
   *
   * @param catalog has the models and activations of its runs
   * @param results the result directory
   * @param environment the machine and the software, for the runs' provenance
   * @param recording what is recorded of a run besides its losses
   */
  public Trainer(Catalog catalog, Path results, Environment environment, Recording recording) {
    this(catalog, results, environment, recording, List.of());
  }

  /**
   * Makes a trainer for runs that were tried before.
   *
   * @param earlier how the earlier tries ended, for the runs' records
   */
  public Trainer(
      Catalog catalog,
      Path results,
      Environment environment,
      Recording recording,
      List<String> earlier) {
    this.catalog = catalog;
    this.results = results;
    this.environment = environment;
    this.recording = recording;
    this.earlier = List.copyOf(earlier);
  }

  /** Returns the machine and the software. */
  public Environment environment() {
    return environment;
  }

  /**
   * Trains a run to its end, from its last checkpoint if it has one. What goes wrong inside is part
   * of the outcome. A trial is trained without its validation share and evaluated on that; it does
   * not measure signals, which nothing reads, and keeps no network.
   *
   * @param config the run
   * @param whole its data set
   * @param listener receives the progress
   * @return how it ended, as recorded in the result directory
   * @throws IOException if the result directory cannot be written
   */
  public Outcome train(RunConfig config, Dataset whole, RunListener listener) throws IOException {
    Instant startedAt = Instant.now();
    Recording measured = config.isTrial() ? Recording.off() : recording;
    DataFacts facts = DataFacts.of(whole);
    Session session;
    try {
      Dataset data = config.isTrial() ? whole.holdOut(config.validation(), config.seed()) : whole;
      facts = DataFacts.of(data);
      session = new Session(catalog, config, data, earlier, measured, listener);
    } catch (RuntimeException | Error e) {
      listener.failed(e);
      // Nothing is known that would decide on a checkpoint, which another try may yet resume from.
      RunHeader header = header(config, facts, startedAt, 0);
      return RunDirectory.abandon(results, header, Causes.sentence(e), Causes.trace(e));
    }
    RunHeader header = header(config, facts, startedAt, session.parameters());
    try (RunDirectory files = RunDirectory.begin(results, header, measured)) {
      Resumption resumption = files.resumption();
      if (!resumption.reason().isEmpty()) {
        listener.startsAnew(resumption.reason());
      }
      Outcome outcome;
      try {
        resumption.checkpoint().ifPresent(session::resume);
        outcome = session.run(files);
      } catch (RuntimeException | Error e) {
        // A class of the user's own can also fail with errors, and stops its run alone.
        listener.failed(e);
        files.failure(e);
        outcome = session.failed(e);
      }
      return files.finish(outcome);
    }
  }

  /**
   * Records the failure of a run whose process ended without an outcome.
   *
   * @param config the run
   * @param data of its data set
   * @param message one sentence on how the process ended
   * @param log what the process wrote
   * @return the outcome, as recorded in the result directory
   * @throws IOException if the result directory cannot be written
   */
  public Outcome abandon(RunConfig config, DataFacts data, String message, String log)
      throws IOException {
    return RunDirectory.abandon(results, header(config, data, Instant.now(), 0), message, log);
  }

  private RunHeader header(RunConfig config, DataFacts data, Instant startedAt, long parameters) {
    return new RunHeader(
        config.id(),
        RecordedConfig.of(config),
        new Provenance(
            startedAt.toString(),
            environment.versions().anact(),
            environment.gitCommit(),
            data.checksum(),
            Optional.of(data.published()),
            data.trainImages(),
            data.testImages(),
            data.classes(),
            parameters,
            environment.settings(),
            Optional.of(environment.place())));
  }
}
