package org.anact.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.anact.results.JsonFiles;
import org.anact.results.SweepRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep that is killed at any moment, in a trial or in a final run, resumes from its last epoch
 * and ends with the same runs, to the bit, choices and verdicts included.
 */
final class KillIT {

  private static final int KILLS = 4;
  private static final int MEASURED_COLUMNS = 5;

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
    List<Path> runs = runs(whole);
    assertThat(SweepRecord.read(killed).runs()).isEqualTo(SweepRecord.read(whole).runs());
    // A trial of each arm, and three pairs, of which the third follows from two.
    assertThat(runs(killed)).hasSameSizeAs(runs).hasSize(2 * 4);
    int resumes = 0;
    for (Path run : runs) {
      Path other = killed.resolve("runs").resolve(run.getFileName());
      for (String file : List.of("steps.csv", "layers.csv", "signals.csv", "weights.csv")) {
        if (Files.exists(run.resolve(file))) {
          assertThat(other.resolve(file)).hasSameTextualContentAs(run.resolve(file));
        }
      }
      assertThat(untimed(other.resolve("epochs.csv")))
          .isEqualTo(untimed(run.resolve("epochs.csv")));
      assertThat(other.resolve("checkpoint.bin")).doesNotExist();
      resumes +=
          JsonFiles.read(
                  other.resolve("outcome.json"), com.fasterxml.jackson.databind.JsonNode.class)
              .path("resumes")
              .asInt();
    }
    assertThat(resumes).as("runs that went on from a checkpoint").isPositive();
    assertThat(killed.resolve("partial")).isEmptyDirectory();
  }

  private static List<Path> runs(Path results) throws IOException {
    try (Stream<Path> folders = Files.list(results.resolve("runs"))) {
      return folders.sorted().toList();
    }
  }

  /** The last columns of an epoch are wall clock and memory. */
  private static List<String> untimed(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.split(","))
        .map(row -> String.join(",", List.of(row).subList(0, row.length - MEASURED_COLUMNS)))
        .toList();
  }
}
