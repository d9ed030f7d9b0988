package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.report.statistics.BcaBootstrap;
import org.anact.report.statistics.Estimate;
import org.anact.report.statistics.PairedDifference;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;
import org.anact.results.decision.OrderedPairs;

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

  /** What a {@link org.anact.results.decision.DecisionRule} decides by. */
  double[] differencesInOrder() {
    return inOrder(Integer.MAX_VALUE, run -> {}).differences();
  }

  /** The runs of both arms that it takes to have so many of these differences. */
  List<RunRecord> runsUpTo(int differences) {
    List<RunRecord> runs = new ArrayList<>();
    inOrder(differences, runs::add);
    return runs;
  }

  private OrderedPairs inOrder(int most, Consumer<RunRecord> taken) {
    Map<Long, RunEntry> bySeed = new HashMap<>();
    normalized.entries().forEach(entry -> bySeed.putIfAbsent(entry.plan().seed(), entry));
    OrderedPairs pairs = new OrderedPairs();
    for (RunEntry first : vanilla.entries()) {
      RunEntry second = bySeed.get(first.plan().seed());
      if (second == null || isOfMixedMachines(first.run(), second.run())) {
        continue;
      }
      if (pairs.size() == most || !pairs.add(accuracy(first), accuracy(second))) {
        break;
      }
      first.run().ifPresent(taken);
      second.run().ifPresent(taken);
    }
    return pairs;
  }

  private boolean isOfMixedMachines(Optional<RunRecord> first, Optional<RunRecord> second) {
    return first.isPresent() && second.isPresent() && !isPair(first.get(), second.get());
  }

  private static Optional<OptionalDouble> accuracy(RunEntry entry) {
    return entry.run().map(run -> run.outcome().decidingAccuracy(run.provenance().classes()));
  }

  /**
   * Returns what the rows of a table call this comparison: the base activation, with what sets the
   * normalized arm apart.
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

  /** Returns the finished runs of both arms, vanilla first. */
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
