package org.anact.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grid;
import org.anact.bench.grid.GridReader;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.Standing;
import org.anact.results.ResultFormat;
import org.anact.results.Results;
import org.anact.results.RunEntry;
import org.anact.results.RunState;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A record is whole or damaged for every command alike, whatever happened to its files. */
final class DamagedRecordTest {

  @TempDir private Path folder;
  private Path results;
  private Grid grid;
  private RunConfig damaged;
  private RunConfig sound;
  private Path record;

  @BeforeEach
  void sweepOfTwoRuns() throws IOException {
    results = folder.resolve("results");
    grid =
        GridReader.read(
            Catalog.standard(),
            Files.writeString(
                folder.resolve("grid.yaml"),
                """
                name: tiny
                datasets: [fashion-mnist-mini]
                models: [mlp]
                activations: [nrelu, relu]
                seeds: [1]
                recipe: {epochs: 2}
                """));
    List<RunConfig> runs = grid.runs();
    damaged = runs.stream().filter(RunConfig::normalized).findFirst().orElseThrow();
    sound = runs.stream().filter(run -> !run.normalized()).findFirst().orElseThrow();
    record = RecordedRun.write(results, damaged);
    RecordedRun.write(results, sound);
    try (ResultStore store = ResultStore.open(results, grid)) {
      store.writePlan(
          grid, Agenda.of(grid).known(run -> Optional.empty()), "./anact run", RecordedRun.CODE);
    }
  }

  /** Something that happens to a file. */
  private interface Damage {
    void to(Path file) throws IOException;
  }

  private static Damage content(UnaryOperator<byte[]> change) {
    return file -> Files.write(file, change.apply(Files.readAllBytes(file)));
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  static Stream<Arguments> damages() {
    return Stream.of(
            ResultFormat.RUN,
            ResultFormat.OUTCOME,
            "steps.csv",
            "epochs.csv",
            "layers.csv",
            "signals.csv",
            "weights.csv")
        .flatMap(
            file ->
                Stream.of(
                    Arguments.of(file, "missing", (Damage) Files::delete),
                    Arguments.of(file, "empty", content(bytes -> new byte[0])),
                    Arguments.of(
                        file, "cut", content(bytes -> Arrays.copyOf(bytes, bytes.length / 2))),
                    Arguments.of(
                        file,
                        "without its last byte and a half",
                        content(bytes -> Arrays.copyOf(bytes, bytes.length - 2))),
                    Arguments.of(
                        file,
                        "not a text",
                        content(bytes -> with(bytes, bytes.length * 3 / 4, 0xC3))),
                    Arguments.of(
                        file,
                        "zeros, as a crash of the file system leaves them",
                        content(bytes -> new byte[bytes.length])),
                    Arguments.of(
                        file,
                        "garbage",
                        content(bytes -> "<html>".getBytes(StandardCharsets.UTF_8))),
                    Arguments.of(
                        file,
                        "a folder",
                        (Damage)
                            path -> {
                              Files.delete(path);
                              Files.createDirectory(path);
                            })));
  }

  static Stream<Arguments> lostRows() {
    return Stream.of("steps.csv", "epochs.csv", "layers.csv", "signals.csv", "weights.csv")
        .flatMap(file -> Stream.of(Arguments.of(file, 1), Arguments.of(file, 0)));
  }

  private Optional<String> reasonToRun(RunConfig run) {
    return Standing.of(
            results,
            ResultStore.planned(run, Map.of()),
            RecordedRun.CODE,
            Optional.of(RecordedRun.DATA))
        .reasonToRun();
  }

  private static RunEntry entry(List<RunEntry> entries, RunConfig run) {
    return entries.stream()
        .filter(entry -> entry.plan().id().equals(run.id()))
        .findFirst()
        .orElseThrow();
  }

  /** Asks each command, and returns what the report has of the run. */
  private RunEntry judgedByAll() throws IOException {
    RunEntry report = entry(Results.read(List.of(results)).entries(), damaged);
    RunEntry status = entry(SweepStatus.read(results).results().entries(), damaged);
    assertThat(status.state()).isEqualTo(report.state());
    assertThat(status.detail()).isEqualTo(report.detail());
    if (report.state() == RunState.FINISHED) {
      assertThat(reasonToRun(damaged)).isEmpty();
    } else {
      assertThat(reasonToRun(damaged)).contains("its record is damaged (" + report.detail() + ")");
    }
    assertThat(entry(Results.read(List.of(results)).entries(), sound).state())
        .isEqualTo(RunState.FINISHED);
    assertThat(reasonToRun(sound)).isEmpty();
    return report;
  }

  @Test
  void aWholeRecordStands() throws IOException {
    assertThat(judgedByAll().state()).isEqualTo(RunState.FINISHED);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("damages")
  void aDamagedRecordIsTrainedAgainWithTheReason(String file, String what, Damage damage)
      throws IOException {
    damage.to(record.resolve(file));

    RunEntry entry = judgedByAll();

    assertThat(entry.state()).as(what).isEqualTo(RunState.UNREADABLE);
    assertThat(entry.detail()).contains(file).doesNotContain(folder.toString());
  }

  @ParameterizedTest(name = "{0} has {1} rows")
  @MethodSource("lostRows")
  void aTableThatLostWholeRowsIsDamaged(String file, int rows) throws IOException {
    List<String> lines = Files.readAllLines(record.resolve(file));
    Files.write(record.resolve(file), lines.subList(0, 1 + rows));

    assertThat(judgedByAll().state()).isEqualTo(RunState.UNREADABLE);
  }

  @Test
  void aByteOrderMarkIsIgnoredByAll() throws IOException {
    try (Stream<Path> files = Files.list(record)) {
      files.forEach(
          file -> {
            try {
              Files.writeString(file, "\uFEFF" + Files.readString(file));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    Path sweep = results.resolve(ResultFormat.SWEEP);
    Files.writeString(sweep, "\uFEFF" + Files.readString(sweep));
    assertThat(judgedByAll().state()).isEqualTo(RunState.FINISHED);
  }

  @Test
  void aFileInPlaceOfTheFolderIsDamage() throws IOException {
    PathUtils.delete(record);
    Files.writeString(record, "x");
    assertThat(judgedByAll().state()).isEqualTo(RunState.UNREADABLE);
  }
}
