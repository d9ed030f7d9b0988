package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.report.statistics.BcaBootstrap;
import org.anact.report.statistics.Estimate;
import org.anact.report.statistics.PairedDifference;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;
import org.anact.results.tuning.TrialScore;

/**
 * One activation without and with normalization, in one setting and model.
 *
 * @param setting data set and variant
 * @param model registered name of the model
 * @param base name of the activation without normalization
 * @param vanilla runs without normalization
 * @param normalized runs with it
 * @param mixedMachines whether runs from different kinds of processor make a pair; they round in
 *     different ways, which is a difference that normalization does not make
 */
public record Comparison(
    Setting setting,
    String model,
    String base,
    Arm vanilla,
    Arm normalized,
    boolean mixedMachines) {
  /** Registered names of normalized forms are those of their bases with this in front. */
  private static final String NORMALIZED = "n";

  private static final double PERCENT = 100;

  private static final BcaBootstrap BOOTSTRAP = new BcaBootstrap(10_000, Estimate.LEVEL);

  /**
   * Seed of every interval. Each interval starts its own generator from it, so that it depends on
   * its own data only and not on the order of the tables.
   */
  static final long BOOTSTRAP_SEED = 20_220_813L;

  /** Two finished runs of one seed. */
  record Pair(RunRecord vanilla, RunRecord normalized) {}

  /**
   * Differences of a figure, normalized minus vanilla, over the seeds that finished in both arms.
   *
   * @param figure of a run; pairs in which one run has none ({@code NaN}) are left out
   */
  public PairedDifference difference(ToDoubleFunction<RunRecord> figure) {
    return difference(
        pairs(figure).stream()
            .mapToDouble(
                pair -> figure.applyAsDouble(pair.normalized) - figure.applyAsDouble(pair.vanilla))
            .toArray());
  }

  /** Evaluates differences of pairs as every table of a report does. */
  public static PairedDifference difference(double... differences) {
    return PairedDifference.of(differences, BOOTSTRAP, BOOTSTRAP_SEED);
  }

  /**
   * Two runs of one seed that have ended.
   *
   * @param difference of the final test accuracy in points, a diverged run counting as chance;
   *     absent for a pair that shows nothing: an error stopped a run, or the machines differ
   */
  private record EndedPair(RunRecord vanilla, RunRecord normalized, OptionalDouble difference) {}

  /**
   * Differences of the final test accuracy in points, pair by pair in the order of the plan, as a
   * {@link org.anact.results.decision.DecisionRule} takes them: a diverged run counts as chance, a
   * pair of which an error stopped a run shows nothing, and none counts after the first pair that
   * has not ended, as which of them end first must not decide.
   */
  double[] differencesInOrder() {
    return endedInOrder().stream().flatMapToDouble(pair -> pair.difference.stream()).toArray();
  }

  /**
   * The runs of both arms that it takes to have so many of the {@link #differencesInOrder()}, those
   * of pairs that show nothing included.
   */
  List<RunRecord> runsUpTo(int pairs) {
    List<RunRecord> runs = new ArrayList<>();
    int open = pairs;
    for (EndedPair pair : endedInOrder()) {
      if (open == 0) {
        break;
      }
      runs.add(pair.vanilla);
      runs.add(pair.normalized);
      open -= pair.difference.isPresent() ? 1 : 0;
    }
    return runs;
  }

  private List<EndedPair> endedInOrder() {
    Map<Long, RunEntry> bySeed = new HashMap<>();
    normalized.entries().forEach(entry -> bySeed.putIfAbsent(entry.plan().seed(), entry));
    List<EndedPair> pairs = new ArrayList<>();
    for (RunEntry first : vanilla.entries()) {
      RunEntry second = bySeed.get(first.plan().seed());
      if (second == null) {
        continue;
      }
      if (first.run().isEmpty() || second.run().isEmpty()) {
        break;
      }
      pairs.add(ended(first.run().get(), second.run().get()));
    }
    return pairs;
  }

  private EndedPair ended(RunRecord first, RunRecord second) {
    Optional<Double> one = TrialScore.accuracy(first);
    Optional<Double> other = TrialScore.accuracy(second);
    return new EndedPair(
        first,
        second,
        isPair(first, second) && one.isPresent() && other.isPresent()
            ? OptionalDouble.of(PERCENT * (other.get() - one.get()))
            : OptionalDouble.empty());
  }

  /**
   * What the rows of a table call this comparison.
   *
   * @return the base activation, with what sets the normalized arm apart
   */
  public String label() {
    if (normalized.label().isEmpty()) {
      return base;
    }
    return normalized.label().startsWith(NORMALIZED + base)
        ? normalized.label().substring(NORMALIZED.length())
        : base + " / " + normalized.label();
  }

  /** What sets it apart from the other comparisons of its sweep. */
  List<Object> names() {
    return List.of(setting, model, base, vanilla.label(), normalized.label());
  }

  /** Whether another one compares the same arms, though by other runs: trials or final ones. */
  public boolean isOfSameArms(Comparison other) {
    return names().equals(other.names());
  }

  /** Where it was measured. */
  public String place() {
    return model + " on " + setting.label();
  }

  /**
   * The finished runs of both arms.
   *
   * @return vanilla first
   */
  public List<RunRecord> finishedRuns() {
    List<RunRecord> runs = new ArrayList<>(vanilla.finished());
    runs.addAll(normalized.finished());
    return runs;
  }

  /** The runs of both arms that have ended, however they did. */
  Stream<RunRecord> endedRuns() {
    return Stream.of(vanilla, normalized)
        .flatMap(arm -> arm.entries().stream())
        .flatMap(entry -> entry.run().stream());
  }

  /** The seeds that finished in both arms, on one kind of processor unless others are mixed in. */
  List<Pair> pairs() {
    return seeds().stream().filter(pair -> isPair(pair.vanilla, pair.normalized)).toList();
  }

  /** Returns how many seeds finished in both arms on different kinds of processor. */
  public long pairsOfMixedMachines() {
    return seeds().stream().filter(pair -> !isOneKind(pair.vanilla, pair.normalized)).count();
  }

  private List<Pair> seeds() {
    Map<Long, List<RunRecord>> bySeed =
        normalized.finished().stream().collect(Collectors.groupingBy(run -> run.config().seed()));
    List<Pair> pairs = new ArrayList<>();
    for (RunRecord first : vanilla.finished()) {
      for (RunRecord second : bySeed.getOrDefault(first.config().seed(), List.of())) {
        pairs.add(new Pair(first, second));
      }
    }
    return pairs;
  }

  private boolean isPair(RunRecord first, RunRecord second) {
    return mixedMachines || isOneKind(first, second);
  }

  private static boolean isOneKind(RunRecord first, RunRecord second) {
    return first.provenance().processor().equals(second.provenance().processor());
  }

  /** The seeds that finished in both arms and of which both runs have a figure. */
  List<Pair> pairs(ToDoubleFunction<RunRecord> figure) {
    return pairs().stream()
        .filter(
            pair ->
                Double.isFinite(figure.applyAsDouble(pair.vanilla))
                    && Double.isFinite(figure.applyAsDouble(pair.normalized)))
        .toList();
  }
}
