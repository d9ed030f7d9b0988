package org.anact.bench.bands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.run.ShortRun;
import org.anact.core.backend.NativeBackend;
import org.anact.datasets.Dataset;

/** Trains the runs of a band, some at a time, each in one thread with its own network. */
public final class BandTrainer {

  private final Band band;
  private final Dataset data;
  private final NativeBackend.Settings backend;
  private final int jobs;
  private final ShortRun shortRun;

  /**
   * Makes a trainer.
   *
   * @param jobs runs at a time, 1 or more
   * @throws InputException if the band asks for what the data set or a recipe does not have
   */
  public BandTrainer(
      Catalog catalog, Band band, Dataset data, NativeBackend.Settings backend, int jobs) {
    this.band = band;
    this.data = data;
    this.backend = backend;
    this.jobs = jobs;
    BandSettings settings = band.settings();
    this.shortRun = new ShortRun(catalog, settings.steps(), settings.every(), settings.images());
    for (BandArm arm : band.arms()) {
      try {
        shortRun.require(arm.template(), data);
      } catch (IllegalArgumentException e) {
        throw new InputException("band '%s': %s".formatted(band.name(), e.getMessage()), e);
      }
    }
  }

  /** Keeps runs that need not be trained again, and receives those that were trained. */
  public interface Keeper {

    /** Returns a run that was kept. */
    default Optional<BandRun> kept(BandArm arm, long seed) {
      return Optional.empty();
    }

    /** Called with a run that was trained; the calls come one after the other. */
    void trained(BandArm arm, BandRun run, double seconds) throws IOException;
  }

  /**
   * Trains every configuration with every seed, all configurations of a seed before the next.
   *
   * @return the runs of each configuration, in the order of the seeds
   * @throws IOException if a run cannot be kept
   */
  public List<ArmRuns> train(List<Long> seeds, Keeper keeper) throws IOException {
    ExecutorService slots = Executors.newFixedThreadPool(jobs);
    try {
      Map<BandArm, List<Future<BandRun>>> futures = new LinkedHashMap<>();
      for (long seed : seeds) {
        for (BandArm arm : band.arms()) {
          futures
              .computeIfAbsent(arm, first -> new ArrayList<>())
              .add(slots.submit(() -> run(arm, seed, keeper)));
        }
      }
      List<ArmRuns> runs = new ArrayList<>();
      for (Map.Entry<BandArm, List<Future<BandRun>>> arm : futures.entrySet()) {
        List<BandRun> ended = new ArrayList<>();
        for (Future<BandRun> run : arm.getValue()) {
          ended.add(run.get());
        }
        runs.add(new ArmRuns(arm.getKey(), ended));
      }
      return runs;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw cause(e);
    } finally {
      slots.shutdownNow();
    }
  }

  private static IOException cause(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    if (e.getCause() instanceof RuntimeException cause) {
      throw cause;
    }
    return e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
  }

  private BandRun run(BandArm arm, long seed, Keeper keeper) throws IOException {
    Optional<BandRun> kept = keeper.kept(arm, seed);
    if (kept.isPresent()) {
      return kept.get().withRule(arm.rule());
    }
    // OpenMP counts its threads for each calling thread.
    NativeBackend.activate(backend);
    long start = System.nanoTime();
    BandRun run;
    try {
      run = BandRun.of(seed, shortRun.train(arm.run(seed), data), arm.rule());
    } catch (RuntimeException | Error e) {
      // The other runs are worth having whatever becomes of this one.
      run = BandRun.stopped(seed, e);
    }
    synchronized (keeper) {
      keeper.trained(arm, run, (System.nanoTime() - start) / 1e9);
    }
    return run;
  }
}
