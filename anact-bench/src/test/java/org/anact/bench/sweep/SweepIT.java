package org.anact.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.anact.bench.InputException;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.GridReader;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.Environment;
import org.anact.bench.run.Recording;
import org.anact.report.Report;
import org.anact.results.ResultFormat;
import org.anact.results.ResultReader;
import org.anact.results.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole sweeps of short runs on the embedded images, and what the report reads of them. */
final class SweepIT {

  private static final Environment ENVIRONMENT =
      new Environment(new Versions("test", "test"), "unknown", Map.of("backend", "CPU"));

  @TempDir private Path folder;

  private Grid grid(String models, String activations, String seeds, String recipe)
      throws IOException {
    return GridReader.read(
        Catalog.standard(),
        Files.writeString(
            folder.resolve("grid.yaml"),
            """
            name: tiny
            description: <b>tiny</b> & short
            datasets: [fashion-mnist-mini]
            models: %s
            activations: %s
            seeds: %s
            recipe: {epochs: 1, batchSize: 500, weightDecay: 0.001%s}
            """
                .formatted(models, activations, seeds, recipe)));
  }

  private static Sweep.Tally run(Grid grid, Path results, Environment environment)
      throws IOException {
    PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
    try (ConsoleProgress progress = new ConsoleProgress(silent, false)) {
      return new Sweep(
              Catalog.standard(), grid, results, Path.of("nowhere"), environment, "./anact run x")
          .run(progress);
    }
  }

  private static List<Path> runFolders(Path results) throws IOException {
    try (Stream<Path> folders = Files.list(results.resolve("runs"))) {
      return folders.sorted().toList();
    }
  }

  @Test
  void finishedRunsAreReadByTheReportAndNotRunAgain() throws IOException {
    Grid grid = grid("[mlp]", "[tanh, ntanh]", "[1, 2]", "");
    Path results = folder.resolve("results");
    assertThat(run(grid, results, ENVIRONMENT)).isEqualTo(new Sweep.Tally(0, 4, 0, 0));

    assertThat(ResultReader.read(results).entries())
        .hasSize(4)
        .allMatch(entry -> entry.state() == RunState.FINISHED);
    assertThat(results.resolve("partial")).isEmptyDirectory();
    assertThat(Report.write(results).accuracy()).hasSize(1);

    Map<Path, String> before = contents(results);
    assertThat(run(grid, results, ENVIRONMENT)).isEqualTo(new Sweep.Tally(4, 0, 0, 0));
    assertThat(contents(results)).isEqualTo(before);
  }

  /** Nothing else is touched, and the damaged record stays until the new one is whole. */
  @Test
  void damagedRecordIsTrainedAgainWithTheReason() throws IOException {
    Grid grid = grid("[mlp]", "[tanh, ntanh]", "[1]", "");
    Path results = folder.resolve("results");
    run(grid, results, ENVIRONMENT);
    Map<Path, String> before = contents(results);
    Path damaged = runFolders(results).get(0).resolve("epochs.csv");
    Files.writeString(damaged, "");

    List<String> reasons = new ArrayList<>();
    SweepListener listener =
        new QuietListener() {
          @Override
          public void runsAgain(RunConfig run, String reason) {
            assertThat(damaged).isEmptyFile();
            reasons.add(run.id() + ": " + reason);
          }
        };
    Sweep.Tally tally =
        new Sweep(
                Catalog.standard(), grid, results, Path.of("nowhere"), ENVIRONMENT, "./anact run x")
            .run(listener);

    assertThat(tally).isEqualTo(new Sweep.Tally(1, 1, 0, 0));
    assertThat(reasons).hasSize(1);
    assertThat(reasons.get(0))
        .startsWith(damaged.getParent().getFileName().toString())
        .contains("its record is damaged", "epochs.csv: the header must be");
    Map<Path, String> after = contents(results);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach(
        (file, text) -> {
          String name = file.getFileName().toString();
          boolean sameAgain = List.of("steps.csv", "layers.csv", "signals.csv").contains(name);
          if (sameAgain || !file.startsWith(damaged.getParent())) {
            assertThat(after.get(file)).as(file.toString()).isEqualTo(text);
          }
        });
  }

