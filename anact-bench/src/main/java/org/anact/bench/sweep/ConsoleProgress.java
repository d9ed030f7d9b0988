package org.anact.bench.sweep;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.EpochMetrics;
import org.anact.bench.run.Outcome;
import org.anact.bench.run.Status;

/**
 * Shows a sweep on the console: a live bar on a terminal, a line for each epoch and run elsewhere.
 *
 * <p>The time left is estimated from the seconds an image that each model has taken so far, and
 * until a model has run, from those of all.
 */
public final class ConsoleProgress implements SweepListener {

  private static final int TERMINAL_COLUMNS = 118;

  private final PrintStream out;
  private final boolean terminal;
  private final Deque<Work> waiting = new ArrayDeque<>();
  private final Map<String, Cost> costs = new HashMap<>();
  private ProgressBar bar;
  private RunConfig current;
  private int runs;
  private int done;
  private long imagesLeftInRun;
  private EpochMetrics lastEpoch;

  /** Seconds and images of the runs of one model so far. */
  private record Cost(double seconds, long images) {

    Cost plus(double moreSeconds, long moreImages) {
      return new Cost(seconds + moreSeconds, images + moreImages);
    }

    double perImage() {
      return seconds / images;
    }
  }

  /**
   * Makes the display.
   *
   * @param out where lines go
   * @param terminal whether {@code out} is a terminal that a bar can be redrawn on
   */
  public ConsoleProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void planned(List<Work> toDo, int finished) {
    waiting.addAll(toDo);
    runs = toDo.size() + finished;
    done = finished;
    out.printf(Locale.ROOT, "%d runs: %d finished before, %d to do%n", runs, finished, toDo.size());
    if (terminal && !toDo.isEmpty()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("runs")
              .setInitialMax(toDo.stream().mapToLong(Work::images).sum())
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
              .setConsumer(new ConsoleProgressBarConsumer(out, TERMINAL_COLUMNS))
              .setUpdateIntervalMillis(250)
              .hideEta()
              .build();
    }
  }

  @Override
  public void runsAgain(RunConfig run, String reason) {
    line("runs again: %s: %s".formatted(run.id(), reason));
  }

  @Override
  public void started(RunConfig run) {
    current = run;
    imagesLeftInRun = waiting.remove().images();
    lastEpoch = null;
  }

  @Override
  public void resumed(EpochMetrics last, long images) {
    line("%s goes on after epoch %d".formatted(current.id(), last.epoch()));
    lastEpoch = last;
    imagesLeftInRun -= images;
    if (bar != null) {
      bar.stepBy(images);
    }
  }

  @Override
  public void step(int epoch, int images, double trainLoss, double imagesPerSecond) {
    imagesLeftInRun -= images;
    costs.merge(
        current.model(),
        new Cost(images / imagesPerSecond, images),
        (old, more) -> old.plus(more.seconds(), more.images()));
    if (bar != null) {
      bar.stepBy(images);
      bar.setExtraMessage(
          " %d/%d %s epoch %d/%d loss %.3f%s %.0f img/s%s"
              .formatted(
                  done + 1,
                  runs,
                  label(),
                  epoch,
                  current.recipe().epochs(),
                  trainLoss,
                  lastEpoch == null ? "" : " acc %.1f%%".formatted(100 * lastEpoch.testAccuracy()),
                  imagesPerSecond,
                  timeLeft()));
    }
  }

  @Override
  public void epoch(EpochMetrics metrics) {
    lastEpoch = metrics;
    if (bar == null) {
      line(
          String.format(
              Locale.ROOT,
              "run %d/%d  %s  epoch %d/%d  loss %.4f  test accuracy %.2f %%  %.0f images/s%s",
              done + 1,
              runs,
              label(),
              metrics.epoch(),
              current.recipe().epochs(),
              metrics.trainLoss(),
              100 * metrics.testAccuracy(),
              metrics.imagesPerSecond(),
              timeLeft()));
    }
  }

  @Override
  public void ended(RunConfig run, Outcome outcome) {
    done++;
    if (outcome.status() != Status.FINISHED || !outcome.message().isEmpty()) {
      line("%s: %s".formatted(run.id(), outcome.status() + ", " + outcome.message()));
    }
    if (bar != null && imagesLeftInRun > 0) {
      bar.stepBy(imagesLeftInRun);
    }
  }

  private String label() {
    return "%s %s seed %d".formatted(current.model(), current.activation(), current.seed());
  }

  private String timeLeft() {
    double seconds = imagesLeftInRun * perImage(current.model());
    for (Work work : waiting) {
      seconds += work.images() * perImage(work.run().model());
    }
    Duration left = Duration.ofSeconds((long) seconds);
    return "  %d:%02d left".formatted(left.toMinutes(), left.toSecondsPart());
  }

  private double perImage(String model) {
    Cost known = costs.get(model);
    if (known != null) {
      return known.perImage();
    }
    return costs.values().stream()
        .reduce(new Cost(0, 0), (a, b) -> a.plus(b.seconds(), b.images()))
        .perImage();
  }

  /** A line of its own, above the bar where there is one. */
  private void line(String text) {
    if (bar != null) {
      out.print("\r\u001b[2K");
    }
    out.println(text);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
