package org.anact.report.sections;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.anact.report.comparison.Comparisons;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Numbers;
import org.anact.report.statistics.SignFlipTest;
import org.anact.results.LayerRow;
import org.anact.results.Results;
import org.anact.results.RunEntry;
import org.anact.results.RunRecord;
import org.anact.results.RunState;

/** What is missing from the figures, and what to mind when reading them. */
final class ProblemsSection {
  private ProblemsSection() {}

  /** Planned runs that are not finished, folders nobody asked for and runs that are twice there. */
  static DataTable problems(Results results) {
    List<List<Cell>> rows = new ArrayList<>();
    for (RunEntry entry : results.entries()) {
      if (entry.state() != RunState.FINISHED) {
        rows.add(row(entry.plan().id(), entry.state().words(), detail(entry)));
      }
    }
    results.strays().forEach(stray -> rows.add(row(stray.path(), "not counted", stray.reason())));
    results
        .duplicates()
        .forEach(
            duplicate ->
                rows.add(
                    row(
                        duplicate.id(),
                        "duplicate",
                        "Counted from "
                            + duplicate.counted()
                            + ", left out from "
                            + duplicate.left()
                            + ". "
                            + duplicate.detail())));
    return new DataTable(
        "open-runs",
        "Runs and folders that are not in the figures",
        List.of("open-runs.csv"),
        true,
        List.of(Column.words("Run"), Column.words("State"), Column.words("Reason")),
        rows);
  }

  private static List<Cell> row(String id, String state, String detail) {
    return List.of(Cell.of(id, Cell.Style.CODE), Cell.of(state, Cell.Style.OPEN), Cell.of(detail));
  }

  static List<String> notes(Study study) {
    List<String> notes = new ArrayList<>();
    Comparisons comparisons = study.comparisons();
    List<RunRecord> runs = study.results().runs().toList();
    if (comparisons.all().stream()
        .anyMatch(one -> one.normalized().finished().size() < SignFlipTest.LEAST_PAIRS)) {
      notes.add(
          "Intervals are BCa bootstraps over seeds. With few seeds they come out too narrow"
              + " (three pairs have only ten different resamples), so an interval that just"
              + " excludes zero means little.");
    }
    if (comparisons.all().size() > 1) {
      notes.add(
          "There are "
              + comparisons.all().size()
              + " comparisons and no correction for their number: of many true zeros some 95 %"
              + " intervals exclude zero by chance.");
    }
    differing(notes, runs, "code versions", run -> run.provenance().codeVersion());
    differing(notes, runs, "commits", run -> run.provenance().gitCommit());
    differing(notes, runs, "environments", run -> run.provenance().environment().toString());
    if (runs.stream().anyMatch(run -> run.provenance().gitCommit().endsWith("-dirty"))) {
      notes.add("Some runs come from a tree with uncommitted changes (commit ends in -dirty).");
    }
    comparisons.settings().stream()
        .filter(setting -> !setting.variant().isEmpty())
        .map(
            setting ->
                "Runs on "
                    + setting.dataset()
                    + " differ in more than activation, model and seed; each variant has tables of"
                    + " its own.")
        .distinct()
        .forEach(notes::add);
    if (!comparisons.unassigned().isEmpty()) {
      notes.add(
          Numbers.count(
                  comparisons.unassigned().size(),
                  "planned run left no record and fits",
                  "planned runs left no record and fit")
              + " no single table row; the list of open runs names them.");
    }
    degenerate(notes, runs);
    return notes;
  }

  private static String detail(RunEntry entry) {
    return entry
        .run()
        .filter(run -> run.outcome().divergedEpoch().isPresent())
        .map(run -> "Epoch " + run.outcome().divergedEpoch().getAsInt() + ": " + entry.detail())
        .orElse(entry.detail());
  }

  private static void differing(
      List<String> notes, List<RunRecord> runs, String what, Function<RunRecord, String> field) {
    long values = runs.stream().map(field).distinct().count();
    if (values > 1) {
      notes.add(
          "The runs come from " + values + " different " + what + "; see the end of the page.");
    }
  }

  private static void degenerate(List<String> notes, List<RunRecord> runs) {
    for (RunRecord run : runs) {
      Set<String> layers = new LinkedHashSet<>();
      for (LayerRow row : run.layers()) {
        if (row.degenerateBatches() > 0) {
          layers.add(row.layer());
        }
      }
      if (!layers.isEmpty()) {
        notes.add(
            run.id()
                + " had mini-batches without usable statistics in "
                + String.join(", ", layers)
                + ".");
      }
    }
  }
}
