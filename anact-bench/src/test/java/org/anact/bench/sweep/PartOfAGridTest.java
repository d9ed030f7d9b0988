package org.anact.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.GridChanges;
import org.anact.bench.grid.Grids;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.Standing;
import org.anact.results.Results;
import org.anact.results.RunState;
import org.anact.results.SweepRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask one result directory for different parts of a grid hide nothing of it. */
final class PartOfAGridTest {

  @TempDir private Path folder;
  private Path results;
  private Path file;

  @BeforeEach
  void gridOfThreeSeeds() throws IOException {
    results = folder.resolve("results");
    file =
        Files.writeString(
            folder.resolve("grid.yaml"),
            """
            name: tiny
            datasets: [fashion-mnist-mini]
            models: [mlp]
            activations: [relu]
            seeds: 1..3
            recipe: {epochs: 2}
            """);
  }

  private static GridChanges seeds(String... seeds) {
    return new GridChanges(List.of(), List.of(), List.of(), List.of(seeds), List.of());
  }

  private List<RunConfig> plan(GridChanges changes, String command) throws IOException {
    Grid grid = new Grids(Catalog.standard()).read(file.toString());
    List<RunConfig> runs = new Grids(Catalog.standard()).read(file.toString(), changes).runs();
    try (ResultStore store = ResultStore.open(results, grid)) {
      store.writePlan(grid, items(changes), command, RecordedRun.CODE);
    }
    return runs;
  }

  private List<Agenda.Item> items(GridChanges changes) {
    return Agenda.of(new Grids(Catalog.standard()).read(file.toString(), changes))
        .known(run -> Optional.empty());
  }

  private List<Long> planned() {
    return SweepRecord.read(results).runs().stream().map(run -> run.seed()).toList();
  }

  @Test
  void aPartLeavesTheWholeAsItWas() throws Exception {
    for (RunConfig run : plan(GridChanges.none(), "whole")) {
      RecordedRun.write(results, run);
    }
    String before = Files.readString(results.resolve("sweep.json"));
    plan(seeds("1"), "part");
    assertThat(results.resolve("sweep.json")).hasContent(before);
  }

  @Test
  void whatWasTrainedStaysBesideWhatIsAskedForNow() throws Exception {
    List<RunConfig> more = plan(seeds("4..6"), "more");
    RecordedRun.write(results, more.get(0));
    List<RunConfig> whole = plan(GridChanges.none(), "whole");
    assertThat(planned()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(SweepRecord.read(results).command()).isEqualTo("more && whole");
    RecordedRun.write(results, whole.get(2));
    plan(seeds("7"), "seventh");
    assertThat(planned()).containsExactly(7L, 3L, 4L);
    Results read = Results.read(List.of(results));
    assertThat(read.strays()).isEmpty();
    assertThat(read.entries())
        .extracting(entry -> entry.state())
        .containsExactly(RunState.MISSING, RunState.FINISHED, RunState.FINISHED);
  }

  /** Another file of the same name is another grid, and a new plan, as it always was. */
  @Test
  void aGridThatWasEditedHasItsOwnRunsAlone() throws Exception {
    RecordedRun.write(results, plan(seeds("1"), "before").get(0));
    Files.writeString(file, Files.readString(file).replace("epochs: 2", "epochs: 3"));
    plan(seeds("2"), "after");
    assertThat(planned()).containsExactly(2L);
    assertThat(SweepRecord.read(results).command()).isEqualTo("after");
  }

  @Test
  void runsOfAnotherVersionAreNotCounted() throws Exception {
    RecordedRun.write(results, plan(seeds("1"), "before").get(0));
    Grid grid = new Grids(Catalog.standard()).read(file.toString());
    try (ResultStore store = ResultStore.open(results, grid)) {
      store.writePlan(grid, items(seeds("2")), "after", "9.9.9");
    }
    assertThat(planned()).containsExactly(2L);
  }

  @Test
  void runsThatAreToBeTrainedAreToldWithoutTheData() throws Exception {
    List<RunConfig> runs = plan(GridChanges.none(), "whole");
    RecordedRun.write(results, runs.get(1));
    assertThat(
            Standing.of(
                    results,
                    ResultStore.planned(runs.get(1), Map.of()),
                    RecordedRun.CODE,
                    Optional.empty())
                .reasonToRun())
        .isEmpty();
    assertThat(
            Standing.of(
                    results,
                    ResultStore.planned(runs.get(0), Map.of()),
                    RecordedRun.CODE,
                    Optional.empty())
                .reasonToRun())
        .contains("");
  }
}
