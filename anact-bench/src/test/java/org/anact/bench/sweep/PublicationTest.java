package org.anact.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.GridReader;
import org.anact.bench.grid.RunConfig;
import org.anact.results.Publication;
import org.anact.results.ResultDirectory;
import org.anact.results.ResultFormat;
import org.anact.results.ResultFormatException;
import org.anact.results.ResultReader;
import org.anact.results.RunRecord;
import org.anact.results.RunState;
import org.anact.results.SignalRow;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published is read like the records that it was made from. */
final class PublicationTest {

  @TempDir private Path folder;
  private Path results;
  private Path published;
  private List<RunConfig> runs;

  @BeforeEach
  void sweepOfTwoRuns() throws IOException {
    results = folder.resolve("results");
    published = folder.resolve("published");
    runs = plan(results, "tiny");
    RecordedRun.write(results, runs.get(0));
  }

  private List<RunConfig> plan(Path directory, String name) throws IOException {
    Grid grid =
        GridReader.read(
            Catalog.standard(),
            Files.writeString(
                folder.resolve("grid.yaml"),
                """
                name: %s
                datasets: [fashion-mnist-mini]
                models: [mlp]
                activations: [nrelu, relu]
                seeds: [1]
                recipe: {epochs: 2}
                """
                    .formatted(name)));
    try (ResultStore store = ResultStore.open(directory, grid)) {
      store.writePlan(
          grid, Agenda.of(grid).known(run -> Optional.empty()), "./anact run", RecordedRun.CODE);
    }
    return grid.runs();
  }

  private static RunRecord only(ResultDirectory directory) {
    return directory.runs().findFirst().orElseThrow();
  }

  @Test
  void recordsAreReadAsBefore() throws IOException {
    Publication.Contents contents = Publication.write(results, published);
    assertThat(contents.added()).isEqualTo(1);
    assertThat(contents.left()).extracting(left -> left.plan().id()).containsExactly(id(1));
    RunRecord before = only(ResultReader.read(results));
    RunRecord after = only(ResultReader.read(published));
    assertThat(after.config()).isEqualTo(before.config());
    assertThat(after.provenance()).isEqualTo(before.provenance());
    assertThat(after.outcome()).isEqualTo(before.outcome());
    assertThat(after.epochs()).isEqualTo(before.epochs());
    assertThat(after.stepLosses()).isEqualTo(before.stepLosses());
    assertThat(after.layers()).isEqualTo(before.layers());
    assertThat(published.resolve(ResultFormat.RUNS).resolve(id(0)))
        .isDirectoryNotContaining("glob:**.csv");
    assertThat(published.resolve(ResultFormat.PARTIAL)).doesNotExist();
  }

  private String id(int run) {
    return runs.get(run).id();
  }

  /** Of the recorded steps 1, 2, 3, 4, 5, 6 of two epochs of three: the first, and 3 and 6. */
  @Test
  void signalsOfTheFirstStepAndOfTheLastOfEachEpochStay() throws IOException {
    Path run = results.resolve(ResultFormat.RUNS).resolve(id(0));
    for (String table : List.of("signals.csv", "weights.csv")) {
      List<String> lines = Files.readAllLines(run.resolve(table));
      String rest = lines.get(1).substring(lines.get(1).indexOf(','));
      Files.write(
          run.resolve(table),
          Stream.concat(
                  Stream.of(lines.get(0)), Stream.of(1, 2, 3, 4, 5, 6).map(step -> step + rest))
              .toList());
    }
    Publication.write(results, published);
    RunRecord after = only(ResultReader.read(published));
    assertThat(after.signals().orElseThrow()).extracting(SignalRow::step).containsExactly(1, 3, 6);
  }

  @Test
  void whatIsPublishedStaysAndTheRestIsAdded() throws IOException {
    Publication.write(results, published);
    Path steps = published.resolve(ResultFormat.RUNS).resolve(id(0)).resolve("steps.csv.gz");
    byte[] before = Files.readAllBytes(steps);
    PathUtils.deleteDirectory(results.resolve(ResultFormat.RUNS).resolve(id(0)));
    RecordedRun.write(results, runs.get(0));
    RecordedRun.write(results, runs.get(1));
    Publication.Contents contents = Publication.write(results, published);
    assertThat(contents.added()).isEqualTo(1);
    assertThat(contents.kept()).isEqualTo(1);
    assertThat(Files.readAllBytes(steps)).isEqualTo(before);
    assertThat(ResultReader.read(published).count(RunState.FINISHED)).isEqualTo(2);
  }

  @Test
  void otherFoldersAreRefusedAndStayAsTheyAre() throws IOException {
    RecordedRun.write(results, runs.get(1));
    Publication.write(results, published);
    PathUtils.deleteDirectory(results.resolve(ResultFormat.RUNS).resolve(id(1)));
    refused(results, published, "holds results that .* does not have");
    refused(results, results, "is the result directory itself");
    refused(results, Files.createFile(folder.resolve("file")), "is a file");
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    Files.createFile(foreign.resolve("notes.txt"));
    refused(results, foreign, "is not a result directory");
    Path other = folder.resolve("other");
    plan(other, "another");
    refused(other, published, "holds results that .* does not have");
    assertThat(ResultReader.read(published).count(RunState.FINISHED)).isEqualTo(2);
  }

  private static void refused(Path from, Path to, String why) {
    assertThatThrownBy(() -> Publication.write(from, to))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageMatching("(?s).*" + why + ".*");
  }

  @Test
  void aCompressedTableThatIsCutIsDamaged() throws IOException {
    Publication.write(results, published);
    Path steps = published.resolve(ResultFormat.RUNS).resolve(id(0)).resolve("steps.csv.gz");
    byte[] whole = Files.readAllBytes(steps);
    Files.write(steps, Arrays.copyOf(whole, whole.length / 2));
    assertThat(ResultReader.read(published).entries().get(0).detail())
        .contains("steps.csv cannot be read");
    Files.writeString(steps, "not compressed");
    assertThat(ResultReader.read(published).entries().get(0).state())
        .isEqualTo(RunState.UNREADABLE);
  }
}
