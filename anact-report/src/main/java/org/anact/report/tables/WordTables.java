package org.anact.report.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.anact.report.claims.Claim;
import org.anact.report.claims.Claims;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.Numbers;
import org.anact.report.document.TableModel;
import org.anact.results.Results;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;

/** Tables of words; their CSV files say what is shown. */
public final class WordTables {
  private WordTables() {}

  /** The paper's claims. */
  public static TableModel<Claim> claims(Study study) {
    return claims(Claims.of(study));
  }

  /** Claims that are judged already. */
  public static TableModel<Claim> claims(List<Claim> claims) {
    return new TableModel<>(
        List.of(
            Column.text("Claim", "Claim", claim -> claim.number() + ". " + claim.claim()),
            Column.<Claim>text("The runs say", "The runs say", claim -> claim.judgement().words())
                .shownAs((cell, claim) -> Cell.of(cell.text(), Cell.Style.STRONG)),
            Column.text("Because", "Because", Claim::evidence),
            Column.text("Rule", "Rule", Claim::rule)),
        claims);
  }

  /** A run or a folder that is in no figure. */
  public record Open(String id, String state, String reason) {}

  /** Planned runs that are not finished, folders nobody asked for and runs that exist twice. */
  public static TableModel<Open> open(Study study) {
    Results results = study.results();
    List<Open> rows = new ArrayList<>();
    for (RunEntry entry : results.open()) {
      rows.add(new Open(entry.plan().id(), entry.state().words(), detail(entry)));
    }
    results.strays().forEach(one -> rows.add(new Open(one.path(), "not counted", one.reason())));
    results
        .duplicates()
        .forEach(
            one ->
                rows.add(
                    new Open(
                        one.id(),
                        "duplicate",
                        "Counted from "
                            + one.counted()
                            + ", left out from "
                            + one.left()
                            + ". "
                            + one.detail())));
    return new TableModel<>(
        List.of(
            styled("Run", Cell.Style.CODE, Open::id),
            styled("State", Cell.Style.OPEN, Open::state),
            Column.text("Reason", "Reason", Open::reason)),
        rows);
  }

  /** Text that is shown in a style and in the file. */
  public static <T> Column<T> styled(
      String head, Cell.Style style, java.util.function.Function<T, String> value) {
    return Column.text(head, head, value).shownAs((cell, row) -> Cell.of(cell.text(), style));
  }

  private static String detail(RunEntry entry) {
    return entry
        .run()
        .filter(run -> run.outcome().divergedEpoch().isPresent())
        .map(run -> "Epoch " + run.outcome().divergedEpoch().getAsInt() + ": " + entry.detail())
        .orElse(entry.detail());
  }

  /** Options of the recipe that are not the same in all groups; a column for each of these. */
  public static TableModel<String> recipes(Study study) {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    Set<String> options = new LinkedHashSet<>();
    for (Study.RunGroup cell : study.cells()) {
      List<RunRecord> runs =
          cell.comparisons().stream().flatMap(one -> one.finishedRuns().stream()).toList();
      if (!runs.isEmpty()) {
        Map<String, String> values = values(runs);
        groups.put(cell.label(), values);
        options.addAll(values.keySet());
      }
    }
    options.removeIf(
        option ->
            groups.values().stream()
                    .map(values -> values.getOrDefault(option, Numbers.NOTHING))
                    .distinct()
                    .count()
                < 2);
    List<Column<String>> columns = new ArrayList<>();
    columns.add(Column.text("Option", "Option", option -> option));
    groups.forEach(
        (group, values) ->
            columns.add(
                Column.text(group, group, option -> values.getOrDefault(option, Numbers.NOTHING))));
    return new TableModel<>(columns, List.copyOf(options));
  }

  private static Map<String, String> values(List<RunRecord> runs) {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    for (RunRecord run : runs) {
      run.config()
          .recipeTexts()
          .forEach(
              (option, value) ->
                  found.computeIfAbsent(option, unused -> new TreeSet<>()).add(value));
    }
    Map<String, String> values = new LinkedHashMap<>();
    found.forEach((option, set) -> values.put(option, String.join(" or ", set)));
    return values;
  }
}
