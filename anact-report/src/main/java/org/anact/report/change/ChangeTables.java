package org.anact.report.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.anact.report.change.MatchedRuns.Match;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Numbers;
import org.anact.results.Provenance;
import org.anact.results.RecordedConfig;
import org.anact.results.ResultDirectory;
import org.anact.results.RunRecord;

/** Options, versions and machines that are not the same in both sweeps. */
final class ChangeTables {
  private ChangeTables() {}

  /** Options whose values differ between matched runs, with the number of runs. */
  static DataTable configuration(List<Match> matches) {
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    for (Match match : matches) {
      if (match.first().run().isPresent() && match.second().run().isPresent()) {
        Map<String, String> before = options(match.first().run().get().config());
        Map<String, String> after = options(match.second().run().get().config());
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
          String first = before.getOrDefault(name, Numbers.NOTHING);
          String second = after.getOrDefault(name, Numbers.NOTHING);
          if (!first.equals(second)) {
            counts.merge(List.of(name, first, second), 1, Integer::sum);
          }
        }
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    counts.forEach(
        (change, count) ->
            rows.add(
                List.of(
                    Cell.of(change.get(0)),
                    Cell.of(change.get(1)),
                    Cell.of(change.get(2)),
                    Cell.count(count))));
    return new DataTable(
        "changed-options",
        "Options with another value",
        List.of("changed-options.csv"),
        false,
        List.of(
            Column.words("Option"), Column.words("A"), Column.words("B"), Column.numbers("runs")),
        rows);
  }

  /** Versions, machine and data that differ. */
  static DataTable origin(ResultDirectory first, ResultDirectory second) {
    Map<String, Set<String>> before = origins(first);
    Map<String, Set<String>> after = origins(second);
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    List<List<Cell>> rows = new ArrayList<>();
    for (String name : names) {
      Set<String> one = before.getOrDefault(name, Set.of(Numbers.NOTHING));
      Set<String> other = after.getOrDefault(name, Set.of(Numbers.NOTHING));
      if (!one.equals(other)) {
        rows.add(
            List.of(
                Cell.of(name),
                Cell.of(String.join(" | ", one)),
                Cell.of(String.join(" | ", other))));
      }
    }
    return new DataTable(
        "changed-origin",
        "Versions, machine and data that are not the same",
        List.of("changed-origin.csv"),
        true,
        List.of(Column.words("What"), Column.words("A"), Column.words("B")),
        rows);
  }

  private static Map<String, String> options(RecordedConfig config) {
    Map<String, String> options = new LinkedHashMap<>();
    config.recipeTexts().forEach((key, value) -> options.put("recipe." + key, value));
    config.anactTexts().forEach((key, value) -> options.put("anact." + key, value));
    return options;
  }

  private static Map<String, Set<String>> origins(ResultDirectory directory) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (RunRecord run : directory.runs().toList()) {
      Provenance origin = run.provenance();
      add(values, "anact version", origin.codeVersion());
      add(values, "commit", origin.gitCommit());
      add(values, "data " + run.config().dataset(), origin.dataChecksum());
      origin.environment().forEach((key, value) -> add(values, key, value));
    }
    return values;
  }

  private static void add(Map<String, Set<String>> values, String key, String value) {
    values.computeIfAbsent(key, unused -> new TreeSet<>()).add(value);
  }
}
