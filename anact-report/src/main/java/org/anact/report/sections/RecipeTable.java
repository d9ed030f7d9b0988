package org.anact.report.sections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Numbers;
import org.anact.report.document.Text;
import org.anact.results.RunRecord;

/** The options whose values differ between the groups of a report. */
final class RecipeTable {
  private RecipeTable() {}

  static List<Block> blocks(Study study) {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    Set<String> options = new LinkedHashSet<>();
    for (Study.Cell cell : study.cells()) {
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
    if (groups.size() < 2) {
      return List.of();
    }
    Text heading = Text.heading("What differs between the groups");
    if (options.isEmpty()) {
      return List.of(
          heading,
          Text.paragraph("All groups have the same recipe; they differ in data or model alone."));
    }
    List<Column> columns = new ArrayList<>(List.of(Column.words("Option")));
    groups.keySet().forEach(group -> columns.add(Column.words(group)));
    List<List<Cell>> rows = new ArrayList<>();
    for (String option : options) {
      List<Cell> row = new ArrayList<>(List.of(Cell.of(option)));
      groups
          .values()
          .forEach(values -> row.add(Cell.of(values.getOrDefault(option, Numbers.NOTHING))));
      rows.add(row);
    }
    return List.of(
        heading,
        new DataTable(
            "recipes",
            "Options of the recipe that are not the same in all groups",
            List.of("recipes.csv"),
            false,
            columns,
            rows));
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
