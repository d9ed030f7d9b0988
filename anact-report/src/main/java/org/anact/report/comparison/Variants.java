package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.anact.report.results.RunRecord;

/**
 * The options that take more than one value in a sweep. Runs that differ in one of them are never
 * averaged.
 */
final class Variants {
  private static final int CHECKSUM_LENGTH = 8;

  private final Set<String> recipeKeys;
  private final Set<String> anactKeys;
  private final Set<String> datasetsOfSeveralChecksums = new LinkedHashSet<>();

  Variants(List<RunRecord> runs) {
    recipeKeys = varying(runs, run -> run.config().recipe());
    anactKeys =
        varying(
            runs.stream().filter(run -> run.config().normalized()).toList(),
            run -> run.config().anact());
    for (RunRecord run : runs) {
      boolean differs =
          runs.stream()
              .filter(other -> other.config().dataset().equals(run.config().dataset()))
              .anyMatch(
                  other ->
                      !other.provenance().dataChecksum().equals(run.provenance().dataChecksum()));
      if (differs) {
        datasetsOfSeveralChecksums.add(run.config().dataset());
      }
    }
  }

  Setting setting(RunRecord run) {
    List<String> parts = new ArrayList<>(values(recipeKeys, run.config().recipe()));
    String dataset = run.config().dataset();
    if (datasetsOfSeveralChecksums.contains(dataset)) {
      String checksum = run.provenance().dataChecksum();
      parts.add("data " + checksum.substring(0, Math.min(CHECKSUM_LENGTH, checksum.length())));
    }
    return new Setting(dataset, String.join(", ", parts));
  }

  String armLabel(RunRecord run) {
    if (!run.config().normalized() || anactKeys.isEmpty()) {
      return run.config().activation();
    }
    return run.config().activation()
        + " ("
        + String.join(", ", values(anactKeys, run.config().anact()))
        + ")";
  }

  private static List<String> values(Set<String> keys, Map<String, String> options) {
    return keys.stream()
        .map(key -> key + "=" + Objects.requireNonNullElse(options.get(key), "none"))
        .toList();
  }

  private static Set<String> varying(
      List<RunRecord> runs, Function<RunRecord, Map<String, String>> options) {
    Set<String> keys = new LinkedHashSet<>();
    runs.forEach(run -> keys.addAll(options.apply(run).keySet()));
    keys.removeIf(
        key ->
            runs.stream().map(run -> String.valueOf(options.apply(run).get(key))).distinct().count()
                < 2);
    return keys;
  }
}
