package org.anact.report.comparison;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;

/**
 * All comparisons of a sweep, in its order.
 *
 * @param all one for each setting, model, base activation and normalized arm
 * @param unassigned planned runs without a record that fit no arm or more than one; they are
 *     listed, and no table cell counts them
 * @param superseded final runs whose values of the tuned fields are not those that the first final
 *     run of their arm has: a former choice, or that of another sweep; no table cell counts them
 */
public record Comparisons(
    List<Comparison> all, List<RunEntry> unassigned, List<RunEntry> superseded) {
  private record Subject(Setting setting, String model, String base) {}

  private record ArmKey(Subject subject, boolean normalized, String label) {}

  /** Copies the lists. */
  public Comparisons {
    all = List.copyOf(all);
    unassigned = List.copyOf(unassigned);
    superseded = List.copyOf(superseded);
  }

  /**
   * Groups runs, trials or others, and pairs their arms.
   *
   * @param entries the runs
   * @param variants of all runs of the report
   * @param mixedMachines whether runs from different kinds of processor make pairs
   */
  static Comparisons of(List<RunEntry> entries, Variants variants, boolean mixedMachines) {
    Map<ArmKey, List<RunEntry>> arms = new LinkedHashMap<>();
    IdentityHashMap<RunEntry, ArmKey> keys = new IdentityHashMap<>();
    for (RunEntry entry : entries) {
      if (entry.run().isPresent()) {
        ArmKey key = key(entry, entry.run().get(), variants);
        keys.put(entry, key);
        arms.computeIfAbsent(key, unused -> new ArrayList<>()).add(entry);
      }
    }
    List<RunEntry> unassigned = new ArrayList<>();
    List<RunEntry> superseded = new ArrayList<>();
    Map<ArmKey, List<RunEntry>> completed = new LinkedHashMap<>();
    arms.keySet().forEach(key -> completed.put(key, new ArrayList<>()));
    for (RunEntry entry : entries) {
      Optional<ArmKey> key = Optional.ofNullable(keys.get(entry)).or(() -> guess(entry, arms));
      if (key.isEmpty()) {
        unassigned.add(entry);
        continue;
      }
      List<RunEntry> arm = completed.computeIfAbsent(key.get(), unused -> new ArrayList<>());
      if (arm.isEmpty() || entry.plan().isTrial() || isOfSameChoice(arm.get(0), entry)) {
        arm.add(entry);
      } else {
        superseded.add(entry);
      }
    }
    return new Comparisons(compare(completed, mixedMachines), unassigned, superseded);
  }

  private static boolean isOfSameChoice(RunEntry first, RunEntry other) {
    return first.plan().tuned().equals(other.plan().tuned());
  }

  /** Returns the settings in the order of the sweep, each once. */
  public List<Setting> settings() {
    return all.stream().map(Comparison::setting).distinct().toList();
  }

  /** Returns the models of a setting in the order of the sweep, each once. */
  public List<String> models(Setting setting) {
    return in(setting).stream().map(Comparison::model).distinct().toList();
  }

  /** Returns the comparisons of a setting in the order of the sweep. */
  public List<Comparison> in(Setting setting) {
    return all.stream().filter(comparison -> comparison.setting().equals(setting)).toList();
  }

  /** Returns the comparisons of a setting and model in the order of the sweep. */
  public List<Comparison> in(Setting setting, String model) {
    return in(setting).stream().filter(comparison -> comparison.model().equals(model)).toList();
  }

  private static ArmKey key(RunEntry entry, RunRecord run, Variants variants) {
    Subject subject =
        new Subject(
            variants.setting(entry, run), run.config().model(), run.config().baseActivation());
    return new ArmKey(subject, run.config().normalized(), variants.armLabel(run));
  }

  /**
   * The arm of a run that left no record. Its plan names the activation, but neither the base nor
   * the options, so those come from readable runs of the same activation, if they agree.
   */
  private static Optional<ArmKey> guess(RunEntry entry, Map<ArmKey, List<RunEntry>> arms) {
    Set<ArmKey> candidates = new LinkedHashSet<>();
    Set<Setting> settings = new LinkedHashSet<>();
    arms.forEach(
        (key, entries) -> {
          if (key.subject.setting.dataset().equals(entry.plan().dataset())) {
            settings.add(key.subject.setting);
          }
          RunEntry first = entries.get(0);
          if (first.plan().activation().equals(entry.plan().activation())) {
            candidates.add(key);
          }
        });
    if (settings.size() != 1) {
      return Optional.empty();
    }
    Setting setting = settings.iterator().next();
    List<ArmKey> keys =
        candidates.stream()
            .map(
                key ->
                    new ArmKey(
                        new Subject(setting, entry.plan().model(), key.subject.base),
                        key.normalized,
                        key.label))
            .distinct()
            .toList();
    return keys.size() == 1 ? Optional.of(keys.get(0)) : Optional.empty();
  }

  private static List<Comparison> compare(Map<ArmKey, List<RunEntry>> arms, boolean mixedMachines) {
    Map<Subject, List<ArmKey>> subjects = new LinkedHashMap<>();
    arms.keySet()
        .forEach(
            key -> subjects.computeIfAbsent(key.subject, unused -> new ArrayList<>()).add(key));
    List<Comparison> result = new ArrayList<>();
    subjects.forEach(
        (subject, keys) -> {
          List<ArmKey> vanilla = keys.stream().filter(key -> !key.normalized).toList();
          List<ArmKey> normalized = keys.stream().filter(key -> key.normalized).toList();
          for (Arm first : armsOf(vanilla, arms)) {
            for (Arm second : armsOf(normalized, arms)) {
              result.add(
                  new Comparison(
                      subject.setting, subject.model, subject.base, first, second, mixedMachines));
            }
          }
        });
    return result;
  }

  /** The arms, or a nameless empty one, so that one with a single side only is still shown. */
  private static List<Arm> armsOf(List<ArmKey> keys, Map<ArmKey, List<RunEntry>> entries) {
    if (keys.isEmpty()) {
      return List.of(Arm.none());
    }
    return keys.stream().map(key -> Arm.of(key.label, entries.get(key))).toList();
  }
}
