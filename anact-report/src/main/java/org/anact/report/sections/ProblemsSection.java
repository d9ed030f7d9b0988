package org.anact.report.sections;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Comparisons;
import org.anact.report.comparison.Study;
import org.anact.report.document.Numbers;
import org.anact.report.statistics.SignFlipTest;
import org.anact.results.LayerRow;
import org.anact.results.RunRecord;

/** What is missing from the figures, and what to mind when reading them. */
final class ProblemsSection {
  private ProblemsSection() {}

  static List<String> notes(Study study) {
    List<String> notes = new ArrayList<>();
    Comparisons comparisons = study.comparisons();
    List<RunRecord> runs = study.results().runsAndTrials().toList();
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
              + " comparisons, and intervals and p-values are not corrected for their number: of"
              + " many true zeros some 95 % intervals exclude zero by chance. Decisions has a"
              + " column that is.");
    }
    if (comparisons.all().stream().anyMatch(one -> study.finding(one).sequential())) {
      notes.add(
          "Seeds were added until test accuracies were decided. Tests and intervals of other"
              + " figures do not allow for that.");
    }
    if (!comparisons.superseded().isEmpty()) {
      notes.add(
          Numbers.count(
                  comparisons.superseded().size(),
                  "final run is left out: it has",
                  "final runs are left out: they have")
              + " other values of the tuned fields than their arm has here, from a former choice or"
              + " another sweep. First of them: "
              + comparisons.superseded().get(0).plan().id()
              + ".");
    }
    if (runs.stream().anyMatch(ProblemsSection::onCuda)) {
      notes.add(
          "Some runs were trained on a GPU. The authors of anact have never run this path on a GPU:"
              + " before you rely on these runs, train some of them on the CPU too, and compare.");
    }
    mixedMachines(notes, study);
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
    degenerate(notes, study.results().runs().toList());
    return notes;
  }

  private static boolean onCuda(RunRecord run) {
    return "CUDA".equalsIgnoreCase(run.provenance().environment().get("backend"));
  }

  private static void mixedMachines(List<String> notes, Study study) {
    long pairs =
        study.comparisons().all().stream().mapToLong(Comparison::pairsOfMixedMachines).sum();
    if (pairs == 0) {
      return;
    }
    String kinds =
        study
            .results()
            .runs()
            .map(run -> run.provenance().processor())
            .distinct()
            .collect(Collectors.joining("; ", " (", ")"));
    String count = Numbers.count(pairs, "pair of runs", "pairs of runs");
    notes.add(
        study.mixedMachines()
            ? count
                + " from different kinds of processor"
                + kinds
                + " are in the comparisons, as --mixed-machines asks: equal runs round in different"
                + " ways there."
            : count
                + " come from different kinds of processor"
                + kinds
                + " and are left out of every comparison. To have them, delete the folder in runs/"
                + " of one run of each pair and train it again on the other's kind, or make the"
                + " report with --mixed-machines.");
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
