package org.anact.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.anact.report.BrowserFixture;
import org.anact.results.PlannedRun;
import org.anact.results.RecordedConfig;
import org.anact.results.ResultFormat;
import org.anact.results.RunProgress;
import org.anact.results.RunState;
import org.anact.results.SweepRecord;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Following a result directory that changes. */
final class LiveSweepTest {
  @TempDir private Path folder;
  private Path results;
  private LiveSweep sweep;
  private final AtomicInteger reads = new AtomicInteger();

  @BeforeEach
  void write() throws IOException {
    results = BrowserFixture.writeUnderWay(folder.resolve("results"));
    sweep = new LiveSweep(results, BrowserFixture.activity(true));
  }

  private LiveSweep.Look look() throws IOException {
    reads.set(0);
    return sweep.look(() -> reads.incrementAndGet() > 0);
  }

  private Path run(String parent, String name) throws IOException {
    try (Stream<Path> runs = Files.list(results.resolve(parent))) {
      return runs.filter(run -> run.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }

  @Test
  void recordsAreReadOnceUntilTheyAreReplaced() throws IOException {
    assertThat(look().count(RunState.FINISHED)).isEqualTo(19);
    assertThat(reads).hasValue(22);
    assertThat(look().count(RunState.FINISHED)).isEqualTo(19);
    assertThat(reads).hasValue(0);

    Files.writeString(run("runs", "digits_cnn_relu_s1").resolve(ResultFormat.OUTCOME), "{");
    LiveSweep.Look damaged = look();
    assertThat(reads).hasValue(1);
    assertThat(damaged.count(RunState.FINISHED)).isEqualTo(18);
    assertThat(damaged.count(RunState.UNREADABLE)).isEqualTo(2);

    // Replaced as a whole by a record that says the same: the failure is trained again.
    Path failed = run("runs", "digits_cnn_swish_s2");
    Path copy = folder.resolve("copy");
    PathUtils.copyDirectory(failed, copy);
    PathUtils.delete(failed);
    Files.move(copy, failed);
    assertThat(look().count(RunState.FAILED)).isEqualTo(1);
    assertThat(reads).hasValue(1);
  }

  @Test
  void recordsForWhichThereIsNoTimeAreSaidToBeUnread() throws IOException {
    LiveSweep.Look nothing = sweep.look(() -> false);
    assertThat(nothing.unread()).isEqualTo(22);
    assertThat(nothing.left()).isEmpty();
    AtomicInteger left = new AtomicInteger(10);
    assertThat(sweep.look(() -> left.getAndDecrement() > 0).unread()).isEqualTo(12);
    assertThat(look().unread()).isZero();
    assertThat(reads).hasValue(12);
    assertThat(new LiveSweepPage(sweep, nothing, Instant.EPOCH).page(List.of(), 1).html())
        .contains("22 records are still to be read");
  }

  @Test
  void runThatEndsMovesFromUnderWayToEnded() throws IOException {
    Path run = run("partial", "digits_resnet_swish_s1");
    Path partial = BrowserFixture.activity(true).attempt(results, name(run)).orElseThrow();
    assertThat(look().underWay()).hasSize(1);
    // As a run writes it: half a row at the end, which a reader must not trip over.
    Path epochs = partial.resolve("epochs.csv");
    Files.writeString(epochs, Files.readString(epochs) + "3,60,0.0");
    assertThat(sweep.epochs(look().underWay().get(0))).hasSize(2);
    Files.writeString(epochs, "epoch,st");
    assertThat(sweep.epochs(look().underWay().get(0))).isEmpty();

    Files.delete(partial.resolve(RunProgress.FILE));
    Files.delete(partial.resolve(ResultFormat.RUN));
    assertThat(look().underWay().get(0).progress()).isEmpty();

    PathUtils.copyDirectory(
        run("runs", "digits_resnet_swish_s2"), results.resolve("runs").resolve(name(run)));
    PathUtils.delete(run);
    LiveSweep.Look ended = look();
    assertThat(ended.underWay()).isEmpty();
    // Its record is that of another run, which is damage.
    assertThat(ended.count(RunState.UNREADABLE)).isEqualTo(2);
  }

  @Test
  void remainingTimeIsToldFromRunsOfTheSameModel() throws IOException {
    // 31.25 s for the run that is missing, and 35 of 80 steps of the one under way.
    assertThat(look().left()).contains("about 0:00:44 left");
  }

  @Test
  void planThatIsRewrittenIsReadAgain() throws IOException {
    assertThat(look().plan().name()).isEqualTo("synthetic");
    Path plan = results.resolve(ResultFormat.SWEEP);
    Path other = folder.resolve("other.json");
    Files.writeString(other, Files.readString(plan).replace("\"synthetic\"", "\"renamed\""));
    Files.move(other, plan, StandardCopyOption.REPLACE_EXISTING);
    assertThat(look().plan().name()).isEqualTo("renamed");
  }

  @Test
  void pageOfTenThousandRunsIsBounded() throws IOException {
    SweepRecord plan = look().plan();
    Optional<RecordedConfig> config = look().runs().get(0).config();
    RunState[] states = RunState.values();
    List<LiveRun> runs =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    new LiveRun(
                        new PlannedRun(
                            "run" + i,
                            "digits",
                            "cnn" + i % 100,
                            "relu",
                            i,
                            Map.of(),
                            OptionalDouble.empty()),
                        states[i % states.length],
                        "It was made up.",
                        config,
                        Instant.ofEpochSecond(i),
                        OptionalDouble.of(1),
                        OptionalDouble.of(0.5),
                        Optional.empty()))
            .toList();
    SweepRecord large =
        new SweepRecord(
            plan.formatVersion(),
            plan.name(),
            plan.description(),
            plan.createdAt(),
            plan.grid(),
            plan.command(),
            runs.stream().map(LiveRun::plan).toList());
    LiveSweep.Look look = new LiveSweep.Look(large, runs, 0, true, Optional.empty());
    String page =
        new LiveSweepPage(sweep, look, Instant.ofEpochSecond(10_000)).page(List.of(), 5).html();
    assertThat(page)
        .contains("; the last 30 of 1,667", "run9998", "run9999")
        .doesNotContain("run4000")
        .hasSizeLessThan(200_000);
  }
}
