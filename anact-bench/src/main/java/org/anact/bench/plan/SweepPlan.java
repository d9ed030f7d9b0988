package org.anact.bench.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.datasets.DatasetEntry;
import org.anact.models.cost.NetworkCost;
import org.anact.models.network.InputShape;

/**
 * What runs cost on this machine: sizes from the configurations of its networks, times from a few
 * seconds of training and testing of each. No data set is read and nothing is written.
 *
 * @param lines a line for each data set and model
 */
public record SweepPlan(List<Line> lines) {

  /** Java, the native libraries and their buffers, as measured on small networks. */
  private static final long BASE_BYTES = 600L << 20;

  /**
   * The runs of a model on a data set.
   *
   * @param dataset registered name
   * @param model registered name
   * @param runs how many
   * @param epochs of the longest
   * @param batchSize images of the largest mini-batch
   * @param cost of the vanilla network, or of the normalized one where the grid has no vanilla one
   * @param memoryBytes estimate of what the process of a run takes, its data set included
   * @param vanilla images a second in training without normalization; empty if the grid has none
   * @param normalized the same with it
   * @param seconds of all these runs, one after the other
   */
  public record Line(
      String dataset,
      String model,
      int runs,
      int epochs,
      int batchSize,
      NetworkCost cost,
      long memoryBytes,
      OptionalDouble vanilla,
      OptionalDouble normalized,
      double seconds) {}

  /** Copies the list. */
  public SweepPlan {
    lines = List.copyOf(lines);
  }

  /**
   * Predicts the cost of runs.
   *
   * @param catalog has what the runs name
   * @param all what would run
   * @param listener receives what is measured next
   */
  public static SweepPlan of(Catalog catalog, List<RunConfig> all, Consumer<String> listener) {
    Map<List<String>, List<RunConfig>> groups = new LinkedHashMap<>();
    for (RunConfig run : all) {
      groups
          .computeIfAbsent(List.of(run.dataset(), run.model()), key -> new ArrayList<>())
          .add(run);
    }
    List<Line> lines = new ArrayList<>();
    for (List<RunConfig> runs : groups.values()) {
      lines.add(line(catalog, runs, listener));
    }
    return new SweepPlan(lines);
  }

  /** Returns the number of all runs. */
  public int runs() {
    return lines.stream().mapToInt(Line::runs).sum();
  }

  /** Returns the seconds of all runs, one after the other. */
  public double seconds() {
    return lines.stream().mapToDouble(Line::seconds).sum();
  }

  private static Line line(Catalog catalog, List<RunConfig> runs, Consumer<String> listener) {
    RunConfig first = runs.get(0);
    DatasetEntry data = catalog.datasets().entry(first.dataset());
    NetworkCost cost = cost(catalog, first, data);
    Map<Boolean, Speed> speeds = new LinkedHashMap<>();
    double seconds = 0;
    int epochs = 0;
    int batchSize = 0;
    for (RunConfig run : runs) {
      Speed speed = speeds.get(run.normalized());
      if (speed == null) {
        listener.accept("%s on %s with %s".formatted(run.model(), run.dataset(), run.activation()));
        speed = Speed.of(catalog, run, data, cost);
        speeds.put(run.normalized(), speed);
      }
      double epoch =
          data.trainCount() * speed.trainSeconds() + data.testCount() * speed.testSeconds();
      seconds += run.recipe().epochs() * epoch;
      epochs = Math.max(epochs, run.recipe().epochs());
      batchSize = Math.max(batchSize, run.recipe().batchSize());
    }
    return new Line(
        first.dataset(),
        first.model(),
        runs.size(),
        epochs,
        batchSize,
        cost,
        BASE_BYTES + dataBytes(data) + cost.trainingBytes(batchSize),
        rate(speeds.get(false)),
        rate(speeds.get(true)),
        seconds);
  }

  private static NetworkCost cost(Catalog catalog, RunConfig run, DatasetEntry data) {
    return catalog
        .models()
        .get(run.model())
        .cost(
            run.networkSpec(
                catalog,
                new InputShape(data.channels(), data.height(), data.width()),
                data.classes(),
                run.recipe().learningRates(run.recipe().stepsPerEpoch(data.trainCount()))));
  }

  private static long dataBytes(DatasetEntry data) {
    long images = (long) data.trainCount() + data.testCount();
    return images * data.channels() * data.height() * data.width();
  }

  private static OptionalDouble rate(Speed speed) {
    return speed == null ? OptionalDouble.empty() : OptionalDouble.of(1 / speed.trainSeconds());
  }
}
