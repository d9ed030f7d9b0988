package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.anact.report.charts.ProfileCharts;
import org.anact.report.comparison.Aggregate;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Figure;
import org.anact.report.document.Text;
import org.anact.report.plot.ChartImage;

/** Vanilla against normalized over the usual comparisons of a data set. */
final class AggregateSection {
  private final Study study;

  AggregateSection(Study study) {
    this.study = study;
  }

  List<Block> blocks() {
    List<List<Cell>> rows = new ArrayList<>();
    List<ChartImage> charts = new ArrayList<>();
    for (Aggregate aggregate : study.aggregates()) {
      rows.add(row(aggregate));
      if (!aggregate.profiles().isEmpty()) {
        charts.add(ProfileCharts.of(aggregate));
      }
    }
    String leftOut = study.usual().leftOut();
    if (rows.isEmpty()) {
      return leftOut.isEmpty()
          ? List.of()
          : List.of(Text.heading("Across cells"), Text.paragraph(leftOut));
    }
    return List.of(
        Text.heading("Across cells"),
        Text.paragraph(
            "A task is one activation in one model, in the usual variant: fair initial weights and"
                + " the layer\u2019s default options. "
                + (leftOut.isEmpty() ? "" : leftOut + " ")
                + "A score is a run\u2019s test accuracy. The"
                + " interquartile mean leaves out the lowest and the highest quarter of all scores;"
                + " the probability of improvement is that of a normalized run beating a vanilla"
                + " one of the same task. Intervals are stratified bootstraps over seeds that draw"
                + " pairs; they speak about other seeds of the same tasks. Definitions:"
                + " Agarwal et al., 2021 (arXiv 2108.13264)."),
        new DataTable(
            "aggregate",
            "Interquartile mean and probability of improvement over all tasks of a data set",
            List.of("aggregate.csv"),
            false,
            List.of(
                Column.words("Data"),
                Column.words("Rule"),
                new Column("interquartile mean", "vanilla (%)", true),
                new Column("interquartile mean", "normalized (%)", true),
                new Column("interquartile mean", "difference (points)", true),
                Column.numbers("probability of improvement"),
                Column.numbers("tasks"),
                Column.numbers("seeds"),
                Column.words("left out")),
            rows),
        Figure.of(
            "Performance profiles: the share of runs whose test accuracy of the last epoch lies"
                + " above \u03c4, with pointwise 95 % bands; the higher line is better.",
            List.of("profile.csv"), ArmKeys.lines(), charts));
  }

  private static List<Cell> row(Aggregate aggregate) {
    List<String> left = new ArrayList<>();
    if (!aggregate.scores().seedsLeftOut().isEmpty()) {
      left.add(
          "seeds that not all tasks have: "
              + aggregate.scores().seedsLeftOut().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", ")));
    }
    if (!aggregate.left().isEmpty()) {
      left.add(
          "tasks without these seeds: "
              + aggregate.left().stream()
                  .map(one -> one.model() + " " + one.label())
                  .collect(Collectors.joining(", ")));
    }
    return List.of(
        Cell.of(aggregate.dataset()),
        Cell.of(aggregate.rule().words()),
        Cell.estimate(aggregate.vanilla(), 2),
        Cell.estimate(aggregate.normalized(), 2),
        Cell.estimate(aggregate.difference(), 2),
        Cell.estimate(aggregate.improvement(), 3),
        Cell.count(aggregate.scores().cells().size()),
        Cell.count(aggregate.scores().seeds().size()),
        Cell.of(left.isEmpty() ? "nothing" : String.join("; ", left)));
  }
}
