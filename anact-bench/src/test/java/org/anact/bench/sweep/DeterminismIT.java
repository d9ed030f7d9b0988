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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same seeds on the same number of threads give the same bits in every file, from process to
 * process, with all that draws at random: weights, order, augmentation, mixup and dropout.
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
          "recordingSeconds");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theSameSweepTwiceHasTheSameBitsInEveryFile(int threads) throws Exception {
    String count = Integer.toString(threads);
    Map<String, String> first = sweep("first", "--threads", count);
    Map<String, String> second = sweep("second", "--threads", count);
    assertThat(first).hasSize(2 * 7);
    assertThat(second).isEqualTo(first);
  }

  /** Two processes with a thread each compute what one process with one thread does. */
  @Test
  void runsOfTwoJobsHaveTheBitsOfThoseInOneProcess() throws Exception {
    assertThat(sweep("jobs", "--threads", "2", "--jobs", "2"))
        .isEqualTo(sweep("one", "--threads", "1"));
  }

  /** Trains in a process of its own and returns what is not measured in the files of the runs. */
  private Map<String, String> sweep(String name, String... options) throws Exception {
    Path grid =
        Files.writeString(
            folder.resolve("grid.yaml"),
            """
            name: same
            description: one vanilla and one normalized run
            datasets: [fashion-mnist-mini]
            models: [%s]
            activations: [swish, nswish]
            seeds: [5]
            recipe:
              epochs: 2
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
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
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
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    return contents(results.resolve("runs"));
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
