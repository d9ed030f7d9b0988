package org.anact.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.anact.results.JsonFiles;
import org.deeplearning4j.util.ModelSerializer;

/** Whether two runs are the same to the bit, but for their time and memory. */
final class SameRuns {

  private static final int MEASURED_COLUMNS = 5;

  private SameRuns() {}

  /** Returns the folders of a result directory's runs. */
  static List<Path> of(Path results) throws IOException {
    try (Stream<Path> folders = Files.list(results.resolve("runs"))) {
      return folders.sorted().toList();
    }
  }

  /**
   * Compares a run with one that may have been cut off.
   *
   * @return how often the other has resumed
   */
  static int assertSame(Path run, Path other) throws IOException {
    for (String file : List.of("steps.csv", "layers.csv", "signals.csv", "weights.csv")) {
      if (Files.exists(run.resolve(file))) {
        assertThat(other.resolve(file)).hasSameTextualContentAs(run.resolve(file));
      }
    }
    assertThat(untimed(other.resolve("epochs.csv"))).isEqualTo(untimed(run.resolve("epochs.csv")));
    assertThat(other.resolve("checkpoint.bin")).doesNotExist();
    assertSameModel(run.resolve("model.zip"), other.resolve("model.zip"));
    return JsonFiles.read(other.resolve("outcome.json"), JsonNode.class).path("resumes").asInt();
  }

  private static void assertSameModel(Path model, Path other) throws IOException {
    assertThat(Files.exists(other)).isEqualTo(Files.exists(model));
    if (!Files.exists(model)) {
      return;
    }
    try (FileSystem zip = FileSystems.newFileSystem(model);
        FileSystem otherZip = FileSystems.newFileSystem(other)) {
      for (String entry :
          List.of(
              ModelSerializer.CONFIGURATION_JSON,
              ModelSerializer.COEFFICIENTS_BIN,
              ModelSerializer.UPDATER_BIN)) {
        assertThat(otherZip.getPath(entry)).hasSameBinaryContentAs(zip.getPath(entry));
      }
      assertThat(record(otherZip)).isEqualTo(record(zip));
    }
  }

  /** What is said of a model, but for when its run began. */
  private static JsonNode record(FileSystem zip) throws IOException {
    JsonNode record = JsonFiles.MAPPER.readTree(Files.readAllBytes(zip.getPath("anact.json")));
    ((ObjectNode) record.path("run").path("provenance")).remove(List.of("startedAt", "place"));
    return record;
  }

  /** The last columns of an epoch are wall clock and memory. */
  private static List<String> untimed(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.split(","))
        .map(row -> String.join(",", List.of(row).subList(0, row.length - MEASURED_COLUMNS)))
        .toList();
  }
}
