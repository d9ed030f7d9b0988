package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A variant of the layer or of the recipe beside the usual one.
 *
 * @param toVanilla the variant against its vanilla runs
 * @param toUsual the variant against the usual one; absent for itself, or where none is usual
 * @param usual whether it is the usual one
 */
public record Ablation(Comparison toVanilla, Optional<Comparison> toUsual, boolean usual) {
  private record Group(String dataset, String model, String base) {}

  /** Returns the options that set the variant apart; {@code usual} for the usual one. */
  public String variant() {
    if (usual) {
      return "usual";
    }
    String arm = toVanilla.normalized().label();
    String options = arm.contains("(") ? arm.substring(arm.indexOf('(') + 1, arm.length() - 1) : "";
    String recipe = toVanilla.setting().variant();
    String both = String.join(", ", List.of(recipe, options)).replaceAll("^, |, $", "");
    return both.isEmpty() ? "as most runs" : both;
  }

  /**
   * Returns all variants of activations that have more than one in a model, in the order of the
   * sweep, by activation and model.
   */
  public static List<Ablation> all(Study study) {
    Map<Group, List<Comparison>> groups = new LinkedHashMap<>();
    for (Comparison comparison : study.comparisons().all()) {
      if (!comparison.normalized().label().isEmpty()) {
        Group group =
            new Group(comparison.setting().dataset(), comparison.model(), comparison.base());
        groups.computeIfAbsent(group, unused -> new ArrayList<>()).add(comparison);
      }
    }
    List<Ablation> rows = new ArrayList<>();
    for (List<Comparison> variants : groups.values()) {
      if (variants.size() < 2) {
        continue;
      }
      Optional<Comparison> usual = variants.stream().filter(study.usual()::contains).findFirst();
      for (Comparison one : variants) {
        rows.add(
            new Ablation(
                one,
                usual
                    .filter(base -> !base.normalized().equals(one.normalized()))
                    .map(
                        base ->
                            new Comparison(
                                one.setting(),
                                one.model(),
                                one.base(),
                                base.normalized(),
                                one.normalized(),
                                one.mixedMachines())),
                study.usual().contains(one)));
      }
    }
    return rows;
  }
}
