package org.anact.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.GridReader;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.Environment;
import org.anact.bench.sweep.QuietListener;
import org.anact.bench.sweep.Sweep;
import org.anact.core.backend.NativeBackend;
import org.anact.results.PlannedRun;
import org.anact.results.ResultReader;
import org.anact.results.RunEntry;
import org.anact.results.RunState;
import org.anact.results.SweepRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps in real processes, some of which fare badly. */
final class WorkerPoolIT {

  private static final Environment ENVIRONMENT =
      new Environment(new Versions("test", "test"), "unknown", Map.of("backend", "CPU"));

  /** Far longer than a healthy worker is silent, even on a busy machine. */
  private static final Duration SILENCE = Duration.ofSeconds(40);

  @TempDir private Path folder;

  @AfterEach
  void forget() throws IOException {
    for (long seed = TroubleModel.CRASHES_ALWAYS; seed <= TroubleModel.WELL; seed++) {
      Files.deleteIfExists(TroubleModel.memory(ProcessHandle.current(), seed));
    }
  }

  private Grid grid(String name, String model, String seeds) throws IOException {
    return GridReader.read(
        Catalog.standard(),
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            name: %s
            description: runs in processes
            datasets: [fashion-mnist-mini]
            models: [%s]
            activations: [nswish]
            seeds: %s
            recipe: {epochs: 1, batchSize: 500}
            """
                .formatted(name, model, seeds)));
  }

  private static Sweep sweep(Grid grid, Path results) {
    return new Sweep(
        Catalog.standard(), grid, results, Path.of("nowhere"), ENVIRONMENT, "./anact run x");
  }

  /** Keeps what it hears of tries. */
  private static final class Tries extends QuietListener {

    private final Map<Long, List<String>> reasons = new TreeMap<>();

    @Override
    public void retried(RunConfig run, String reason) {
      reasons.computeIfAbsent(run.seed(), seed -> new ArrayList<>()).add(reason);
    }
  }

  @Test
  void aWorkerThatCrashesHangsOrLacksMemoryIsTriedOnceMoreAndStopsNoOther() throws IOException {
    Grid grid = grid("troubles", TroubleModel.class.getName(), "[3, 1, 2, 4, 5]");
    Path results = folder.resolve("results");
    Tries tries = new Tries();
    try (tries) {
      Sweep.Tally tally =
          sweep(grid, results).runInProcesses(2, NativeBackend.Settings.defaults(), SILENCE, tries);
      assertThat(tally).isEqualTo(new Sweep.Tally(0, 4, 0, 1));
    }

    assertThat(tries.reasons)
        .containsOnlyKeys(
            TroubleModel.CRASHES_ALWAYS,
            TroubleModel.CRASHES_ONCE,
            TroubleModel.HANGS_ONCE,
            TroubleModel.OUT_OF_MEMORY_ONCE)
        .allSatisfy((seed, reasons) -> assertThat(reasons).hasSize(1));
    assertThat(tries.reasons.get(TroubleModel.CRASHES_ONCE).get(0)).contains("ended with code 134");
    assertThat(tries.reasons.get(TroubleModel.HANGS_ONCE).get(0)).contains("hung");
    assertThat(tries.reasons.get(TroubleModel.OUT_OF_MEMORY_ONCE).get(0)).contains("memory");

    for (RunEntry entry : ResultReader.read(results).entries()) {
      long seed = entry.plan().seed();
      Path run = results.resolve("runs").resolve(entry.plan().id());
      if (seed == TroubleModel.CRASHES_ALWAYS) {
        assertThat(entry.state()).isEqualTo(RunState.FAILED);
        assertThat(run.resolve("outcome.json")).content().contains("in the first try, the worker");
        assertThat(run.resolve("failure.txt")).content().contains("native code says good-bye");
      } else {
        assertThat(entry.state()).isEqualTo(RunState.FINISHED);
        String outcome = Files.readString(run.resolve("outcome.json"));
        assertThat(outcome.contains("this is the second try")).isEqualTo(seed != TroubleModel.WELL);
      }
    }
    assertThat(results.resolve("partial")).isEmptyDirectory();
  }

  /** The same seed, threads and machine give the same bits, wherever a trial or run is trained. */
  @Test
  void aRunInAProcessOfItsOwnEqualsTheSameRunInTheSweepsProcess() throws IOException {
    Grid grid =
        grid("same", "cnn", "[7]\ntune: {learningRate: [0.02], seeds: [8], validation: 0.5}");
    Path inside = folder.resolve("inside");
    Path outside = folder.resolve("outside");
    try (Tries listener = new Tries()) {
      sweep(grid, inside).run(listener);
    }
    try (Tries listener = new Tries()) {
      sweep(grid, outside).runInProcesses(1, NativeBackend.Settings.defaults(), SILENCE, listener);
    }
    List<PlannedRun> runs = SweepRecord.read(inside).runs();
    assertThat(runs).extracting(PlannedRun::isTrial).containsExactly(true, false);
    assertThat(SweepRecord.read(outside).runs()).isEqualTo(runs);
    for (PlannedRun run : runs) {
      for (String file : List.of("steps.csv", "layers.csv")) {
        String path = "runs/" + run.id() + "/" + file;
        assertThat(outside.resolve(path)).hasSameTextualContentAs(inside.resolve(path));
      }
    }
  }
}
