package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.report.statistics.PairedDifference;

/**
 * The difference of ANAct and vanilla in test accuracy as a sum: each rung against the one before
 * it, the first against vanilla. All of them take the seeds that finished in every arm, so that the
 * parts add up to the whole.
 *
 * @param whole ANAct against vanilla
 * @param parts of each rung, in order, in points
 * @param difference of the whole, in points
 */
public record Ladder(
    Comparison whole, Map<Rung, PairedDifference> parts, PairedDifference difference) {
  /** Copies the map. */
  public Ladder {
    parts = new EnumMap<>(parts);
  }

  /**
   * Returns all ladders of a study whose rungs have a run each, in the order of the sweep; those
   * without a seed that all arms finished have no pairs.
   */
  public static List<Ladder> all(Study study) {
    Map<List<Object>, List<Comparison>> cells = new LinkedHashMap<>();
    for (Comparison one : study.comparisons().all()) {
      cells
          .computeIfAbsent(
              List.of(one.setting(), one.model(), one.base()), unused -> new ArrayList<>())
          .add(one);
    }
    List<Ladder> all = new ArrayList<>();
    for (List<Comparison> cell : cells.values()) {
      Map<Map<String, String>, Comparison> byOptions = new LinkedHashMap<>();
      cell.forEach(one -> options(one).ifPresent(options -> byOptions.put(options, one)));
      for (Map<String, String> options : Rung.wholes(byOptions.keySet())) {
        Map<Rung, Comparison> rungs = new EnumMap<>(Rung.class);
        byOptions.forEach(
            (other, one) -> Rung.of(options, other).ifPresent(rung -> rungs.put(rung, one)));
        all.add(of(study, rungs));
      }
    }
    return all;
  }

  private static Optional<Map<String, String>> options(Comparison comparison) {
    return comparison.normalized().entries().stream()
        .flatMap(entry -> entry.run().stream())
        .map(run -> Rung.options(run.config()))
        .findFirst();
  }

  private static Ladder of(Study study, Map<Rung, Comparison> rungs) {
    Comparison whole = rungs.get(Rung.WHOLE);
    Set<Long> seeds =
        whole.vanilla().finished().stream()
            .map(run -> run.config().seed())
            .collect(Collectors.toSet());
    rungs.values().forEach(one -> seeds.retainAll(seeds(one.normalized())));
    Arm before = whole.vanilla();
    Map<Rung, PairedDifference> parts = new EnumMap<>(Rung.class);
    for (Rung rung : Rung.values()) {
      Arm arm = rungs.get(rung).normalized();
      parts.put(rung, difference(study, whole, before, arm, seeds));
      before = arm;
    }
    return new Ladder(whole, parts, difference(study, whole, whole.vanilla(), before, seeds));
  }

  private static Set<Long> seeds(Arm arm) {
    return arm.finished().stream().map(run -> run.config().seed()).collect(Collectors.toSet());
  }

  private static PairedDifference difference(
      Study study, Comparison whole, Arm first, Arm second, Set<Long> seeds) {
    return new Comparison(
            whole.setting(),
            whole.model(),
            whole.base(),
            first.where(entry -> seeds.contains(entry.plan().seed())),
            second.where(entry -> seeds.contains(entry.plan().seed())),
            whole.mixedMachines())
        .difference(study.figure(Figures.ACCURACY));
  }

  /** Whether tuning chose the recipe of each of its arms. */
  public boolean isTuned() {
    return Stream.of(whole.vanilla(), whole.normalized())
        .flatMap(arm -> arm.entries().stream())
        .noneMatch(entry -> entry.plan().tuned().isEmpty());
  }
}
