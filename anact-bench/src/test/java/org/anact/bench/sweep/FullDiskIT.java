package org.anact.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.GridReader;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.Environment;
import org.anact.results.JsonFiles;
import org.anact.results.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full in the middle of a sweep. */
final class FullDiskIT {

  /** Room for the checkpoint of a run of the grid below, and for half of another. */
  private static final int BYTES = 3_000_000;

  private static final int FILES_OF_A_RUN = 7;

  @TempDir private Path folder;

  private static void run(Grid grid, Path results, SweepListener listener) throws IOException {
    Environment environment =
        new Environment(new Versions("test", "test"), "unknown", Map.of("backend", "CPU"));
    new Sweep(Catalog.standard(), grid, results, Path.of("nowhere"), environment, "./anact run x")
        .run(listener);
  }

  /** Takes the room for a further checkpoint as soon as a run has ended. */
  private static final class Filler extends QuietListener {

    private final Path ballast;

    Filler(Path ballast) {
      this.ballast = ballast;
    }

    @Override
    public void ended(RunConfig run, Outcome outcome) {
      try {
        Files.write(ballast, new byte[BYTES / 2]);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Map<String, byte[]> finishedRuns(Path results) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(results.resolve("runs"))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        contents.put(path.toString(), Files.readAllBytes(path));
      }
    }
    return contents;
  }

  @Test
  void finishedRunsStayAsTheyAreAndTheSweepGoesOnOnceThereIsRoom() throws IOException {
    Grid grid =
        GridReader.read(
            Catalog.standard(),
            Files.writeString(
                folder.resolve("grid.yaml"),
                """
                name: full
                description: fills its disk
                datasets: [fashion-mnist-mini]
                models: [mlp]
                activations: [relu]
                seeds: [1, 2, 3]
                recipe: {epochs: 1, batchSize: 500}
                """));
    try (FileSystem disk =
        Jimfs.newFileSystem(Configuration.unix().toBuilder().setMaxSize(BYTES).build())) {
      Path results = disk.getPath("/results");
      Path ballast = disk.getPath("/ballast");
      assertThatThrownBy(() -> run(grid, results, new Filler(ballast)))
          .isInstanceOf(IOException.class);
      Map<String, byte[]> kept = finishedRuns(results);
      assertThat(kept).hasSize(FILES_OF_A_RUN);

      Files.delete(ballast);
      run(grid, results, new QuietListener());
      Map<String, byte[]> all = finishedRuns(results);
      assertThat(all).containsAllEntriesOf(kept);
      for (RunConfig run : grid.runs()) {
        Path outcome = results.resolve("runs").resolve(run.id()).resolve("outcome.json");
        assertThat(JsonFiles.read(outcome, JsonNode.class).path("status").asText())
            .isEqualTo("FINISHED");
      }
    }
  }
}
