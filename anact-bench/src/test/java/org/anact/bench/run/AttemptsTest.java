package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.Grids;
import org.anact.bench.grid.RunConfig;
import org.anact.results.Outcome;
import org.anact.results.Place;
import org.anact.results.Provenance;
import org.anact.results.RecordedConfig;
import org.anact.results.RunHeader;
import org.anact.results.RunReader;
import org.anact.results.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts at one run beside each other, and what dead ones leave. */
final class AttemptsTest {

  private static final RunConfig RUN = new Grids(Catalog.standard()).read("quick").runs().get(0);

  @TempDir private Path results;

  private RunDirectory begin() throws IOException {
    Provenance provenance =
        new Provenance(
            "now",
            "0.1.0",
            "c1",
            "d1",
            Optional.of(true),
            10,
            10,
            10,
            100,
            Map.of(),
            Optional.of(new Place("n1", "slurm", "7_0", "")));
    return RunDirectory.begin(
        results, new RunHeader(RUN.id(), RecordedConfig.of(RUN), provenance), Recording.off());
  }

  private static Outcome outcome(RunStatus status, String message) {
    return Outcome.now(status, message, OptionalInt.of(1), 1, 0, 0, Optional.empty());
  }

  private Path partial() {
    return results.resolve("partial").resolve(RUN.id());
  }

  private Path record() {
    return results.resolve("runs").resolve(RUN.id());
  }

  private String message() {
    return RunReader.read(record()).outcome().message();
  }

  /** Plants the folder of an attempt that ended or is under way elsewhere. */
  private Path attempt(String name, Duration age) throws IOException {
    Path attempt = Files.createDirectories(partial().resolve(name));
    FileTime time = FileTime.from(Instant.now().minus(age));
    Files.setLastModifiedTime(Files.writeString(attempt.resolve("steps.csv"), "1"), time);
    Files.setLastModifiedTime(attempt, time);
    return attempt;
  }

  @Test
  void theFirstOfTwoAttemptsThatFinishesIsTheRecordAndTheOtherIsDropped() throws IOException {
    RunDirectory zombie = begin();
    RunDirectory successor = begin();
    assertThat(partial()).isDirectoryContaining("glob:**-0").isDirectoryContaining("glob:**-1");
    zombie.step(1, 2.5);
    successor.step(1, 2.5);

    assertThat(successor.finish(outcome(RunStatus.DIVERGED, "first")).message()).isEqualTo("first");
    zombie.step(2, 2.0);
    assertThat(zombie.finish(outcome(RunStatus.DIVERGED, "second")).message()).isEqualTo("first");

    assertThat(message()).isEqualTo("first");
    assertThat(record().resolve("steps.csv")).hasContent("step,train_loss\n1,2.5");
    assertThat(RunReader.header(record()).provenance().place())
        .hasValueSatisfying(place -> assertThat(place.attempt()).endsWith("-1"));
    assertThat(results.resolve("partial")).isEmptyDirectory();
  }

  @Test
  void aFailureGivesWayToARecordAndNeverReplacesOne() throws IOException {
    RunDirectory early = begin();
    RunDirectory late = begin();
    RunDirectory winner = begin();
    early.finish(outcome(RunStatus.FAILED, "no data on n1"));
    assertThat(message()).isEqualTo("no data on n1");
    winner.finish(outcome(RunStatus.DIVERGED, "won"));
    late.finish(outcome(RunStatus.FAILED, "no data on n2"));
    assertThat(message()).isEqualTo("won");
  }

  @Test
  void anAttemptWhoseFolderIsGoneHarmsNoRecord() throws IOException {
    RunDirectory zombie = begin();
    RunDirectory winner = begin();
    winner.finish(outcome(RunStatus.DIVERGED, "won"));
    try (Stream<Path> own = Files.list(partial())) {
      Attempts.delete(own.findFirst().orElseThrow());
    }
    try {
      zombie.finish(outcome(RunStatus.DIVERGED, "late"));
    } catch (IOException e) {
      // It cannot write its outcome.
    }
    assertThat(message()).isEqualTo("won");
  }

  @Test
  void deadAttemptsAreClearedAndNoneThatMayBeAlive() throws IOException {
    Path elsewhere = attempt("0badcafe-17-0", Duration.ofHours(23));
    Path silent = attempt("0badcafe-18-0", Duration.ofHours(25));
    RunDirectory here = begin();
    String machine;
    try (Stream<Path> all = Files.list(partial())) {
      machine =
          all.map(path -> path.getFileName().toString())
              .filter(name -> !name.startsWith("0badcafe"))
              .findFirst()
              .orElseThrow()
              .replaceFirst("-.*", "");
    }
    Path killed = attempt(machine + "-2147483646-0", Duration.ZERO);
    here.finish(outcome(RunStatus.DIVERGED, "done"));
    assertThat(silent).doesNotExist();
    assertThat(elsewhere).exists();

    Attempts.clear(results, RUN.id());
    assertThat(killed).doesNotExist();
    assertThat(elsewhere).exists();
    assertThat(Attempts.latest(results, RUN.id())).contains(elsewhere);
  }

  @Test
  void aFileSystemWithoutLocksIsAWarning() throws IOException {
    try (ResultLock lock =
        ResultLock.forSweep(
                results,
                channel -> {
                  throw new IOException("No locks available");
                })
            .orElseThrow()) {
      assertThat(lock).isNotNull();
    }
  }
}
