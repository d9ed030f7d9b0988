package org.anact.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.anact.bench.cli.Anact;
import org.anact.bench.run.Environment;
import org.anact.results.JsonFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same seeds on the same number of threads give the same bits in every file, from process to
 * process and whatever surrounds them, with all that draws at random: weights, order, augmentation,
 * mixup and dropout.
 */
final class DeterminismIT {

  private static final Set<String> MEASURED =
      Set.of(
          "train_seconds",
          "test_seconds",
          "images_per_second",
          "wait_seconds",
          "resident_mib",
          "startedAt",
          "finishedAt",
          "seconds",
          "recordingSeconds",
          // Of the machine and of Java, and recorded as such.
          "cores",
          "maxHeap",
          // Of the process.
          "place");

  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  @TempDir private Path folder;

  /** Variables that libraries read, each against what the sweep is told or the others say. */
  private static final Map<String, String> OTHER_VARIABLES =
      Map.of(
          "OMP_NUM_THREADS", "3",
          "OMP_DYNAMIC", "true",
          "OMP_THREAD_LIMIT", "1",
          "OPENBLAS_NUM_THREADS", "5",
          "SD_MAX_THREADS", "4",
          "SD_MASTER_THREADS", "1",
          "TZ", "Asia/Kathmandu",
          "LC_ALL", "C");

  private static final List<String> OTHER_FLAGS =
      List.of(
          "-Xmx700m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Dfile.encoding=ISO-8859-1",
          "-Duser.language=tr");

  /** Of three processes that end before the second compiler has paid for itself. */
  private static final List<String> SHORT_LIVED =
      List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @Test
  void oneThreadGivesTheSameBitsInOtherSurroundingsAndInEachOfTwoJobs() throws Exception {
    try (Child plain = sweep("plain", List.of(), List.of("-Xmx2g"), "--threads", "1");
        Child other = elsewhere("other", "--threads", "1");
        Child jobs = sweep("jobs", List.of(), SHORT_LIVED, "--threads", "2", "--jobs", "2")) {
      Map<String, String> expected = plain.contents();
      assertThat(expected).hasSize(2 * 7);
      assertThat(other.contents()).isEqualTo(expected);
      assertThat(jobs.contents()).isEqualTo(expected);
    }
  }

  @Test
  void twoThreadsGiveTheSameBitsInOtherSurroundings() throws Exception {
    try (Child plain = sweep("plain", List.of(), List.of("-Xmx2g"), "--threads", "2");
        Child other = elsewhere("other", "--threads", "2")) {
      assertThat(other.contents()).isEqualTo(plain.contents());
    }
  }

  /** A sweep in a process of its own. */
  private record Child(Process process, Path output, Path results) implements AutoCloseable {

    /** Waits for its end and returns what is not measured in the files of the runs. */
    Map<String, String> contents() throws Exception {
      assertThat(process.waitFor()).as(Files.readString(output)).isZero();
      return DeterminismIT.contents(results.resolve("runs"));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /** On one core, with other variables and other flags of Java. */
  private Child elsewhere(String name, String... options) throws IOException {
    List<String> prefix = new ArrayList<>(List.of("env"));
    OTHER_VARIABLES.forEach((variable, value) -> prefix.add(variable + "=" + value));
    if (Files.isExecutable(TASKSET)) {
      prefix.addAll(List.of(TASKSET.toString(), "-c", "0"));
    }
    return sweep(name, prefix, OTHER_FLAGS, options);
  }

  private Child sweep(String name, List<String> prefix, List<String> flags, String... options)
      throws IOException {
    Path grid =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            name: same
            description: one vanilla and one normalized run
            datasets: [fashion-mnist-mini]
            models: [%s]
            activations: [swish, nswish]
            seeds: [5]
            recipe:
              epochs: 1
              batchSize: 250
              learningRate: 0.02
              labelSmoothing: 0.1
              clipNorm: 2
              warmupSteps: 5
              augmentation: {padCrop: 2, flip: true, rotation: 10, cutout: 4, mixup: 0.4}
            """
                .formatted(SmallDropoutNetwork.class.getName()));
    Path results = folder.resolve(name);
    Path output = folder.resolve(name + ".txt");
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            // No checkout: an edit meanwhile would change the commit that the runs record.
            "-D" + Environment.HOME_PROPERTY + "=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            Anact.class.getName(),
            "run",
            grid.toString(),
            "--out",
            results.toString()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Child(process, output, results);
  }

  private static Map<String, String> contents(Path runs) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(runs)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        String name = runs.relativize(file).toString();
        contents.put(
            name,
            name.endsWith(".csv")
                ? unmeasuredColumns(file)
                : withoutMeasured(JsonFiles.read(file, JsonNode.class)).toString());
      }
    }
    return contents;
  }

  private static String unmeasuredColumns(Path csv) throws IOException {
    List<String[]> rows =
        Files.readAllLines(csv).stream().map(line -> line.split(",", -1)).toList();
    int[] kept =
        IntStream.range(0, rows.get(0).length)
            .filter(column -> !MEASURED.contains(rows.get(0)[column]))
            .toArray();
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      for (int column : kept) {
        text.append(row[column]).append(',');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static JsonNode withoutMeasured(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(MEASURED);
    }
    node.forEach(DeterminismIT::withoutMeasured);
    return node;
  }
}
