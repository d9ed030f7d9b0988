package org.anact.report.comparison;

import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.anact.report.statistics.PerformanceProfile;
import org.anact.results.RunRecord;

/**
 * Vanilla against normalized over the usual comparisons of a data set: a task is one of them, a
 * score the test accuracy in percent. Variants share vanilla runs, which would be drawn as if they
 * were several, so ablations are no tasks.
 *
 * @param dataset registered name
 * @param rule measure of accuracy
 * @param scores of both arms
 * @param left usual comparisons left out, because they have no pair with the figure for each of the
 *     seeds
 * @param estimates interquartile means, percent, their difference and probability of improvement
 * @param profiles share of runs above each accuracy, of the vanilla runs and of the others
 */
public record Aggregate(
    String dataset,
    Measure rule,
    PairedScores scores,
    List<Comparison> left,
    PairedScores.Estimates estimates,
    List<PerformanceProfile> profiles) {
  private static final int THRESHOLDS = 41;

  /** Copies the lists. */
  public Aggregate {
    left = List.copyOf(left);
    profiles = List.copyOf(profiles);
  }

  /**
   * Aggregates a data set; absent if no usual comparison has a pair. A matrix needs the same seeds
   * in every task; of the sets of seeds that a comparison has, the one is taken that keeps the most
   * runs.
   *
   * @param dataset registered name
   * @param rule measure of accuracy
   */
  static Optional<Aggregate> of(Study study, String dataset, Measure rule) {
    List<Comparison> tasks =
        study.usual().cells().stream()
            .filter(one -> one.setting().dataset().equals(dataset))
            .toList();
    IdentityHashMap<Comparison, Set<Long>> seeds = new IdentityHashMap<>();
    tasks.forEach(one -> seeds.put(one, seeds(one, study.figure(rule))));
    Set<Long> kept =
        tasks.stream()
            .map(seeds::get)
            .max(Comparator.comparingLong(set -> set.size() * having(set, seeds.values())))
            .orElse(Set.of());
    Map<Boolean, List<Comparison>> split =
        tasks.stream().collect(Collectors.partitioningBy(one -> seeds.get(one).containsAll(kept)));
    return kept.isEmpty()
        ? Optional.empty()
        : PairedScores.of(split.get(true), study.figure(rule))
            .map(scores -> of(dataset, rule, scores, split.get(false)));
  }

  private static long having(Set<Long> seeds, Collection<Set<Long>> all) {
    return all.stream().filter(set -> set.containsAll(seeds)).count();
  }

  /** A run without the figure cannot be in a matrix. */
  private static Set<Long> seeds(Comparison comparison, ToDoubleFunction<RunRecord> figure) {
    return comparison.pairs(figure).stream()
        .map(pair -> pair.vanilla().config().seed())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Aggregate of(
      String dataset, Measure rule, PairedScores scores, List<Comparison> left) {
    return new Aggregate(
        dataset,
        rule,
        scores,
        left,
        scores.estimates(),
        rule.id().equals(Figures.ACCURACY.id()) ? scores.profiles(THRESHOLDS) : List.of());
  }
}
