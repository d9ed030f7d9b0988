package org.anact.report.sections;

import java.util.List;
import org.anact.report.charts.ProfileCharts;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Figure;
import org.anact.report.document.Text;
import org.anact.report.plot.ChartImage;
import org.anact.report.tables.AggregateTables;
import org.anact.report.tables.ReportTable;

/** Vanilla against normalized over the usual comparisons of a data set. */
final class AggregateSection {
  private final Study study;

  AggregateSection(Study study) {
    this.study = study;
  }

  List<Block> blocks() {
    List<ChartImage> charts =
        study.aggregates().stream()
            .filter(aggregate -> !aggregate.profiles().isEmpty())
            .map(ProfileCharts::of)
            .toList();
    String leftOut = study.usual().leftOut();
    if (study.aggregates().isEmpty()) {
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
        AggregateTables.aggregate(study)
            .show(
                "aggregate",
                "Interquartile mean and probability of improvement over all tasks of a data set",
                ReportTable.AGGREGATE.file()),
        Figure.of(
            "Performance profiles: the share of runs whose test accuracy of the last epoch lies"
                + " above \u03c4, with pointwise 95 % bands; the higher line is better.",
            List.of(ReportTable.PROFILE.file()), ArmKeys.lines(), charts));
  }
}
