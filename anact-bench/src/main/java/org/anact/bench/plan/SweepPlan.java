package org.anact.bench.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.datasets.DatasetEntry;
import org.anact.models.cost.NetworkCost;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;

/**
 * What runs cost on this machine: sizes from the configurations of its networks, times from a few
 * seconds of training and testing of each. No data set is read and nothing is written.
 */
public final class SweepPlan {

  private final Catalog catalog;
  private final Map<Kind, Speed> speeds;
  private final List<Line> lines;

  /** Java, the native libraries and their buffers, as measured on small networks. */
  private static final long BASE_BYTES = 600L << 20;

  /**
   * The runs of a model on a data set.
   *
   * @param dataset registered name
   * @param model registered name
   * @param runs how many
   * @param trials how many of them serve to choose a recipe
   * @param epochs of the longest
   * @param batchSize images of the largest mini-batch
   * @param cost of the network with most parameters
   * @param fewestParameters of that with fewest, as activations may have some
   * @param memoryBytes estimate of what the process of a run takes, its data set included
   * @param vanilla images a second in training without normalization; empty if the grid has none
   * @param normalized the same with it
   * @param seconds of all these runs, one after the other
   */
  public record Line(
      String dataset,
      String model,
      int runs,
      int trials,
      int epochs,
      int batchSize,
      NetworkCost cost,
      long fewestParameters,
      long memoryBytes,
      OptionalDouble vanilla,
      OptionalDouble normalized,
      double seconds) {}

  /** What has a speed of its own. */
  private record Kind(String dataset, String model, boolean normalized) {
    static Kind of(RunConfig run) {
      return new Kind(run.dataset(), run.model(), run.normalized());
    }
  }

  private SweepPlan(Catalog catalog, Map<Kind, Speed> speeds, List<Line> lines) {
    this.catalog = catalog;
    this.speeds = speeds;
    this.lines = List.copyOf(lines);
  }

  /**
   * Predicts the cost of runs.
   *
   * @param catalog has what the runs name
   * @param all what would run
   * @param listener receives what is measured next
   */
  public static SweepPlan of(Catalog catalog, List<RunConfig> all, Consumer<String> listener) {
    Map<Kind, Speed> speeds = new LinkedHashMap<>();
    Map<List<String>, List<RunConfig>> groups = new LinkedHashMap<>();
    for (RunConfig run : all) {
      groups
          .computeIfAbsent(List.of(run.dataset(), run.model()), key -> new ArrayList<>())
          .add(run);
      speeds.computeIfAbsent(
          Kind.of(run),
          kind -> {
            listener.accept(
                "%s on %s with %s".formatted(run.model(), run.dataset(), run.activation()));
            DatasetEntry data = catalog.datasets().entry(run.dataset());
            return Speed.of(catalog, run, data, cost(catalog, run, data));
          });
    }
    SweepPlan plan = new SweepPlan(catalog, speeds, List.of());
    return new SweepPlan(catalog, speeds, groups.values().stream().map(plan::line).toList());
  }

  /** Returns a line for each data set and model. */
  public List<Line> lines() {
    return lines;
  }

  /** Returns the number of all runs. */
  public int runs() {
    return lines.stream().mapToInt(Line::runs).sum();
  }

  /** Returns the seconds of all runs, one after the other. */
  public double seconds() {
    return lines.stream().mapToDouble(Line::seconds).sum();
  }

  /**
   * Returns the seconds of other runs, one after the other.
   *
   * @param runs of models, data sets and arms that the plan has
   */
  public double seconds(List<RunConfig> runs) {
    return runs.stream().mapToDouble(this::seconds).sum();
  }

  private double seconds(RunConfig run) {
    DatasetEntry data = catalog.datasets().entry(run.dataset());
    Speed speed = speeds.get(Kind.of(run));
    double held = run.isTrial() ? run.validation() * data.trainCount() : 0;
    double tested = run.isTrial() ? held : data.testCount();
    return run.recipe().epochs()
        * ((data.trainCount() - held) * speed.trainSeconds() + tested * speed.testSeconds());
  }

  private Line line(List<RunConfig> runs) {
    RunConfig first = runs.get(0);
    DatasetEntry data = catalog.datasets().entry(first.dataset());
    // One run of each activation, vanilla or normalized.
    List<NetworkCost> costs =
        runs.stream()
            .collect(Collectors.toMap(RunConfig::activation, run -> run, (one, other) -> one))
            .values()
            .stream()
            .map(run -> cost(catalog, run, data))
            .sorted(Comparator.comparingLong(NetworkCost::parameters))
            .toList();
    NetworkCost cost = costs.get(costs.size() - 1);
    int batchSize = runs.stream().mapToInt(run -> run.recipe().batchSize()).max().orElseThrow();
    long kept = runs.stream().mapToLong(run -> run.recipe().updates().kept()).max().orElseThrow();
    return new Line(
        first.dataset(),
        first.model(),
        runs.size(),
        (int) runs.stream().filter(RunConfig::isTrial).count(),
        runs.stream().mapToInt(run -> run.recipe().epochs()).max().orElseThrow(),
        batchSize,
        cost,
        costs.get(0).parameters(),
        BASE_BYTES + dataBytes(data) + cost.trainingBytes(batchSize, kept),
        rate(speeds.get(new Kind(first.dataset(), first.model(), false))),
        rate(speeds.get(new Kind(first.dataset(), first.model(), true))),
        seconds(runs));
  }

  private static NetworkCost cost(Catalog catalog, RunConfig run, DatasetEntry data) {
    return catalog.models().get(run.model()).cost(spec(catalog, run, data));
  }

  /** Returns what a run's network is made of; its data set need not be there. */
  static NetworkSpec spec(Catalog catalog, RunConfig run, DatasetEntry data) {
    return run.networkSpec(
        catalog,
        new InputShape(data.channels(), data.height(), data.width()),
        data.classes(),
        run.recipe().learningRates(run.recipe().stepsPerEpoch(data.trainCount())));
  }

  private static long dataBytes(DatasetEntry data) {
    long images = (long) data.trainCount() + data.testCount();
    return images * data.channels() * data.height() * data.width();
  }

  private static OptionalDouble rate(Speed speed) {
    return speed == null ? OptionalDouble.empty() : OptionalDouble.of(1 / speed.trainSeconds());
  }
}
