package org.anact.report.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;

/**
 * Stratified percentile bootstrap (Agarwal et al., 2021, section 4.1): each resample draws, within
 * each task separately, as many runs as there are, with replacement. Tasks are not resampled, so
 * the interval speaks about other seeds of the same tasks and not about other tasks.
 *
 * @param resamples how often the runs are drawn anew
 * @param level coverage aimed at, between 0 and 1
 * @param seed of the generator; each figure starts its own generator from it
 */
public record StratifiedBootstrap(int resamples, double level, long seed) {
  /** Refuses a number of resamples below one and a level outside (0, 1). */
  public StratifiedBootstrap {
    Quantiles.requireBootstrap(resamples, level);
  }

  /** A figure of one arm. */
  public Estimate estimate(ScoreMatrix scores, ToDoubleFunction<ScoreMatrix> figure) {
    return estimates(scores, drawn -> new double[] {figure.applyAsDouble(drawn)}).get(0);
  }

  /**
   * Several figures of one arm, the same number each time, all from the same resamples, each with
   * its own interval.
   */
  public List<Estimate> estimates(ScoreMatrix scores, Function<ScoreMatrix, double[]> figures) {
    RandomGenerator generator = new Well19937c(seed);
    return estimates(
        figures.apply(scores),
        scores.runs() > 1,
        () -> figures.apply(scores.resampled(draws(scores, generator))));
  }

  /**
   * A figure of two arms whose runs have nothing to do with each other: each arm draws its own
   * runs. This is the interval of rliable for two arms.
   */
  public Estimate independent(
      ScoreMatrix first, ScoreMatrix second, ToDoubleBiFunction<ScoreMatrix, ScoreMatrix> figure) {
    requireSameTasks(first, second);
    RandomGenerator generator = new Well19937c(seed);
    return estimates(
            new double[] {figure.applyAsDouble(first, second)},
            first.runs() > 1 && second.runs() > 1,
            () -> {
              ScoreMatrix drawn = first.resampled(draws(first, generator));
              return new double[] {
                figure.applyAsDouble(drawn, second.resampled(draws(second, generator)))
              };
            })
        .get(0);
  }

  /**
   * A figure of two arms that share their seeds: a run of the first arm is drawn together with the
   * run of the second that is in the same row. What the two runs of a seed have in common does not
   * widen the interval.
   */
  public Estimate paired(
      ScoreMatrix first, ScoreMatrix second, ToDoubleBiFunction<ScoreMatrix, ScoreMatrix> figure) {
    return pairedEstimates(
            first, second, (one, other) -> new double[] {figure.applyAsDouble(one, other)})
        .get(0);
  }

  /**
   * Several figures of two arms that share their seeds, all from the same resamples. A figure that
   * looks at one arm alone has the interval of {@link #estimate}, which draws the same runs.
   */
  public List<Estimate> pairedEstimates(
      ScoreMatrix first,
      ScoreMatrix second,
      BiFunction<ScoreMatrix, ScoreMatrix, double[]> figures) {
    requireSameTasks(first, second);
    if (first.runs() != second.runs()) {
      throw new IllegalArgumentException(
          "no pairs: " + first.runs() + " and " + second.runs() + " runs");
    }
    RandomGenerator generator = new Well19937c(seed);
    return estimates(
        figures.apply(first, second),
        first.runs() > 1,
        () -> {
          int[] draws = draws(first, generator);
          return figures.apply(first.resampled(draws), second.resampled(draws));
        });
  }

  static void requireSameTasks(ScoreMatrix first, ScoreMatrix second) {
    if (first.tasks() != second.tasks()) {
      throw new IllegalArgumentException(
          "the arms have " + first.tasks() + " and " + second.tasks() + " tasks");
    }
  }

  private static int[] draws(ScoreMatrix scores, RandomGenerator generator) {
    int[] draws = new int[scores.runs() * scores.tasks()];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = generator.nextInt(scores.runs());
    }
    return draws;
  }

  private List<Estimate> estimates(
      double[] values, boolean resampled, Supplier<double[]> resample) {
    double[][] figures = new double[values.length][resampled ? resamples : 0];
    for (int i = 0; resampled && i < resamples; i++) {
      double[] drawn = resample.get();
      for (int figure = 0; figure < values.length; figure++) {
        figures[figure][i] = drawn[figure];
      }
    }
    List<Estimate> estimates = new ArrayList<>();
    for (int figure = 0; figure < values.length; figure++) {
      Optional<Interval> interval =
          resampled ? Optional.of(new Quantiles(figures[figure]).middle(level)) : Optional.empty();
      estimates.add(new Estimate(values[figure], interval));
    }
    return estimates;
  }
}
