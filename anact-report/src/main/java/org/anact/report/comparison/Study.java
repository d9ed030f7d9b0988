package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.RankCorrelation;
import org.anact.report.statistics.Summary;
import org.anact.results.ResultDirectory;
import org.anact.results.Results;
import org.anact.results.RunRecord;
import org.anact.results.SweepRecord;

/**
 * The runs and their comparisons, and what is computed from them. Each figure is computed once,
 * whatever number of tables and charts asks for it, so that all of them show the same.
 */
public final class Study {
  private static final long ALL_POINTS = 30_000;
  private static final long LEAST_POINTS = 20;
  private static final long MOST_POINTS = 200;

  private final Results results;
  private final Comparisons comparisons;
  private final Comparisons trials;
  private final UsualComparisons usual;
  private final boolean mixed;

  /** By id of a run: the first sweep that asked for it. */
  private final Map<String, SweepRecord> sweeps = new HashMap<>();

  private final List<RunGroup> cells = new ArrayList<>();

  /** Rows of tables and aggregates are computed side by side. */
  private final Map<RunRecord, Map<String, Double>> figures =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private final Map<Comparison, Map<String, PairedDifference>> differences =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<Comparison, Finding> findings =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final List<Aggregate> aggregates = new ArrayList<>();
  private final Map<RunGroup, PropertyRelation> relations =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<PropertyRelation, Map<PropertyRelation.Scope, RankCorrelation>> correlations =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /**
   * All comparisons of a model in a setting.
   *
   * @param setting the setting
   * @param model the model
   * @param comparisons in the order of the sweep
   * @param convergence what its convergence is measured by, absent if no run finished
   */
  public record RunGroup(
      Setting setting,
      String model,
      List<Comparison> comparisons,
      Optional<Convergence> convergence) {
    /** Copies the list. */
    public RunGroup {
      comparisons = List.copyOf(comparisons);
    }

    /** The cell for a heading. */
    public String label() {
      return setting.label() + ", " + model;
    }

    /**
     * Returns the arms with runs in the order of the sweep, vanilla before normalized. One that
     * belongs to the comparisons of several variants is there once.
     */
    public List<Side> sides() {
      Map<String, Side> sides = new LinkedHashMap<>();
      for (Comparison comparison : comparisons) {
        for (boolean normalized : List.of(false, true)) {
          Side side = new Side(comparison, normalized);
          if (!side.arm().finished().isEmpty()) {
            sides.putIfAbsent(side.arm().label(), side);
          }
        }
      }
      return List.copyOf(sides.values());
    }
  }

  /** Prepares a study in which machines are mixed only if a sweep was run so. */
  public Study(Results results) {
    this(results, false);
  }

  /**
   * Prepares a study.
   *
   * @param results what was read
   * @param mixedMachines whether runs from different kinds of processor make pairs, even if no
   *     sweep was run so
   */
  public Study(Results results, boolean mixedMachines) {
    this.results = results;
    Variants variants =
        new Variants(Stream.concat(results.entries().stream(), results.trials().stream()).toList());
    mixed =
        mixedMachines
            || results.directories().stream().anyMatch(one -> one.sweep().mixedMachines());
    comparisons = Comparisons.of(results.entries(), variants, mixed);
    trials = Comparisons.of(results.trials(), variants, mixed);
    for (ResultDirectory directory : results.directories()) {
      directory.entries().forEach(one -> sweeps.putIfAbsent(one.plan().id(), directory.sweep()));
    }
    usual = UsualComparisons.of(comparisons.all());
    for (Setting setting : comparisons.settings()) {
      for (String model : comparisons.models(setting)) {
        List<Comparison> shown = comparisons.in(setting, model);
        cells.add(new RunGroup(setting, model, shown, Convergence.of(setting, model, shown)));
      }
    }
  }

  /** What was read. */
  public Results results() {
    return results;
  }

  /** Whether runs from different kinds of processor make pairs. */
  public boolean mixedMachines() {
    return mixed;
  }

  /** Which runs are compared with which. */
  public Comparisons comparisons() {
    return comparisons;
  }

  /** Which trials are compared with which; an arm has as many of a seed as settings were tried. */
  public Comparisons trials() {
    return trials;
  }

