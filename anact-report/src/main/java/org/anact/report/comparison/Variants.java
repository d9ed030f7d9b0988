package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;

/**
 * The options that take more than one value among the runs of one model on one data set. Runs that
 * differ in one of them are never averaged. A value that more than half of those runs have is taken
 * as the usual one and not written out.
 *
 * <p>A tuned field of the recipe sets no runs apart, whatever values tuning chose or tried: it
 * counts as one value, {@code tuned}. The rungs of a ladder have its names.
 */
public final class Variants {
  private static final int CHECKSUM_LENGTH = 8;
  private static final String NONE = "none";

  /** What the absence of an option in a record means. */
  private static final Map<String, String> ABSENT = Map.of("optimizer", "SGD");

  private static final String TUNED = "tuned";

  private record ModelOnData(String dataset, String model) {
    static ModelOnData of(RunRecord run) {
      return new ModelOnData(run.config().dataset(), run.config().model());
    }
  }

  /** What is written of each varying option: its usual value, or null if no value is usual. */
  private record Options(Map<String, String> usual, Set<String> varying) {}

  private final Map<ModelOnData, Options> recipes = new LinkedHashMap<>();
  private final Map<ModelOnData, Options> anact = new LinkedHashMap<>();

  /** The last rung's options, where the options of all normalized runs make one ladder. */
  private final Map<ModelOnData, Map<String, String>> ladders = new LinkedHashMap<>();

  private final Set<String> datasetsOfSeveralChecksums = new LinkedHashSet<>();

  /** A run that was read, and which of the recipe's fields were tuned for it. */
  private record Member(RunRecord run, Set<String> tuned) {
    Map<String, String> recipe() {
      return Variants.recipe(run, tuned);
    }
  }

  /**
   * Finds what varies.
   *
   * @param entries all runs of a report, trials among them
   */
  public Variants(List<RunEntry> entries) {
    List<Member> runs =
        entries.stream()
            .flatMap(
                entry ->
                    entry.run().map(run -> new Member(run, entry.plan().tuned().keySet())).stream())
            .toList();
    Map<ModelOnData, List<Member>> cells =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    member -> ModelOnData.of(member.run), LinkedHashMap::new, Collectors.toList()));
    cells.forEach(
        (cell, members) -> {
          recipes.put(cell, options(members, Member::recipe));
          List<Member> normalized =
              members.stream().filter(member -> member.run.config().normalized()).toList();
          anact.put(cell, options(normalized, member -> member.run.config().anactTexts()));
          ladder(normalized).ifPresent(whole -> ladders.put(cell, whole));
        });
    Map<String, Set<String>> checksums = new LinkedHashMap<>();
    for (RunRecord run : (Iterable<RunRecord>) runs.stream().map(Member::run)::iterator) {
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

  private static Optional<Map<String, String>> ladder(List<Member> normalized) {
    Set<Map<String, String>> options =
        normalized.stream()
            .map(member -> Rung.options(member.run.config()))
            .collect(Collectors.toSet());
    return Rung.wholes(options).stream()
        .filter(whole -> options.stream().allMatch(one -> Rung.of(whole, one).isPresent()))
        .findFirst();
  }

  private static Map<String, String> recipe(RunRecord run, Set<String> tuned) {
    Map<String, String> texts = new LinkedHashMap<>(run.config().recipeTexts());
    texts.replaceAll((name, text) -> tuned.contains(name) ? TUNED : text);
    return texts;
  }

  /** The setting of a run with a record. */
  public Setting setting(RunEntry entry, RunRecord run) {
    List<String> parts =
        new ArrayList<>(
            written(recipes.get(ModelOnData.of(run)), recipe(run, entry.plan().tuned().keySet())));
    String dataset = run.config().dataset();
    if (datasetsOfSeveralChecksums.contains(dataset)) {
      String checksum = run.provenance().dataChecksum();
      parts.add("data " + checksum.substring(0, Math.min(CHECKSUM_LENGTH, checksum.length())));
    }
    return new Setting(dataset, String.join(", ", parts));
  }

  /** The activation of a run, with what sets its arm apart. */
  public String armLabel(RunRecord run) {
    if (!run.config().normalized()) {
      return run.config().activation();
    }
    Optional<Rung> rung =
        Optional.ofNullable(ladders.get(ModelOnData.of(run)))
            .flatMap(whole -> Rung.of(whole, Rung.options(run.config())));
    List<String> parts =
        rung.map(one -> one == Rung.WHOLE ? List.<String>of() : List.of(one.words()))
            .orElseGet(() -> written(anact.get(ModelOnData.of(run)), run.config().anactTexts()));
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

  private static Options options(List<Member> runs, Function<Member, Map<String, String>> options) {
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
    return Objects.requireNonNullElse(values.get(key), ABSENT.getOrDefault(key, NONE));
  }
}
