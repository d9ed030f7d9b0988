package org.anact.bench.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.worker.TaskList;
import org.anact.results.EpochRow;
import org.anact.results.LayerRow;
import org.anact.results.Outcome;
import org.anact.results.Provenance;
import org.anact.results.RecordedConfig;
import org.anact.results.RunHeader;
import org.anact.results.RunStatus;

/**
 * Many workers at a plan whose tasks only sleep and write records, to see what of a sweep depends
 * on their number. Not a test: docs/cluster.md has what it showed.
 */
public final class SimulatedSweep {

  private static final int STEPS = 20;
  private static final double NANOS = 1e9;

  private final Path results;
  private final TaskList.Common common;
  private final long sleep;
  private final AtomicLong busy = new AtomicLong();

  private SimulatedSweep(Path results, TaskList.Common common, long sleep) {
    this.results = results;
    this.common = common;
    this.sleep = sleep;
  }

  /** Takes the result directory of a plan, the number of workers, and milliseconds of sleep. */
  public static void main(String[] arguments) throws Exception {
    Path results = Path.of(arguments[0]);
    int workers = Integer.parseInt(arguments[1]);
    TaskList list = TaskList.read(results, 0, Integer.MAX_VALUE);
    SimulatedSweep sweep = new SimulatedSweep(results, list.common(), Long.parseLong(arguments[2]));
    long start = System.nanoTime();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    List<Future<?>> ends = new ArrayList<>();
    for (RunConfig run : list.runs()) {
      ends.add(pool.submit(() -> sweep.task(run)));
    }
    for (Future<?> end : ends) {
      end.get();
    }
    pool.shutdown();
    System.out.printf(
        "%d runs by %d workers in %.1f s; writing took %.1f ms of each, beside the others%n",
        list.runs().size(),
        workers,
        (System.nanoTime() - start) / NANOS,
        1e3 * busy(sweep) / list.runs().size());
  }

  private static double busy(SimulatedSweep sweep) {
    return sweep.busy.get() / NANOS;
  }

  private Void task(RunConfig run) throws Exception {
    long start = System.nanoTime();
    Random random = new Random(run.seed() + run.activation().hashCode());
    DataFacts data = common.data().get(run.dataset());
    RunHeader header =
        new RunHeader(
            run.id(),
            RecordedConfig.of(run),
            new Provenance(
                Instant.now().toString(),
                common.codeVersion(),
                common.commit(),
                data.checksum(),
                Optional.of(data.published()),
                data.trainImages(),
                data.testImages(),
                data.classes(),
                1,
                Map.of("cpu", "simulated"),
                Optional.empty()));
    double accuracy = 0.8 + 0.1 * random.nextDouble();
    try (RunDirectory files = RunDirectory.begin(results, header, Recording.off())) {
      for (int step = 1; step <= STEPS; step++) {
        files.step(step, 2.0 / step + random.nextDouble());
      }
      EpochRow epoch = new EpochRow(1, STEPS, 0.1, 1, 1, accuracy, 1, 1, 100, 0, 100);
      files.epoch(
          epoch,
          run.normalized() ? List.of(new LayerRow(1, "act1", 0, 1, 1, 1, 0, 0, 1, 0)) : List.of());
      long sleeping = System.nanoTime();
      Thread.sleep(sleep);
      start += System.nanoTime() - sleeping;
      files.finish(
          Outcome.now(RunStatus.FINISHED, "", OptionalInt.empty(), 1, 0, 0, Optional.of(epoch)));
    }
    busy.addAndGet(System.nanoTime() - start);
    return null;
  }
}
