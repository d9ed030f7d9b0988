package org.anact.results;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How long a sweep still takes, judged by what finished runs of the same models took. */
public final class RemainingTime {
  private RemainingTime() {}

  /**
   * A run that finished.
   *
   * @param seconds wall clock, if its record says it
   */
  public record Ended(String model, OptionalDouble seconds) {}

  /**
   * A run that is to be trained, or the rest of it.
   *
   * @param share of the run that is left, between 0 and 1
   */
  public record Open(String model, double share, boolean underWay) {
    /** A run that has begun. */
    public static Open underWay(PlannedRun run, Optional<RunProgress> progress) {
      return new Open(
          run.model(),
          progress.map(now -> 1 - (double) now.step() / now.steps()).orElse(1.0),
          true);
    }

    /** A run that has not begun. */
    public static Open notBegun(PlannedRun run) {
      return new Open(run.model(), 1, false);
    }
  }

  /** A time in words, such as {@code about 3:10:22 left}. */
  public static String words(Duration left) {
    return "about %d:%02d:%02d left"
        .formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }

  /**
   * Estimates the time to the end, with as many runs at a time as are under way now; empty if no
   * run of a model that is still to be trained has finished.
   */
  public static Optional<Duration> estimate(Stream<Ended> ended, List<Open> open) {
    Map<String, Double> secondsOf =
        ended
            .filter(run -> run.seconds.isPresent())
            .collect(
                Collectors.groupingBy(
                    Ended::model, Collectors.averagingDouble(run -> run.seconds.getAsDouble())));
    if (!open.stream().allMatch(run -> secondsOf.containsKey(run.model))) {
      return Optional.empty();
    }
    double seconds = open.stream().mapToDouble(run -> run.share * secondsOf.get(run.model)).sum();
    long atOnce = Math.max(1, open.stream().filter(Open::underWay).count());
    return Optional.of(Duration.ofSeconds((long) (seconds / atOnce)));
  }
}
