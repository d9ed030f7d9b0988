package org.anact.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.anact.bench.Versions;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.catalog.OwnEntries;
import org.anact.bench.grid.Grids;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.DataFacts;
import org.anact.bench.run.Environment;
import org.anact.bench.run.Recording;
import org.anact.bench.run.RunListener;
import org.anact.bench.run.Trainer;
import org.anact.bench.sweep.Agenda;
import org.anact.bench.sweep.QuietListener;
import org.anact.core.backend.NativeBackend;
import org.anact.results.EpochRow;
import org.anact.results.Outcome;
import org.anact.results.RunStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that a driver program of Spark is asked for, up to their records. */
@Timeout(60)
final class SparkWorkersTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final List<RunConfig> RUNS =
      Agenda.of(new Grids(Catalog.standard()).read("quick")).forecast().least();
  private static final DataFacts FACTS = new DataFacts("0123", true, 10, 10, 10);
  private static final Outcome FINISHED =
      Outcome.now(RunStatus.FINISHED, "", OptionalInt.empty(), 1, 0, 0, Optional.empty());

  @TempDir private Path results;

  private FakeDriver driver;
  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void makeDriver() throws IOException {
    driver = new FakeDriver();
  }

  private SparkWorkers workers() {
    return new SparkWorkers(() -> driver, Path.of("spark.log"), notices::add);
  }

  private Job job(RunConfig run) {
    return new Job(
        results.toString(),
        "data",
        1,
        true,
        true,
        Recording.off(),
        OwnEntries.none(),
        "unknown",
        FACTS,
        run,
        List.of());
  }

  private void says(String words) throws IOException {
    driver.says(SparkLines.MARK + words);
  }

  @Test
  void aRunIsHandedOverAndItsEventsComeBackInOrder() throws Exception {
    SparkWorkers workers = workers();
    Worker first = workers.start(job(RUNS.get(0)));
    Worker second = workers.start(job(RUNS.get(1)));
    assertThat(driver.asked()).isEqualTo("start 1 " + Wire.line(job(RUNS.get(0))));
    assertThat(driver.asked()).isEqualTo("start 2 " + Wire.line(job(RUNS.get(1))));

    says("ready Spark 9, application app-1");
    driver.says("a line of a library");
    says("began 2 node7");
    says("out 2 a line of native code");
    driver.tells("2", new Message.Tested());
    says("log 2 SIGSEGV in conv");
    says("ended 2 134");

    assertThat(second.next(LONG)).isEqualTo(new Worker.Event.Began());
    assertThat(second.next(LONG)).isEqualTo(new Worker.Event.Told(new Message.Tested()));
    assertThat(second.next(LONG))
        .isEqualTo(new Worker.Event.Gone("the worker process on node7 ended with code 134"));
    assertThat(second.log()).isEqualTo("SIGSEGV in conv\n");
    assertThat(notices).containsExactly("Spark 9, application app-1; log: spark.log");

    says("failed 1 no executor lives long enough");
    assertThat(first.next(LONG))
        .isEqualTo(new Worker.Event.Gone("Spark gave the run up (no executor lives long enough)"));
  }

  /** A run may wait for a machine for days, before it starts and after its executor was lost. */
  @Test
  void onlyARunThatIsUnderWayCanHangAndIsThenCancelled() throws Exception {
    Duration none = Duration.ofNanos(1);
    Worker worker = workers().start(job(RUNS.get(0)));
    assertThat(driver.asked()).startsWith("start 1 ");
    CompletableFuture<Void> later = later("began 1 node7", "lost 1 heartbeats ceased");
    assertThat(worker.next(none)).isEqualTo(new Worker.Event.Began());
    later.join();
    assertThat(worker.next(LONG))
        .isEqualTo(new Worker.Event.Lost("Spark lost its process (heartbeats ceased)"));
    later = later("began 1 node8");
    assertThat(worker.next(none)).isEqualTo(new Worker.Event.Began());
    later.join();
    assertThat(worker.next(none))
        .isEqualTo(
            new Worker.Event.Gone("the worker process on node8 hung: it reported nothing for 0 s"));
    assertThat(driver.asked()).isEqualTo("cancel 1");
  }

  private CompletableFuture<Void> later(String... lines) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            for (String line : lines) {
              says(line);
            }
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS));
  }

  @Test
  void aRunThatHasToldItsEndIsNotCancelled() throws Exception {
    SparkWorkers workers = workers();
    try (Worker worker = workers.start(job(RUNS.get(0)))) {
      says("began 1 node7");
      driver.tells("1", new Message.Ended(FINISHED, false));
      worker.next(LONG);
      assertThat(worker.next(LONG))
          .isEqualTo(new Worker.Event.Told(new Message.Ended(FINISHED, false)));
    }
    driver.ends(0);
    workers.close();
    assertThat(driver.asked()).startsWith("start 1 ");
    assertThat(driver.asked()).isNull();
  }

  @Test
  void theEndOfTheDriverStrandsEveryRun() throws Exception {
    SparkWorkers workers = workers();
    Worker before = workers.start(job(RUNS.get(0)));
    driver.ends(1);
    String why =
        "spark-submit ended with code 1 before any run could start: 'spark.log' says why, and the"
            + " same command resumes";
    assertThat(before.next(LONG)).isEqualTo(new Worker.Event.Stranded(why));
    assertThat(workers.start(job(RUNS.get(1))).next(LONG))
        .isEqualTo(new Worker.Event.Stranded(why));
  }

  /** Keeps the events in the order in which a display would show them. */
  private final class Heard extends QuietListener {
    @Override
    public RunListener started(RunConfig run) {
      heard.add("started");
      return new RunListener() {
        @Override
        public void resumed(EpochRow last, long trained) {
          heard.add("resumed after epoch " + last.epoch());
        }

        @Override
        public void step(int epoch, int images, double trainLoss, double imagesPerSecond) {}

        @Override
        public void epoch(EpochRow metrics) {}
      };
    }

    @Override
    public void retried(RunConfig run, String reason) {
      heard.add("retried: " + reason);
    }

    @Override
    public void ended(RunConfig run, Outcome outcome) {
      heard.add(outcome.status() + ": " + outcome.message());
    }
  }

  /** Trains the first run by the driver. */
  private CompletableFuture<Void> train() {
    Environment environment =
        new Environment(new Versions("test", "test"), "unknown", Map.of("backend", "CPU"));
    WorkerSettings settings =
        new WorkerSettings(
            results,
            Path.of("data"),
            2,
            new NativeBackend.Settings(1, true, true),
            Recording.off(),
            OwnEntries.none(),
            LONG);
    WorkerPool pool =
        new WorkerPool(
            workers(),
            settings,
            new Trainer(Catalog.standard(), results, environment, Recording.off()),
            Map.of(RUNS.get(0).dataset(), FACTS),
            new Heard());
    return CompletableFuture.runAsync(
        () -> {
          try {
            pool.train(List.of(RUNS.get(0)));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void aRunWhoseExecutorIsLostIsShownAgainAndItsAnswerCounts() throws Exception {
    CompletableFuture<Void> sweep = train();
    driver.asked();
    EpochRow epoch = new EpochRow(2, 80, 0.1, 1.5, 1.25, 0.5, 3, 1, 200, 0.01, 700);
    says("began 1 node7");
    says("lost 1 node7 is gone");
    says("began 1 node8");
    driver.tells("1", new Message.Resumed(epoch, 1000));
    driver.tells("1", new Message.Ended(FINISHED, false));
    sweep.get();
    assertThat(heard)
        .containsExactly(
            "started",
            "retried: Spark lost its process (node7 is gone)",
            "started",
            "resumed after epoch 2",
            "FINISHED: ");
  }

  @Test
  void aNodeThatCannotWriteFailsItsRunAfterASecondTry() throws Exception {
    CompletableFuture<Void> sweep = train();
    for (String id : List.of("1", "2")) {
      assertThat(driver.asked()).startsWith("start " + id + " ");
      says("began " + id + " node7");
      says("log " + id + " mount: failed");
      driver.tells(id, new Message.Stopped("/results is read-only", false));
      says("ended " + id + " 0");
    }
    sweep.get();
    assertThat(heard)
        .hasSize(4)
        .last()
        .asString()
        .startsWith("FAILED: the worker process on node7 stopped: /results is");
    Path record = results.resolve("runs").resolve(RUNS.get(0).id());
    assertThat(Files.readString(record.resolve("outcome.json")))
        .contains("stopped: /results is read-only; in the first try, the worker");
    assertThat(record.resolve("failure.txt")).content().contains("mount: failed");
  }

  @Test
  void theEndOfTheDriverEndsTheSweepAndRecordsNothing() throws Exception {
    CompletableFuture<Void> sweep = train();
    driver.asked();
    says("ready Spark 9");
    says("began 1 node7");
    driver.ends(137);
    assertThatThrownBy(sweep::get)
        .hasCauseInstanceOf(EngineException.class)
        .hasMessageContaining("driver program ended with code 137 before the runs did");
    assertThat(results.resolve("runs")).doesNotExist();
  }
}
