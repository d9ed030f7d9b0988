package org.anact.report.statistics;

import java.util.Arrays;

/**
 * Scores of one arm: so many runs of each of so many tasks. The runs of one task are the draws of a
 * stratum; a task is a cell of the grid, such as one activation in one model on one data set.
 *
 * <p>Shape runs x tasks, as in Agarwal et al., Deep Reinforcement Learning at the Edge of the
 * Statistical Precipice, 2021 (arXiv 2108.13264).
 */
public final class ScoreMatrix {
  private final int runs;
  private final int tasks;

  /** The different scores, ascending, which resamples share. */
  private final double[] distinct;

  /** Place of each score among them: run after run, each with all its tasks. */
  private final int[] places;

  private ScoreMatrix(int runs, int tasks, double[] distinct, int[] places) {
    this.runs = runs;
    this.tasks = tasks;
    this.distinct = distinct;
    this.places = places;
  }

  /**
   * Copies scores.
   *
   * @param scores one row for each run, one column for each task; at least one of either, finite
   */
  public static ScoreMatrix of(double[]... scores) {
    if (scores.length == 0 || scores[0].length == 0) {
      throw new IllegalArgumentException("a score matrix needs a run and a task");
    }
    int tasks = scores[0].length;
    double[] flat = new double[scores.length * tasks];
    for (int run = 0; run < scores.length; run++) {
      if (scores[run].length != tasks) {
        throw new IllegalArgumentException(
            "run " + run + " has " + scores[run].length + " tasks, the first has " + tasks);
      }
      System.arraycopy(scores[run], 0, flat, run * tasks, tasks);
    }
    if (!Arrays.stream(flat).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a score is not finite");
    }
    double[] distinct = Arrays.stream(flat).sorted().distinct().toArray();
    int[] places =
        Arrays.stream(flat).mapToInt(score -> Arrays.binarySearch(distinct, score)).toArray();
    return new ScoreMatrix(scores.length, tasks, distinct, places);
  }

  /** Number of runs of each task, at least one. */
  public int runs() {
    return runs;
  }

  /** Number of tasks, at least one. */
  public int tasks() {
    return tasks;
  }

  /** One score; run and task count from 0. */
  public double score(int run, int task) {
    return distinct[places[run * tasks + task]];
  }

  /** A copy of all scores, run after run. */
  public double[] all() {
    return Arrays.stream(places).mapToDouble(place -> distinct[place]).toArray();
  }

  /** All scores, ascending: counted by place, so that thousands of resamples need no sorting. */
  double[] sorted() {
    int[] counts = new int[distinct.length];
    for (int place : places) {
      counts[place]++;
    }
    double[] sorted = new double[places.length];
    int next = 0;
    for (int place = 0; place < counts.length; place++) {
      for (int i = counts[place]; i > 0; i--) {
        sorted[next++] = distinct[place];
      }
    }
    return sorted;
  }

  /**
   * The matrix with other runs in each task.
   *
   * @param draws shape runs x tasks, row after row: which run of the task is there
   */
  ScoreMatrix resampled(int[] draws) {
    int[] drawn = new int[places.length];
    int i = 0;
    for (int run = 0; run < runs; run++) {
      for (int task = 0; task < tasks; task++) {
        drawn[i] = places[draws[i] * tasks + task];
        i++;
      }
    }
    return new ScoreMatrix(runs, tasks, distinct, drawn);
  }
}
