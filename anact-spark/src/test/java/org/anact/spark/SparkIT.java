package org.anact.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tuned sweep on a Spark cluster that loses an executor, its driver and a machine in its runs
 * ends with the records of the same sweep in one process, to the bit.
 */
final class SparkIT {

  private static final int MEASURED_COLUMNS = 5;
  private static final int SECONDS = 240;

  @TempDir private static Path folder;

  private static Path grid;
  private static SparkCluster cluster;
  private static Map<String, String> expected;

  @BeforeAll
  static void startCluster() throws Exception {
    grid =
        Files.writeString(
            folder.resolve("grid.yaml"),
            """
            name: spark
            description: a tuned sweep whose machines are lost
            datasets: [fashion-mnist-mini]
            models: [mlp]
            activations: [tanh, ntanh]
            seeds: [1]
            recipe: {epochs: 4, batchSize: 100, weightDecay: 0.001}
            tune: {learningRate: [0.02], seeds: [101], validation: 0.2}
            """);
    Sweep whole = start("whole", List.of());
    cluster = new SparkCluster(folder);
    cluster.addWorker();
    cluster.addWorker();
    assertThat(whole.code()).as(whole.text()).isZero();
    expected = contents(whole.results());
    assertThat(expected).hasSize(2 * 3 + 2 * 5);
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** A command line in a process of its own. */
  private record Sweep(Process process, Path results, Path output) {

    int code() throws InterruptedException {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("the sweep ends").isTrue();
      return process.exitValue();
    }

    String text() throws IOException {
      Path log = results.resolve("spark.log");
      return Files.readString(output) + (Files.exists(log) ? Files.readString(log) : "");
    }
  }

  private static Sweep start(String name, List<String> engine) throws IOException {
    Path results = folder.resolve(name);
    Path output = folder.resolve(name + ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Danact.spark=" + Path.of("target", "anact-spark.jar").toAbsolutePath(),
                // No checkout: an edit meanwhile would change the commit that the runs record.
                "-Danact.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "org.anact.bench.cli.Anact",
                "run",
                grid.toString(),
                "--threads",
                "1",
                "--out",
                results.toString()));
    command.addAll(engine);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (!engine.isEmpty()) {
      builder.environment().putAll(cluster.environment());
    }
    Process process =
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())).start();
    return new Sweep(process, results, output);
  }

  private static Sweep onSpark(String name) throws IOException {
    List<String> engine = new ArrayList<>(List.of("--on", "spark", "--"));
    engine.addAll(cluster.options());
    return start(name, engine);
  }

  /** A process that trains a run and has a checkpoint. */
  private record Attempt(String run, ProcessHandle process) {

    /** Of {@code partial/RUN/ATTEMPT/checkpoint.bin}; an attempt's name has its process. */
    static Optional<Attempt> of(Path checkpoint) {
      Path folder = checkpoint.getParent();
      String process = folder.getFileName().toString().split("-", -1)[1];
      return ProcessHandle.of(Long.parseLong(process))
          .map(alive -> new Attempt(folder.getParent().getFileName().toString(), alive));
    }

    ProcessHandle executor() {
      return process.parent().orElseThrow();
    }

    ProcessHandle daemon() {
      return executor().parent().orElseThrow();
    }

    /** It reads the end of its input, and so dies with its executor. */
    void awaitDeath() throws Exception {
      process.onExit().get(SECONDS, TimeUnit.SECONDS);
    }
  }

  private static Attempt await(Sweep sweep, String run) throws Exception {
    while (sweep.process().isAlive()) {
      for (Path checkpoint : find(sweep.results().resolve("partial"), "checkpoint.bin")) {
        Optional<Attempt> attempt = Attempt.of(checkpoint);
        if (attempt.isPresent() && attempt.get().run().contains(run)) {
          return attempt.get();
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no run '" + run + "' left a checkpoint\n" + sweep.text());
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Test
  void aSweepThatLosesAnExecutorItsDriverAndAMachineEndsAsOneInOneProcess() throws Exception {
    Sweep cutOff = onSpark("lost");
    Attempt first = await(cutOff, "");
    kill(first.executor());
    first.awaitDeath();

    String resumes = first.run() + " resumes after epoch";
    while (!cutOff.text().contains(resumes)) {
      assertThat(cutOff.process().isAlive()).as(cutOff.text()).isTrue();
      Thread.sleep(20);
    }
    Attempt again = await(cutOff, first.run());
    cutOff.process().children().forEach(SparkIT::kill);
    assertThat(cutOff.code()).as(cutOff.text()).isEqualTo(1);
    assertThat(cutOff.text())
        .contains(first.run() + " is tried again later: Spark lost its process")
        .contains("Spark's driver program ended with code 137 before the runs did");
    again.awaitDeath();

    Sweep repeated = onSpark("lost");
    Attempt last = await(repeated, "");
    kill(last.daemon());
    last.awaitDeath();
    assertThat(repeated.code()).as(repeated.text()).isZero();
    assertThat(repeated.text())
        .contains(last.run() + " is tried again later: Spark lost its process");

    assertThat(contents(repeated.results())).isEqualTo(expected);
    Path runs = repeated.results().resolve("runs");
    for (String run : List.of(first.run(), last.run())) {
      assertThat(runs.resolve(run).resolve("outcome.json"))
          .content()
          .containsPattern("\"resumes\" : [1-9]");
    }
    assertThat(find(runs, "run.json"))
        .hasSize(4)
        .allSatisfy(run -> assertThat(run).content().contains("\"engine\" : \"spark\""));
    assertThat(repeated.results().resolve("partial")).isEmptyDirectory();
  }

  /** Returns the numbers of every run, by the path of their table. */
  private static Map<String, String> contents(Path results) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    Path runs = results.resolve("runs");
    for (Path table : find(runs, "*.csv")) {
      contents.put(runs.relativize(table).toString(), numbers(table));
    }
    return contents;
  }

  /** The last columns of an epoch are wall clock and memory. */
  private static String numbers(Path table) throws IOException {
    if (!table.endsWith("epochs.csv")) {
      return Files.readString(table);
    }
    StringBuilder numbers = new StringBuilder();
    for (String line : Files.readAllLines(table)) {
      String[] row = line.split(",", -1);
      numbers.append(String.join(",", List.of(row).subList(0, row.length - MEASURED_COLUMNS)));
      numbers.append('\n');
    }
    return numbers.toString();
  }

  private static List<Path> find(Path root, String name) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
    try (Stream<Path> paths =
        Files.find(root, 3, (path, facts) -> matcher.matches(path.getFileName()))) {
      return paths.toList();
    } catch (UncheckedIOException e) {
      // A folder went while it was listed, as that of an attempt which became the record.
      return List.of();
    }
  }
}
