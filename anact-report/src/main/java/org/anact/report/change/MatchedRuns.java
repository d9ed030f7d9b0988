package org.anact.report.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.results.PlannedRun;
import org.anact.results.ResultDirectory;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;

/**
 * The runs of two sweeps side by side. Runs of one id are the same configuration; of the others,
 * those whose data set, model, activation and seed are unique in either sweep are matched too, a
 * trial only with a trial of the same values of the tuned fields.
 *
 * @param matches runs of both sweeps
 * @param onlyFirst runs of the first sweep alone
 * @param onlySecond runs of the second sweep alone
 */
record MatchedRuns(List<Match> matches, List<RunEntry> onlyFirst, List<RunEntry> onlySecond) {
  /** The same run in both sweeps. */
  record Match(RunEntry first, RunEntry second) {
    /** Whether both have the same configuration. */
    boolean sameConfiguration() {
      return first.plan().id().equals(second.plan().id());
    }

    /** Whether both ended in the same state with the same losses and the same accuracy. */
    boolean sameFigures() {
      if (first.state() != second.state() || first.run().isPresent() != second.run().isPresent()) {
        return false;
      }
      if (first.run().isEmpty()) {
        return true;
      }
      RunRecord one = first.run().get();
      RunRecord other = second.run().get();
      return one.stepLosses().equals(other.stepLosses())
          && one.outcome().finalTestAccuracy().equals(other.outcome().finalTestAccuracy())
          && one.outcome().finalTestLoss().equals(other.outcome().finalTestLoss());
    }
  }

  /** What a run is called where its configuration does not count. */
  private record Name(
      String dataset, String model, String activation, long seed, Optional<Object> tried) {
    static Name of(RunEntry entry) {
      PlannedRun plan = entry.plan();
      return new Name(
          plan.dataset(),
          plan.model(),
          plan.activation(),
          plan.seed(),
          plan.isTrial() ? Optional.of(plan.tuned()) : Optional.empty());
    }
  }

  /** How many matches are trials. */
  long trials() {
    return matches.stream().filter(match -> match.first.plan().isTrial()).count();
  }

  static MatchedRuns of(ResultDirectory first, ResultDirectory second) {
    Map<String, RunEntry> byId = new LinkedHashMap<>();
    second.entries().forEach(entry -> byId.put(entry.plan().id(), entry));
    List<Match> matches = new ArrayList<>();
    List<RunEntry> left = new ArrayList<>();
    for (RunEntry entry : first.entries()) {
      RunEntry same = byId.remove(entry.plan().id());
      if (same == null) {
        left.add(entry);
      } else {
        matches.add(new Match(entry, same));
      }
    }
    Map<Name, List<RunEntry>> names = byName(left);
    Map<Name, List<RunEntry>> others = byName(List.copyOf(byId.values()));
    List<RunEntry> onlyFirst = new ArrayList<>();
    names.forEach(
        (name, entries) -> {
          List<RunEntry> candidates = others.getOrDefault(name, List.of());
          if (entries.size() == 1 && candidates.size() == 1) {
            matches.add(new Match(entries.get(0), candidates.get(0)));
            others.remove(name);
          } else {
            onlyFirst.addAll(entries);
          }
        });
    return new MatchedRuns(
        matches, onlyFirst, others.values().stream().flatMap(List::stream).toList());
  }

  private static Map<Name, List<RunEntry>> byName(List<RunEntry> entries) {
    Map<Name, List<RunEntry>> names = new LinkedHashMap<>();
    for (RunEntry entry : entries) {
      names.computeIfAbsent(Name.of(entry), unused -> new ArrayList<>()).add(entry);
    }
    return names;
  }
}
