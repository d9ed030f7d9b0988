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
import org.anact.report.document.Column;
import org.anact.report.document.Numbers;
import org.anact.report.document.TableModel;
import org.anact.report.tables.WordTables;
import org.anact.results.Provenance;
import org.anact.results.RecordedConfig;
import org.anact.results.ResultDirectory;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;

/** Options, versions and machines that are not the same in both sweeps. */
final class ChangeTables {
  private ChangeTables() {}

  /** Options whose values differ between matched runs, with the number of runs. */
  static TableModel<Map.Entry<List<String>, Integer>> options(List<Match> matches) {
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
    return new TableModel<>(
        List.of(
            Column.text("Option", "Option", change -> change.getKey().get(0)),
            Column.text("A", "A", change -> change.getKey().get(1)),
            Column.text("B", "B", change -> change.getKey().get(2)),
            Column.count("runs", "runs", Map.Entry::getValue)),
        List.copyOf(counts.entrySet()));
  }

  /** Versions, machine and data that differ: what, and the values in both. */
  static TableModel<List<String>> origin(ResultDirectory first, ResultDirectory second) {
    Map<String, Set<String>> before = origins(first);
    Map<String, Set<String>> after = origins(second);
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    List<List<String>> rows = new ArrayList<>();
    for (String name : names) {
      Set<String> one = before.getOrDefault(name, Set.of(Numbers.NOTHING));
      Set<String> other = after.getOrDefault(name, Set.of(Numbers.NOTHING));
      if (!one.equals(other)) {
        rows.add(List.of(name, String.join(" | ", one), String.join(" | ", other)));
      }
    }
    return new TableModel<>(
        List.of(
            Column.text("What", "What", row -> row.get(0)),
            Column.text("A", "A", row -> row.get(1)),
            Column.text("B", "B", row -> row.get(2))),
        rows);
  }

  private record Changed(RunEntry entry, String change, String detail) {}

  /** Runs that only one sweep has, or that ended in another way. */
  static TableModel<?> runs(MatchedRuns runs) {
    List<Changed> rows = new ArrayList<>();
    runs.onlyFirst()
        .forEach(entry -> rows.add(new Changed(entry, "only in A", entry.state().words())));
    runs.onlySecond()
        .forEach(entry -> rows.add(new Changed(entry, "only in B", entry.state().words())));
    for (Match match : runs.matches()) {
      if (match.first().state() != match.second().state()) {
        String states = match.first().state().words() + " \u2192 " + match.second().state().words();
        rows.add(new Changed(match.first(), "other state", states));
      } else if (!match.sameFigures()) {
        rows.add(new Changed(match.first(), "other figures", "losses or accuracy differ"));
      }
    }
    return new TableModel<>(
        List.of(
            WordTables.styled("Run", Cell.Style.CODE, row -> row.entry.plan().id()),
            WordTables.styled("Change", Cell.Style.OPEN, Changed::change),
            Column.text("Detail", "Detail", Changed::detail)),
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