  /**
   * Returns the sweep that asked for a comparison, the first of several; absent for runs that are
   * in no result directory.
   */
  public Optional<SweepRecord> sweep(Comparison comparison) {
    return Stream.of(comparison.normalized(), comparison.vanilla())
        .flatMap(arm -> arm.entries().stream())
        .flatMap(entry -> Stream.ofNullable(sweeps.get(entry.plan().id())))
        .findFirst();
  }

  /** Whether tuning chose the recipe of some usual comparison. */
  public boolean isTuned() {
    return usual.cells().stream()
        .flatMap(one -> Stream.of(one.vanilla(), one.normalized()))
        .flatMap(arm -> arm.entries().stream())
        .anyMatch(entry -> !entry.plan().tuned().isEmpty());
  }

  /** What the test accuracies of a comparison allow one to say. */
  public Finding finding(Comparison comparison) {
    return findings.computeIfAbsent(
        comparison,
        unused ->
            Finding.of(
                comparison,
                difference(comparison, Figures.ACCURACY),
                sweep(comparison),
                trials.all().stream().filter(comparison::isOfSameArms).findFirst()));
  }

  /**
   * Returns the comparisons that claims and aggregates are about, one for each activation, model
   * and data set at most.
   */
  public UsualComparisons usual() {
    return usual;
  }

  /** Returns the cells in the order of the sweep, each with all of its comparisons. */
  public List<RunGroup> cells() {
    return List.copyOf(cells);
  }

  /** Returns a figure of a finished run; {@code NaN} if it has none. */
  public double figure(RunRecord run, Measure measure) {
    return figures
        .computeIfAbsent(run, unused -> new ConcurrentHashMap<>())
        .computeIfAbsent(measure.id(), unused -> measure.of().applyAsDouble(run));
  }

  /**
   * A figure as a function of the run.
   *
   * @param measure which figure
   */
  public ToDoubleFunction<RunRecord> figure(Measure measure) {
    return run -> figure(run, measure);
  }

  /**
   * Summary of a figure over the finished runs of an arm.
   *
   * @param measure which figure
   */
  public Summary summary(Arm arm, Measure measure) {
    return arm.summary(figure(measure));
  }

  /**
   * Paired difference of a figure.
   *
   * @param comparison of these arms
   * @param measure which figure
   */
  public PairedDifference difference(Comparison comparison, Measure measure) {
    return differences
        .computeIfAbsent(comparison, unused -> new ConcurrentHashMap<>())
        .computeIfAbsent(measure.id(), unused -> comparison.difference(figure(measure)));
  }

  /**
   * Compares vanilla with normalized over the usual comparisons of each data set, by each rule of
   * choosing an epoch, where there are pairs.
   */
  public List<Aggregate> aggregates() {
    if (aggregates.isEmpty()) {
      comparisons.settings().stream()
          .map(Setting::dataset)
          .distinct()
          .flatMap(
              dataset ->
                  Figures.accuracies().stream()
                      .map(
                          rule ->
                              (Supplier<Optional<Aggregate>>)
                                  () -> Aggregate.of(this, dataset, rule)))
          .toList()
          .parallelStream()
          .map(Supplier::get)
          .toList()
          .forEach(aggregate -> aggregate.ifPresent(aggregates::add));
    }
    return List.copyOf(aggregates);
  }

  /**
   * Returns the normalization property of a cell's runs against their convergence, maybe without a
   * point.
   */
  public PropertyRelation relation(RunGroup cell) {
    return relations.computeIfAbsent(
        cell, unused -> PropertyRelation.of(this, cell, Convergence.AREA));
  }

  /**
   * Its rank correlation.
   *
   * @param relation of a cell
   * @param scope which runs
   */
  public RankCorrelation correlation(PropertyRelation relation, PropertyRelation.Scope scope) {
    return correlations
        .computeIfAbsent(relation, unused -> new ConcurrentHashMap<>())
        .computeIfAbsent(scope, relation::correlation);
  }

  /**
   * Returns how many points of a run the page holds, from 20 to 200, so that many runs do not make
   * it heavy.
   */
  public int pointsPerRun() {
    long runs = Math.max(1, results.runs().count());
    return (int) Math.max(LEAST_POINTS, Math.min(MOST_POINTS, ALL_POINTS / runs));
  }
}
