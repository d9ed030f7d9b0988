package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.anact.results.Outcome;
import org.anact.results.Place;
import org.anact.results.RunReader;
import org.anact.results.RunRecord;
import org.anact.results.RunStatus;
import org.anact.results.SweepRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of a plan by number, each in a process of its own. */
final class TaskCommandIT extends CommandTest {

  private static final String GRID =
      """
      name: planned
      datasets: [fashion-mnist-mini]
      models: [mlp]
      activations: [relu, nrelu]
      seeds: [1]
      recipe: {epochs: 2, batchSize: 100}
      """;

  private Path results;
  private String grid;

  @BeforeEach
  void plan() throws IOException {
    results = folder.resolve("results");
    grid = Files.writeString(folder.resolve("planned.yaml"), GRID).toString();
    assertThat(anact("plan", grid, "--out", results.toString(), "--threads", "2", "--write"))
        .isZero();
  }

  private Process start(int number, boolean onOneCore) throws IOException {
    ProcessBuilder builder = process("task", results.toString(), Integer.toString(number));
    if (onOneCore && Files.isExecutable(Path.of("/usr/bin/taskset"))) {
      builder.command().addAll(0, List.of("/usr/bin/taskset", "-c", "0"));
    }
    builder.environment().put("OMP_NUM_THREADS", "7");
    builder.environment().put("SLURM_JOB_ID", "12");
    builder.environment().put("SLURM_ARRAY_JOB_ID", "11");
    builder.environment().put("SLURM_ARRAY_TASK_ID", Integer.toString(number));
    return builder.start();
  }

  /** Threads of kernels are those of the first use in a process, which this one may have had. */
  private ProcessBuilder process(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Anact.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("tasks.txt").toFile()));
  }

  private RunRecord record(Path directory, int number) {
    String id = SweepRecord.read(results).runs().get(number).id();
    return RunReader.read(directory.resolve("runs").resolve(id));
  }

  /** One is beside a zombie of itself on one core; both are told another number of threads. */
  @Test
  void tasksAndTheirZombiesEndAsOneProcessDoes() throws Exception {
    assertThat(out.toString()).contains("with N of 0-1");
    Process task = start(0, false);
    Process zombie = start(0, true);
    assertThat(anact("task", results.toString(), "1")).isZero();
    Path whole = folder.resolve("whole");
    assertThat(process("run", grid, "--out", whole.toString(), "--threads", "2").start().waitFor())
        .isZero();
    assertThat(task.waitFor()).as(Files.readString(folder.resolve("tasks.txt"))).isZero();
    assertThat(zombie.waitFor()).isZero();

    for (int number = 0; number < 2; number++) {
      RunRecord one = record(results, number);
      RunRecord other = record(whole, number);
      assertThat(one.stepLosses()).isEqualTo(other.stepLosses());
      assertThat(one.layers()).isEqualTo(other.layers());
      assertThat(one.signals()).isEqualTo(other.signals());
      assertThat(one.weights()).isEqualTo(other.weights());
    }
    Place place = record(results, 0).provenance().place().orElseThrow();
    assertThat(List.of(place.engine(), place.job())).containsExactly("slurm", "11_0");
    assertThat(record(whole, 0).provenance().place().orElseThrow().engine()).isEqualTo("local");
    assertThat(results.resolve("partial")).isEmptyDirectory();

    forget();
    assertThat(anact("plan", grid, "--out", results.toString(), "--threads", "2", "--write"))
        .isZero();
    assertThat(out.toString()).contains("nothing is left to train");
  }

  @Test
  void aMachineWithOtherDataHasThatAsTheFailureOfItsRun() throws Exception {
    Path tasks = results.resolve("tasks.jsonl");
    Files.writeString(
        tasks, Files.readString(tasks).replaceFirst("\"checksum\":\"[0-9a-f]", "\"checksum\":\"x"));
    assertThat(anact("task", results.toString(), "0", "--count", "5")).isZero();
    for (int number = 0; number < 2; number++) {
      Outcome outcome = record(results, number).outcome();
      assertThat(outcome.status()).isEqualTo(RunStatus.FAILED);
      assertThat(outcome.message())
          .startsWith("on ")
          .contains("data set 'fashion-mnist-mini'", "copy the same files there");
    }
    assertThat(anact("task", results.toString(), "2")).isEqualTo(2);
    assertThat(err.toString()).contains("N is 2, and the plan in");
    try (Stream<Path> partial = Files.list(results.resolve("partial"))) {
      assertThat(partial).isEmpty();
    }
  }
}
