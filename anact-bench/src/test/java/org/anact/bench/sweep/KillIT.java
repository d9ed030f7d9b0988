package org.anact.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.anact.results.SweepRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep that is killed at any moment, in a trial or in a final run, resumes from its last epoch
 * and ends with the same runs, to the bit, choices and verdicts included.
 */
final class KillIT {

  private static final int KILLS = 4;

  @TempDir private Path folder;

  private static Path output(Path results) {
    return results.resolveSibling(results.getFileName() + ".txt");
  }

  private static Process start(Path grid, Path results) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            SweepProcess.class.getName(),
            grid.toString(),
            results.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output(results).toFile()))
        .start();
  }

  private static long firstEpochs(Path results) throws IOException {
    try (Stream<String> lines = Files.lines(output(results))) {
      return lines.filter(line -> line.contains(" epoch 1/")).count();
    }
  }

  private static void awaitEnd(Process process, Path results) throws Exception {
    int code = process.waitFor();
    assertThat(code).as(Files.readString(output(results))).isZero();
  }

  @Test
  void killedSweepsEndAsUninterruptedOnes() throws Exception {
    Path grid =
        Files.writeString(
            folder.resolve("grid.yaml"),
            """
            name: killed
            description: a tuned sweep, pair by pair until it is decided, that is killed
            datasets: [fashion-mnist-mini]
            models: [mlp]
            activations: [tanh, ntanh]
            seeds: [1]
            recipe: {epochs: 4, batchSize: 50, weightDecay: 0.001}
            tune: {learningRate: [0.02], seeds: [101], validation: 0.2}
            decide: {minSeeds: 2, maxSeeds: 3}
            """);
    Path whole = folder.resolve("whole");
    Process uninterrupted = start(grid, whole);
    Path killed = folder.resolve("killed");
    Random random = new Random(7);
    int kills = 0;
    for (int i = 0; i < KILLS; i++) {
      Process process = start(grid, killed);
      long before = firstEpochs(killed);
      // Every other kill hits the start, too; the rest hit training, or the writing of files.
      while (i % 2 == 0 && process.isAlive() && firstEpochs(killed) == before) {
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
      if (!process.waitFor(random.nextInt(i % 2 == 0 ? 60 : 3000), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        kills++;
      }
    }
    awaitEnd(start(grid, killed), killed);
    awaitEnd(uninterrupted, whole);

    assertThat(kills).isPositive();
    List<Path> runs = SameRuns.of(whole);
    assertThat(SweepRecord.read(killed).runs()).isEqualTo(SweepRecord.read(whole).runs());
    // A trial of each arm, and three pairs, of which the third follows from two.
    assertThat(SameRuns.of(killed)).hasSameSizeAs(runs).hasSize(2 * 4);
    // Trials keep no network.
    assertThat(runs.stream().filter(run -> Files.exists(run.resolve("model.zip")))).hasSize(2 * 3);
    int resumes = 0;
    for (Path run : runs) {
      resumes += SameRuns.assertSame(run, killed.resolve("runs").resolve(run.getFileName()));
    }
    assertThat(resumes).as("runs that went on from a checkpoint").isPositive();
    assertThat(killed.resolve("partial")).isEmptyDirectory();
  }
}
