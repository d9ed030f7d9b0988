package org.anact.bench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.anact.bench.InputException;
import org.anact.bench.worker.SparkSubmit;
import org.anact.bench.worker.SparkWorkers;
import org.anact.bench.worker.Workers;
import org.anact.core.backend.NativeBackend;
import picocli.CommandLine.Option;

/** Options that name what trains the runs, if it is not this machine. */
final class EngineOptions {

  /** What can train runs on other machines. */
  enum Engine {
    SPARK,
    SLURM
  }

  @Option(
      names = "--on",
      paramLabel = "ENGINE",
      description =
          "Trains on the machines of a cluster, by its spark or slurm; --threads is then the cores"
              + " of each run (docs/cluster.md).")
  private Engine engine;

  private List<String> options = List.of();

  /** Sets the options of the engine itself, which follow {@code --}. */
  EngineOptions with(List<String> engineOptions) {
    options = List.copyOf(engineOptions);
    return this;
  }

  /** Whether the runs are tasks of Slurm, which outlive this process. */
  boolean isSlurm() {
    return engine == Engine.SLURM;
  }

  /** Returns the options of the engine itself. */
  List<String> options() {
    return options;
  }

  /**
   * Returns what starts the worker processes; none if this machine trains, or if tasks do that by
   * themselves.
   *
   * @param name of the sweep
   * @param backend settings of each run
   * @param results result directory
   * @param notices receives what the engine says of itself
   * @throws InputException if the engine is not there, or an option cannot be used
   */
  Optional<Workers> workers(
      String name, NativeBackend.Settings backend, Path results, Consumer<String> notices) {
    if (!options.isEmpty() && (engine == null || !options.get(0).startsWith("-"))) {
      throw new InputException(
          "unexpected argument '%s': options of an engine follow --on ENGINE and --"
              .formatted(options.get(0)));
    }
    if (engine == null) {
      return Optional.empty();
    }
    if (backend.threads() == 0) {
      throw new InputException(
          "--on %s needs --threads N, the cores of each run"
              .formatted(engine.name().toLowerCase(Locale.ROOT)));
    }
    if (engine == Engine.SLURM) {
      return Optional.empty();
    }
    Path log = results.resolve("spark.log");
    SparkSubmit submit =
        SparkSubmit.of(
            System.getenv(),
            System.getProperty(SparkSubmit.JAR_PROPERTY),
            options,
            "anact " + name,
            backend.threads(),
            log);
    return Optional.of(new SparkWorkers(submit, log, notices));
  }
}
