package org.anact.bench.sweep;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.anact.bench.Numbers;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.run.RunListener;
import org.anact.datasets.Dataset;
import org.anact.results.EpochRow;
import org.anact.results.Outcome;
import org.anact.results.RunStatus;

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
  private final Map<RunConfig, Work> waiting = new LinkedHashMap<>();
  private final Map<RunConfig, InRun> underWay = new LinkedHashMap<>();
  private final Map<String, Cost> costs = new HashMap<>();
  private ProgressBar bar;
  private int runs;
  private int done;

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
    toDo.forEach(work -> waiting.put(work.run(), work));
    runs = toDo.size() + finished;
    done = finished;
    long trials = toDo.stream().filter(work -> work.run().isTrial()).count();
    out.printf(
        Locale.ROOT,
        "%s: %d finished before, %d to do%s%n",
        Numbers.count(runs, "run", "runs"),
        finished,
        toDo.size(),
        trials > 0 ? ", " + Numbers.count(trials, "trial", "trials") + " among them" : "");
    close();
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
  public void unproven(String dataset) {
    line(
        "%s: %s; './anact datasets verify %s' tells why"
            .formatted(dataset, Dataset.UNPROVEN, dataset));
  }

  @Override
  public void withoutModel(long withoutOne) {
    line(
        "%s kept no model, and --keep-model trains none of them again: give another --out for that"
            .formatted(Numbers.count(withoutOne, "finished run", "finished runs")));
  }

  @Override
  public void runsAgain(RunConfig run, String reason) {
    line("runs again: %s: %s".formatted(run.id(), reason));
  }

  @Override
  public RunListener started(RunConfig run) {
    InRun progress = new InRun(waiting.remove(run));
    underWay.put(run, progress);
    return progress;
  }

  @Override
  public void retried(RunConfig run, String reason) {
    line("%s is tried again later: %s".formatted(run.id(), reason));
    InRun stopped = underWay.remove(run);
    if (bar != null) {
      bar.stepBy(stopped.imagesLeft - stopped.work.images());
    }
    waiting.put(run, stopped.work);
  }

  @Override
  public void ended(RunConfig run, Outcome outcome) {
    done++;
    if (run.isTrial() && outcome.status() == RunStatus.DIVERGED) {
      line(
          "%s diverged in epoch %d, which counts as chance"
              .formatted(underWay.get(run).label(), outcome.divergedEpoch().orElse(0)));
    } else if (outcome.status() != RunStatus.FINISHED || !outcome.message().isEmpty()) {
      line("%s: %s, %s".formatted(run.id(), outcome.status(), outcome.message()));
    }
    long skipped = underWay.remove(run).imagesLeft;
    if (bar != null && skipped > 0) {
      bar.stepBy(skipped);
    }
  }

  /** One run that is under way. */
  private final class InRun implements RunListener {

    private final Work work;
    private final RunConfig run;
    private long imagesLeft;
    private EpochRow lastEpoch;

    InRun(Work work) {
      this.work = work;
      this.run = work.run();
      this.imagesLeft = work.images();
    }

    private void advance(long by) {
      imagesLeft -= by;
      if (bar != null) {
        bar.stepBy(by);
      }
    }

    @Override
    public void startsAnew(String reason) {
      line("%s starts anew: %s".formatted(run.id(), reason));
    }

    @Override
    public void resumed(EpochRow last, long trained) {
      line("%s resumes after epoch %d".formatted(run.id(), last.epoch()));
      lastEpoch = last;
      advance(trained);
    }

    @Override
    public void step(int epoch, int count, double trainLoss, double imagesPerSecond) {
      advance(count);
      costs.merge(
          run.model(),
          new Cost(count / imagesPerSecond, count),
          (old, more) -> old.plus(more.seconds(), more.images()));
      if (bar != null) {
        bar.setExtraMessage(
            String.format(
                Locale.ROOT,
                " %d/%d %s epoch %d/%d loss %.3f%s %.0f img/s%s",
                done + underWay.size(),
                runs,
                label(),
                epoch,
                run.recipe().epochs(),
                trainLoss,
                lastEpoch == null
                    ? ""
                    : String.format(Locale.ROOT, " acc %.1f%%", 100 * lastEpoch.testAccuracy()),
                imagesPerSecond,
                timeLeft()));
      }
    }

    @Override
    public void epoch(EpochRow metrics) {
      lastEpoch = metrics;
      if (bar == null) {
        line(
            String.format(
                Locale.ROOT,
                "run %d/%d  %s  epoch %d/%d  loss %.4f  %s accuracy %.2f %%  %.0f images/s%s",
                done + underWay.size(),
                runs,
                label(),
                metrics.epoch(),
                run.recipe().epochs(),
                metrics.trainLoss(),
                run.isTrial() ? "validation" : "test",
                100 * metrics.testAccuracy(),
                metrics.imagesPerSecond(),
                timeLeft()));
      }
    }

    private String label() {
      String tuned =
          work.tuned().entrySet().stream()
              .map(field -> field.getKey() + " " + field.getValue().asText())
              .collect(Collectors.joining(", ", " (", ")"));
      return "%s %s seed %d%s"
          .formatted(
              run.model(), run.activation(), run.seed(), work.tuned().isEmpty() ? "" : tuned);
    }

    double secondsLeft() {
      return imagesLeft * perImage(run.model());
    }
  }

  private String timeLeft() {
    double seconds = 0;
    for (InRun run : underWay.values()) {
      seconds += run.secondsLeft();
    }
    for (Work work : waiting.values()) {
      seconds += work.images() * perImage(work.run().model());
    }
    Duration left = Duration.ofSeconds((long) (seconds / underWay.size()));
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
      bar = null;
    }
  }
}
