package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.anact.results.RecordedConfig;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;

/**
 * Which comparison stands for its cell: for one activation in one model on one data set. Claims and
 * aggregates are about cells, so each has one at most, and its vanilla runs count once.
 *
 * <p>It is the one with the suite's default initialization and layer options; in a cell without any
 * such, the default initialization of earlier versions stands in. Of several with those it is the
 * one whose recipe most runs of the model on the data set have; if none is, the cell has none.
 *
 * @param cells the usual comparison of each cell that has one, in the order of the sweep
 * @param ablations all other comparisons with a pair of finished runs, in that order
 */
public record UsualComparisons(List<Comparison> cells, List<Comparison> ablations) {
  /**
   * How {@code run.json} spells the default {@code init: fair}; results that do not name it have
   * it, too.
   */
  public static final String INITIALIZATION = "FAIR_UNIT_BEFORE_NORM";

  /** How results spell it in which weights before batch norm have the gain of all others. */
  private static final String FORMER_INITIALIZATION = "FAIR";

  /** Defaults of the layer's options, as {@code run.json} spells them except for case. */
  static final Map<String, String> LAYER_OPTIONS =
      Map.of(
          "target", "balanced",
          "rhoForm", "raw",
          "centre", "true",
          "learnableAlpha", "true",
          "statistics", "running",
          "momentum", "0.9",
          "bounds", "clamp",
          "lowerBound", "0.8",
          "upperBound", "1.2",
          "alphaBound", "0.3");

  /** The cell that a comparison stands for. */
  private record Place(String dataset, String model, String base) {
    static Place of(Comparison comparison) {
      return new Place(comparison.setting().dataset(), comparison.model(), comparison.base());
    }

    String words() {
      return base + " in " + model + " on " + dataset;
    }
  }

  /** Copies the lists. */
  public UsualComparisons {
    cells = List.copyOf(cells);
    ablations = List.copyOf(ablations);
  }

  /**
   * Picks one comparison of each cell.
   *
   * @param all the comparisons of a sweep
   */
  static UsualComparisons of(List<Comparison> all) {
    Map<Place, List<Comparison>> places = new LinkedHashMap<>();
    all.forEach(one -> places.computeIfAbsent(Place.of(one), unused -> new ArrayList<>()).add(one));
    List<Comparison> cells = new ArrayList<>();
    places.values().forEach(variants -> usual(variants).ifPresent(cells::add));
    return new UsualComparisons(
        cells,
        all.stream()
            .filter(one -> !among(cells, one))
            .filter(one -> !one.pairs().isEmpty())
            .toList());
  }

  /**
   * Whether a comparison stands for its cell.
   *
   * @param comparison of the same sweep
   */
  public boolean contains(Comparison comparison) {
    return among(cells, comparison);
  }

  /** By name: the equality of records would compare every row of every run. */
  private static boolean among(List<Comparison> comparisons, Comparison comparison) {
    return comparisons.stream().anyMatch(comparison::isOfSameArms);
  }

  /** Returns in a sentence or two what claims and aggregates leave out; empty if nothing. */
  public String leftOut() {
    if (ablations.isEmpty()) {
      return "";
    }
    String counted =
        (ablations.size() == 1
                ? "1 comparison is left out: it is an ablation"
                : ablations.size() + " comparisons are left out: they are ablations")
            + ", or of another recipe than most runs have.";
    List<Place> paired =
        cells.stream().filter(cell -> !cell.pairs().isEmpty()).map(Place::of).toList();
    List<String> missing =
        ablations.stream()
            .map(Place::of)
            .distinct()
            .filter(place -> !paired.contains(place))
            .map(Place::words)
            .toList();
    return missing.isEmpty()
        ? counted
        : counted + " The usual variant has no pair for " + String.join(", ", missing) + ".";
  }

  private static Optional<Comparison> usual(List<Comparison> variants) {
    List<Comparison> current = defaults(variants, INITIALIZATION);
    List<Comparison> defaults =
        current.isEmpty() ? defaults(variants, FORMER_INITIALIZATION) : current;
    return defaults.size() == 1
        ? Optional.of(defaults.get(0))
        : defaults.stream()
            .filter(one -> one.setting().variant().isEmpty() && one.label().equals(one.base()))
            .findFirst();
  }

  private static List<Comparison> defaults(List<Comparison> variants, String initialization) {
    return variants.stream()
        .filter(one -> runs(one).allMatch(run -> isDefault(run.config(), initialization)))
        .toList();
  }

  private static Stream<RunRecord> runs(Comparison comparison) {
    return Stream.of(comparison.vanilla(), comparison.normalized())
        .flatMap(
            arm ->
                Stream.concat(
                    arm.finished().stream(),
                    arm.others().stream().map(RunEntry::run).flatMap(Optional::stream)));
  }

  private static boolean isDefault(RecordedConfig config, String initialization) {
    return config
            .recipeTexts()
            .getOrDefault("init", initialization)
            .equalsIgnoreCase(initialization)
        && LAYER_OPTIONS.entrySet().stream()
            .allMatch(
                option ->
                    config
                        .anactTexts()
                        .getOrDefault(option.getKey(), option.getValue())
                        .equalsIgnoreCase(option.getValue()));
  }
}
