package org.anact.report.comparison;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.anact.report.statistics.Summary;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;
import org.anact.results.RunState;

/**
 * The runs of one activation in one setting and model: one for each seed, or the trials that chose
 * its recipe.
 *
 * @param label name of the activation, with the ANAct options that vary in the sweep
 * @param finished finished runs, ascending by seed
 * @param entries all planned runs of this arm, in the order of the sweep
 */
public record Arm(String label, List<RunRecord> finished, List<RunEntry> entries) {
  /** Copies the lists. */
  public Arm {
    finished = List.copyOf(finished);
    entries = List.copyOf(entries);
  }

  /**
   * Makes an arm of its planned runs.
   *
   * @param entries in the order of the sweep
   */
  public static Arm of(String label, List<RunEntry> entries) {
    return new Arm(
        label,
        entries.stream()
            .flatMap(entry -> entry.run().stream())
            .filter(RunRecord::finished)
            .sorted(Comparator.comparingLong(run -> run.config().seed()))
            .toList(),
        entries);
  }

  /** An arm that the sweep does not have, so that one with a single side is still shown. */
  public static Arm none() {
    return of("", List.of());
  }

  /** The same arm with some of its runs. */
  public Arm where(Predicate<RunEntry> condition) {
    return of(label, entries.stream().filter(condition).toList());
  }

  /** Planned runs of this arm that are not finished. */
  public List<RunEntry> others() {
    return entries.stream()
        .filter(entry -> !entry.run().map(RunRecord::finished).orElse(false))
        .toList();
  }

  /**
   * Summary of a figure over the finished runs.
   *
   * @param figure of a run; runs that have none ({@code NaN}) are left out
   */
  public Summary summary(ToDoubleFunction<RunRecord> figure) {
    return Summary.of(finished.stream().mapToDouble(figure).filter(Double::isFinite).toArray());
  }

  /** Returns how many planned runs are not finished, by state; only states that occur. */
  public Map<RunState, Integer> unfinished() {
    Map<RunState, Integer> counts = new EnumMap<>(RunState.class);
    others().forEach(entry -> counts.merge(entry.state(), 1, Integer::sum));
    return counts;
  }

  /**
   * Returns the unfinished runs in words, such as {@code 1 diverged, 1 not run}; empty if all are
   * finished.
   */
  public String unfinishedWords() {
    return String.join(
        ", ",
        unfinished().entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().words())
            .toList());
  }
}
