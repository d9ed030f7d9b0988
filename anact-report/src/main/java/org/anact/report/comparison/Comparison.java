package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.anact.report.statistics.BcaBootstrap;
import org.anact.report.statistics.Estimate;
import org.anact.report.statistics.PairedDifference;
import org.anact.results.RunRecord;

/**
 * One activation without and with normalization, in one setting and model.
 *
 * @param setting data set and variant
 * @param model registered name of the model
 * @param base name of the activation without normalization
 * @param vanilla runs without normalization
 * @param normalized runs with it
 */
public record Comparison(Setting setting, String model, String base, Arm vanilla, Arm normalized) {
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
    double[] differences =
        pairs(figure).stream()
            .mapToDouble(
                pair -> figure.applyAsDouble(pair.normalized) - figure.applyAsDouble(pair.vanilla))
            .toArray();
    return PairedDifference.of(differences, BOOTSTRAP, BOOTSTRAP_SEED);
  }

  /**
   * What the rows of a table call this comparison.
   *
   * @return the base activation, with the normalized arm's label where that says more
   */
  public String label() {
    boolean plain = normalized.label().isEmpty() || normalized.label().equals(NORMALIZED + base);
    return plain ? base : base + " / " + normalized.label();
  }

  /** What sets it apart from the other comparisons of its sweep. */
  List<Object> names() {
    return List.of(setting, model, base, vanilla.label(), normalized.label());
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

  /** The seeds that finished in both arms. */
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (RunRecord first : vanilla.finished()) {
      for (RunRecord second : normalized.finished()) {
        if (first.config().seed() == second.config().seed()) {
          pairs.add(new Pair(first, second));
        }
      }
    }
    return pairs;
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