  private static Map<Path, String> contents(Path root) throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        contents.put(path, Files.readString(path));
      }
    }
    return contents;
  }

  /** The same seed gives the same numbers, alone or after other runs of a sweep. */
  @Test
  void runAloneEqualsItselfInsideASweep() throws IOException {
    Path alone = folder.resolve("alone");
    Path among = folder.resolve("among");
    run(grid("[mlp]", "[nswish]", "[3]", ""), alone, ENVIRONMENT);
    run(grid("[mlp]", "[relu, nswish]", "[2, 3]", ""), among, ENVIRONMENT);
    Path single = runFolders(alone).get(0);
    Path same = among.resolve("runs").resolve(single.getFileName());
    for (String file : List.of("steps.csv", "layers.csv")) {
      assertThat(Files.readString(same.resolve(file)))
          .as(file)
          .isEqualTo(Files.readString(single.resolve(file)));
    }
    assertThat(metrics(same)).isEqualTo(metrics(single));
  }

  /** The rows of the epochs without their times. */
  private static List<String> metrics(Path run) throws IOException {
    return Files.readAllLines(run.resolve("epochs.csv")).stream()
        .map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, 6)))
        .toList();
  }

  /** Whether and how often signals are recorded is no part of a run: neither id nor numbers. */
  @Test
  void recordingLeavesTheNumbersOfARunAsTheyAre() throws IOException {
    Grid grid = grid("[cnn]", "[nswish]", "[1]", ", learningRate: 0.005");
    Path off = run(grid, folder.resolve("off"), Recording.off());
    Path often = run(grid, folder.resolve("often"), Recording.signals(5));
    assertThat(often.getFileName()).isEqualTo(off.getFileName());
    for (String file : List.of("steps.csv", "layers.csv")) {
      assertThat(Files.readString(often.resolve(file)))
          .as(file)
          .isEqualTo(Files.readString(off.resolve(file)));
    }
    assertThat(metrics(often)).isEqualTo(metrics(off));
    assertThat(off.resolve("signals.csv")).doesNotExist();
    assertThat(off.resolve("weights.csv")).doesNotExist();

    List<String> signals = Files.readAllLines(often.resolve("signals.csv"));
    assertThat(signals.get(0)).isEqualTo(String.join(",", ResultFormat.SIGNALS.columns()));
    // Steps 1, 5 and 10 of 12, at five activations and six weight layers.
    assertThat(signals).hasSize(1 + 3 * 5);
    assertThat(signals.get(1)).startsWith("1,act1,1,trunk,");
    assertThat(signals.get(15)).startsWith("10,act5,5,trunk,");
    List<String> weights = Files.readAllLines(often.resolve("weights.csv"));
    assertThat(weights.get(0)).isEqualTo(String.join(",", ResultFormat.WEIGHTS.columns()));
    assertThat(weights).hasSize(1 + 3 * 6);
    assertThat(weights.get(6)).startsWith("1,output,6,trunk,");
    assertThat(signals.subList(1, 16)).noneMatch(line -> line.contains(",,") || line.endsWith(","));
    assertThat(weights.subList(1, 19)).noneMatch(line -> line.contains(",,") || line.endsWith(","));
  }

  private static Path run(Grid grid, Path results, Recording recording) throws IOException {
    PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
    try (ConsoleProgress progress = new ConsoleProgress(silent, false)) {
      new Sweep(
              Catalog.standard(),
              grid,
              Agenda.of(grid),
              results,
              Path.of("nowhere"),
              ENVIRONMENT,
              "./anact run x",
              recording)
          .run(progress);
    }
    return runFolders(results).get(0);
  }

  @Test
  void divergedRunIsRecordedWithItsEpochAndTheSweepGoesOn() throws IOException {
    Path results = folder.resolve("results");
    Grid wild = grid("[cnn, mlp]", "[relu]", "[1]", ", learningRate: 1.0e+30");
    Sweep.Tally tally = run(wild, results, ENVIRONMENT);
    assertThat(tally).isEqualTo(new Sweep.Tally(0, 0, 2, 0));
    for (Path run : runFolders(results)) {
      assertThat(Files.readString(run.resolve("outcome.json")))
          .contains("\"status\" : \"DIVERGED\"", "\"divergedEpoch\" : 1", "diverged in epoch 1");
    }
    Report.write(results);
    assertThat(Files.readString(results.resolve("report/index.html")))
        .contains("diverged")
        .doesNotContain("NaN")
        .contains("&lt;b&gt;tiny&lt;/b&gt;");
    assertThat(run(wild, results, ENVIRONMENT)).isEqualTo(new Sweep.Tally(2, 0, 0, 0));
  }

  /** A warm-up longer than the training cannot be known before the data's size is. */
  @Test
  void failedRunIsRecordedAndTriedAgain() throws IOException {
    Path results = folder.resolve("results");
    Grid failing = grid("[%s]".formatted(BrokenModel.class.getName()), "[relu, nrelu]", "[1]", "");
    assertThat(run(failing, results, ENVIRONMENT)).isEqualTo(new Sweep.Tally(0, 0, 0, 2));
    Path first = runFolders(results).get(0);
    assertThat(Files.readString(first.resolve("outcome.json")))
        .contains("FAILED", "NoClassDefFoundError: org/me/Missing");
    assertThat(first.resolve("failure.txt")).isNotEmptyFile();
    assertThat(run(failing, results, ENVIRONMENT)).isEqualTo(new Sweep.Tally(0, 0, 0, 2));
  }

  @Test
  void recipeThatDoesNotFitTheDataIsRefusedBeforeAnythingIsTrained() throws IOException {
    Path results = folder.resolve("results");
    Grid grid = grid("[mlp]", "[relu]", "[1]", ", warmupSteps: 5000");
    assertThatThrownBy(() -> run(grid, results, ENVIRONMENT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("recipe.warmupSteps is 5000");
    assertThat(results).doesNotExist();
  }

  @Test
  void recordOfAnotherCodeVersionIsRunAgain() throws IOException {
    Path results = folder.resolve("results");
    Grid grid = grid("[mlp]", "[relu]", "[1]", "");
    run(grid, results, ENVIRONMENT);
    Environment newer = new Environment(new Versions("newer", "test"), "unknown", Map.of());
    assertThat(run(grid, results, newer)).isEqualTo(new Sweep.Tally(0, 1, 0, 0));
    assertThat(run(grid, results, newer)).isEqualTo(new Sweep.Tally(1, 0, 0, 0));
  }

  @Test
  void aRunThatWasCutOffStartsAfresh() throws IOException {
    Path results = folder.resolve("results");
    Grid grid = grid("[mlp]", "[relu]", "[1]", "");
    RunConfig run = grid.runs().get(0);
    Path partial = Files.createDirectories(results.resolve("partial").resolve(run.id()));
    Files.writeString(partial.resolve("steps.csv"), "step,train_loss\n1,9");
    assertThat(run(grid, results, ENVIRONMENT)).isEqualTo(new Sweep.Tally(0, 1, 0, 0));
    assertThat(Files.readAllLines(runFolders(results).get(0).resolve("steps.csv"))).hasSize(13);
    assertThat(partial).doesNotExist();
  }

  @Test
  void directoryOfAnotherVersionOrGridIsRefused() throws IOException {
    Path results = Files.createDirectories(folder.resolve("results"));
    Grid grid = grid("[mlp]", "[relu]", "[1]", "");
    Files.writeString(results.resolve("sweep.json"), "{\"formatVersion\": 99, \"name\": \"tiny\"}");
    assertThatThrownBy(() -> run(grid, results, ENVIRONMENT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("field 'formatVersion' is 99")
        .hasMessageContaining("--out");
    Files.writeString(
        results.resolve("sweep.json"),
        """
        {"formatVersion": 1, "name": "huge", "description": "", "createdAt": "", "grid": {},
         "command": "", "runs": []}\
        """);
    assertThatThrownBy(() -> run(grid, results, ENVIRONMENT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("grid 'huge'");
  }

  @Test
  void directoryThatAnotherSweepHoldsIsRefused() throws IOException {
    Path results = folder.resolve("results");
    Grid grid = grid("[mlp]", "[relu]", "[1]", "");
    try (ResultStore held = ResultStore.open(results, grid)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> run(grid, results, ENVIRONMENT))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("another sweep");
    }
  }

  @Test
  void pathThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> run(grid("[mlp]", "[relu]", "[1]", ""), file, ENVIRONMENT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot write to");
  }

  @Test
  void outcomeOfAnEndedRunIsTold() throws IOException {
    Grid grid = grid("[mlp]", "[relu]", "[1]", ", learningRate: 1.0e+30");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ConsoleProgress progress =
        new ConsoleProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false)) {
      new Sweep(Catalog.standard(), grid, folder.resolve("r"), Path.of("nowhere"), ENVIRONMENT, "x")
          .run(progress);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("1 run: 0 finished before, 1 to do")
        .contains("DIVERGED");
  }
}
