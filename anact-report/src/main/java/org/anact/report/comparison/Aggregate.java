package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.anact.report.results.RunRecord;
import org.anact.report.statistics.Estimate;
import org.anact.report.statistics.InterquartileMean;
import org.anact.report.statistics.PerformanceProfile;
import org.anact.report.statistics.ProbabilityOfImprovement;
import org.anact.report.statistics.ScoreMatrix;
import org.anact.report.statistics.StratifiedBootstrap;

/**
 * Vanilla against normalized over all comparisons of a data set whose pairs have the same seeds: a
 * task is one comparison, a score the test accuracy in percent.
 *
 * @param dataset registered name
 * @param rule measure of accuracy
 * @param tasks comparisons taken in
 * @param left comparisons left out, because their pairs have other seeds than most
 * @param seeds that every task has in both arms
 * @param vanilla interquartile mean of the vanilla runs, percent
 * @param normalized the same of the normalized runs
 * @param difference of the two, drawn pair by pair
 * @param improvement probability that a normalized run beats a vanilla one of the same task
 * @param vanillaProfile share of vanilla runs above each accuracy
 * @param normalizedProfile the same of normalized runs
 */
public record Aggregate(
    String dataset,
    Measure rule,
    List<Comparison> tasks,
    List<Comparison> left,
    Set<Long> seeds,
    Estimate vanilla,
    Estimate normalized,
    Estimate difference,
    Estimate improvement,
    PerformanceProfile vanillaProfile,
    PerformanceProfile normalizedProfile) {
  /** How often runs are drawn anew. */
  public static final int RESAMPLES = 2_000;

  private static final int TAUS = 41;
  private static final StratifiedBootstrap BOOTSTRAP =
      new StratifiedBootstrap(RESAMPLES, 0.95, 20_220_813L);

  /** Copies the lists. */
  public Aggregate {
    tasks = List.copyOf(tasks);
    left = List.copyOf(left);
  }

  /**
   * Aggregates a data set.
   *
   * @param study what was read and compared
   * @param dataset registered name
   * @param rule measure of accuracy
   * @return absent if no comparison has a pair
   */
  public static Optional<Aggregate> of(Study study, String dataset, Measure rule) {
    List<Comparison> paired =
        study.comparisons().all().stream()
            .filter(one -> one.setting().dataset().equals(dataset))
            .filter(one -> !seeds(study, one, rule).isEmpty())
            .toList();
    Optional<Set<Long>> seeds = mostCommonSeeds(study, paired, rule);
    if (seeds.isEmpty()) {
      return Optional.empty();
    }
    List<Comparison> tasks = new ArrayList<>();
    List<Comparison> left = new ArrayList<>();
    for (Comparison comparison : paired) {
      boolean complete = seeds(study, comparison, rule).containsAll(seeds.get());
      (complete ? tasks : left).add(comparison);
    }
    ScoreMatrix vanilla = scores(study, tasks, seeds.get(), rule, false);
    ScoreMatrix normalized = scores(study, tasks, seeds.get(), rule, true);
    double[] taus = PerformanceProfile.taus(TAUS, vanilla, normalized);
    return Optional.of(
        new Aggregate(
            dataset,
            rule,
            tasks,
            left,
            seeds.get(),
            BOOTSTRAP.estimate(vanilla, InterquartileMean::of),
            BOOTSTRAP.estimate(normalized, InterquartileMean::of),
            BOOTSTRAP.paired(
                normalized,
                vanilla,
                (first, second) -> InterquartileMean.of(first) - InterquartileMean.of(second)),
            BOOTSTRAP.independent(normalized, vanilla, ProbabilityOfImprovement::of),
            PerformanceProfile.of(vanilla, taus, BOOTSTRAP),
            PerformanceProfile.of(normalized, taus, BOOTSTRAP)));
  }

  /** A matrix needs the same seeds in every task; those that most tasks have lose the fewest. */
  private static Optional<Set<Long>> mostCommonSeeds(
      Study study, List<Comparison> paired, Measure rule) {
    return paired.stream()
        .map(one -> seeds(study, one, rule))
        .collect(Collectors.groupingBy(set -> set, Collectors.counting()))
        .entrySet()
        .stream()
        .max(
            Map.Entry.<Set<Long>, Long>comparingByValue()
                .thenComparing(entry -> entry.getKey().size())
                .thenComparing(entry -> entry.getKey().toString()))
        .map(Map.Entry::getKey);
  }

  private static Set<Long> seeds(Study study, Comparison comparison, Measure rule) {
    Set<Long> seeds = seeds(study, comparison.vanilla(), rule);
    seeds.retainAll(seeds(study, comparison.normalized(), rule));
    return seeds;
  }

  private static Set<Long> seeds(Study study, Arm arm, Measure rule) {
    return arm.finished().stream()
        .filter(run -> Double.isFinite(study.figure(run, rule)))
        .map(run -> run.config().seed())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ScoreMatrix scores(
      Study study, List<Comparison> tasks, Set<Long> seeds, Measure rule, boolean normalized) {
    double[][] scores = new double[seeds.size()][tasks.size()];
    int row = 0;
    for (long seed : seeds) {
      for (int task = 0; task < tasks.size(); task++) {
        Comparison comparison = tasks.get(task);
        Arm arm = normalized ? comparison.normalized() : comparison.vanilla();
        RunRecord run =
            arm.finished().stream()
                .filter(one -> one.config().seed() == seed)
                .findFirst()
                .orElseThrow();
        scores[row][task] = study.figure(run, rule);
      }
      row++;
    }
    return ScoreMatrix.of(scores);
  }
}
