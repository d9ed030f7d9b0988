package org.anact.report.sections;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.anact.report.charts.SensitivityCharts;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Figure;
import org.anact.report.document.Numbers;
import org.anact.report.document.Section;
import org.anact.report.document.Text;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.ThemeColor;
import org.anact.report.tables.ReportTable;
import org.anact.report.tables.TuningTables;
import org.anact.report.tuning.TunedComparison;
import org.anact.results.RunEntry;
import org.anact.results.RunState;

/** The trials: what they cost, what they chose, and how much the choice matters. */
final class TuningSection {
  /** Trials in these states may yet get a score. */
  private static final List<RunState> UNENDED =
      List.of(RunState.MISSING, RunState.PARTIAL, RunState.UNREADABLE);

  private final Study study;
  private final List<TunedComparison> cells;

  private TuningSection(Study study) {
    this.study = study;
    cells = TunedComparison.all(study);
  }

  /** The section, absent if there are no trials. */
  static Optional<Section> of(Study study) {
    return study.results().trials().isEmpty()
        ? Optional.empty()
        : Optional.of(new TuningSection(study).section());
  }

  /** How much of the plan is trials, and how they ended. */
  static String counts(List<RunEntry> trials, long finals) {
    String states =
        Arrays.stream(RunState.values())
            .filter(state -> count(trials, state) > 0)
            .map(state -> Numbers.count(count(trials, state)) + " " + state.words())
            .collect(Collectors.joining(", "));
    long all = trials.size() + finals;
    return Numbers.count(trials.size())
        + " of "
        + Numbers.count(all, "planned run", "planned runs")
        + " ("
        + Math.round(100.0 * trials.size() / all)
        + " %): "
        + states;
  }

  /** Returns in a sentence or two what is missing of the trials; empty if all have ended. */
  static String incomplete(List<RunEntry> trials) {
    long open = trials.stream().filter(trial -> UNENDED.contains(trial.state())).count();
    return open == 0
        ? ""
        : "Tuning is not complete: "
            + Numbers.count(open, "trial has", "trials have")
            + " not ended. Choices are those of the trials so far and may change, and an arm has"
            + " final runs only once all trials of its cell have ended.";
  }

  private static long count(List<RunEntry> trials, RunState state) {
    return trials.stream().filter(trial -> trial.state() == state).count();
  }

  private Section section() {
    List<RunEntry> trials = study.results().trials();
    List<Block> blocks = new ArrayList<>();
    String incomplete = incomplete(trials);
    if (!incomplete.isEmpty()) {
      blocks.add(new Text(Text.Style.NOTE, "", List.of(incomplete)));
    }
    blocks.add(
        Text.paragraph(
            "Each arm has the recipe with which its own trials had the highest mean accuracy on a"
                + " validation share of the training set ("
                + shares(trials)
                + "); a trial that diverged counts as chance. No trial saw the test set, and no"
                + " figure of this section is one of the test set. Trials are "
                + counts(trials, study.results().entries().size())
                + ". "
                + budgets()));
    if (cells.isEmpty()) {
      blocks.add(Text.paragraph("No trial has left a record yet."));
      return new Section("tuning", "Tuning", blocks);
    }
    blocks.add(
        TuningTables.tuning(study)
            .show(
                "tuning",
                "What tuning chose for each arm, its mean validation accuracy, and the range of"
                    + " values around the best one that come within one point of it: the wider, the"
                    + " less the choice matters. A best value at the edge of its list may have a"
                    + " better one beyond it.",
                ReportTable.TUNING.file()));
    for (String field : fields()) {
      List<ChartImage> charts = SensitivityCharts.of(cells, field);
      if (!charts.isEmpty()) {
        blocks.add(Text.heading("Sensitivity to " + field));
        blocks.add(
            Figure.of(
                "Validation accuracy by "
                    + field
                    + ": a point for each trial, a line through the means, in which a diverged trial"
                    + " counts as chance, and crosses at the bottom for the trials that diverged."
                    + " Vertical lines mark the chosen values."
                    + (fields().size() > 1
                        ? " Each value is shown with the best of the other tuned fields."
                        : ""),
                List.of(ReportTable.TRIALS.file()),
                Stream.concat(
                        ArmKeys.lines().stream(),
                        Stream.of(
                            new Figure.Key(
                                "diverged", "cross", ThemeColor.INK.css(), false, false)))
                    .toList(),
                charts));
      }
    }
    return new Section("tuning", "Tuning", blocks);
  }

  private List<String> fields() {
    return cells.stream()
        .flatMap(cell -> Stream.of(cell.vanilla(), cell.normalized()))
        .flatMap(arm -> arm.numericFields().stream())
        .distinct()
        .toList();
  }

  private static String shares(List<RunEntry> trials) {
    return trials.stream()
        .map(trial -> trial.plan().validation().orElseThrow())
        .distinct()
        .map(share -> Numbers.fixed(OptionalDouble.of(100 * share), 0) + " %")
        .collect(Collectors.joining(" or "));
  }

  /** Arms of a cell whose numbers of trials differ are no fair comparison. */
  private String budgets() {
    List<TunedComparison> unequal =
        cells.stream()
            .filter(cell -> !cell.vanilla().runs().entries().isEmpty())
            .filter(cell -> !cell.normalized().runs().entries().isEmpty())
            .filter(
                cell ->
                    cell.vanilla().runs().entries().size()
                        != cell.normalized().runs().entries().size())
            .toList();
    if (!unequal.isEmpty()) {
      return "Budgets are not equal for "
          + unequal.stream()
              .map(cell -> cell.trials().label() + " in " + cell.trials().place())
              .collect(Collectors.joining(", "))
          + ": the table counts the trials of each arm.";
    }
    List<String> sizes =
        cells.stream()
            .flatMap(cell -> Stream.of(cell.vanilla(), cell.normalized()))
            .map(arm -> arm.runs().entries().size())
            .filter(size -> size > 0)
            .distinct()
            .sorted()
            .map(String::valueOf)
            .toList();
    return "Budgets are equal: both arms of a comparison have the same number of trials, "
        + String.join(" or ", sizes)
        + ".";
  }
}
