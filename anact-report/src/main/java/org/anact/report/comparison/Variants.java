package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.anact.results.RunRecord;

/**
 * The options that take more than one value among the runs of one model on one data set. Runs that
 * differ in one of them are never averaged. A value that more than half of those runs have is taken
 * as the usual one and not written out.
 */
final class Variants {
  private static final int CHECKSUM_LENGTH = 8;
  private static final String NONE = "none";

  private record ModelOnData(String dataset, String model) {
    static ModelOnData of(RunRecord run) {
      return new ModelOnData(run.config().dataset(), run.config().model());
    }
  }

  /** What is written of each varying option: its usual value, or null if no value is usual. */
  private record Options(Map<String, String> usual, Set<String> varying) {}

  private final Map<ModelOnData, Options> recipes = new LinkedHashMap<>();
  private final Map<ModelOnData, Options> anact = new LinkedHashMap<>();
  private final Set<String> datasetsOfSeveralChecksums = new LinkedHashSet<>();

  Variants(List<RunRecord> runs) {
    Map<ModelOnData, List<RunRecord>> cells =
        runs.stream()
            .collect(
                Collectors.groupingBy(ModelOnData::of, LinkedHashMap::new, Collectors.toList()));
    cells.forEach(
        (cell, members) -> {
          recipes.put(cell, options(members, run -> run.config().recipeTexts()));
          anact.put(
              cell,
              options(
                  members.stream().filter(run -> run.config().normalized()).toList(),
                  run -> run.config().anactTexts()));
        });
    Map<String, Set<String>> checksums = new LinkedHashMap<>();
    for (RunRecord run : runs) {
      checksums
          .computeIfAbsent(run.config().dataset(), unused -> new HashSet<>())
          .add(run.provenance().dataChecksum());
    }
    checksums.forEach(
        (dataset, values) -> {
          if (values.size() > 1) {
            datasetsOfSeveralChecksums.add(dataset);
          }
        });
  }

  Setting setting(RunRecord run) {
    List<String> parts =
        new ArrayList<>(written(recipes.get(ModelOnData.of(run)), run.config().recipeTexts()));
    String dataset = run.config().dataset();
    if (datasetsOfSeveralChecksums.contains(dataset)) {
      String checksum = run.provenance().dataChecksum();
      parts.add("data " + checksum.substring(0, Math.min(CHECKSUM_LENGTH, checksum.length())));
    }
    return new Setting(dataset, String.join(", ", parts));
  }

  String armLabel(RunRecord run) {
    if (!run.config().normalized()) {
      return run.config().activation();
    }
    List<String> parts = written(anact.get(ModelOnData.of(run)), run.config().anactTexts());
    return parts.isEmpty()
        ? run.config().activation()
        : run.config().activation() + " (" + String.join(", ", parts) + ")";
  }

  private static List<String> written(Options options, Map<String, String> values) {
    return options.varying.stream()
        .filter(key -> !value(values, key).equals(options.usual.get(key)))
        .map(key -> key + "=" + value(values, key))
        .toList();
  }

  private static Options options(
      List<RunRecord> runs, Function<RunRecord, Map<String, String>> options) {
    Set<String> keys = new LinkedHashSet<>();
    runs.forEach(run -> keys.addAll(options.apply(run).keySet()));
    Set<String> varying = new LinkedHashSet<>();
    Map<String, String> usual = new LinkedHashMap<>();
    for (String key : keys) {
      Map<String, Long> counts =
          runs.stream()
              .collect(
                  Collectors.groupingBy(
                      run -> value(options.apply(run), key), Collectors.counting()));
      if (counts.size() > 1) {
        varying.add(key);
        counts.forEach(
            (value, count) -> {
              if (2 * count > total(counts.values())) {
                usual.put(key, value);
              }
            });
      }
    }
    return new Options(usual, varying);
  }

  private static long total(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  private static String value(Map<String, String> values, String key) {
    return Objects.requireNonNullElse(values.get(key), NONE);
  }
}
