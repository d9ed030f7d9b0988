package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.anact.report.charts.ConvergenceCharts;
import org.anact.report.charts.ConvergenceCharts.Metric;
import org.anact.report.charts.CurveData;
import org.anact.report.charts.FrontierCharts;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Convergence;
import org.anact.report.comparison.Frontier;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Figure;
import org.anact.report.document.Figure.View;
import org.anact.report.document.Numbers;
import org.anact.report.document.Section;
import org.anact.report.document.Text;
import org.anact.report.plot.ChartImage;

/** Convergence: tables, curves, accuracy against cost, and what else differs between groups. */
final class ConvergenceSection {
  private final Study study;

  ConvergenceSection(Study study) {
    this.study = study;
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Text.paragraph(
            "How soon the training loss reaches a common threshold, and the area under its curve"
                + " divided by the number of steps. The threshold of each table is the largest"
                + " final training loss among its finished runs, so that all of them reach it; the"
                + " loss at a step is the mean over one epoch\u2019s worth of mini-batches up to"
                + " it. Lower is faster. Differences are normalized minus vanilla, paired by seed,"
                + " with their BCa 95 % interval."));
    ConvergenceCharts charts = new ConvergenceCharts(study);
    List<ChartImage> frontiers = new ArrayList<>();
    for (Study.Cell cell : study.cells()) {
      if (cell.convergence().isEmpty()) {
        continue;
      }
      blocks.add(Text.heading(cell.label()));
      blocks.add(table(cell, cell.convergence().get()));
      String data = CurveData.of(cell, study.pointsPerRun());
      blocks.add(curves(charts.row(cell, Metric.TRAIN_LOSS), View.LOSS_CURVES, data));
      blocks.add(curves(charts.row(cell, Metric.TEST_ACCURACY), View.ACCURACY_CURVES, ""));
      Frontier frontier = Frontier.of(study, cell);
      if (!frontier.points().isEmpty()) {
        frontiers.add(FrontierCharts.of(study, cell, frontier));
      }
    }
    if (!frontiers.isEmpty()) {
      blocks.add(Text.heading("Accuracy against cost"));
      blocks.add(
          Figure.of(
              "Mean test accuracy of the last epoch against mean training time of each arm; open"
                  + " marks are vanilla, filled ones normalized. The line joins the arms that no"
                  + " other beats in both.",
              List.of("cost.csv"),
              ArmKeys.arms(study),
              frontiers));
    }
    blocks.addAll(RecipeTable.blocks(study));
    return new Section("convergence", "Convergence", blocks);
  }

  private static Figure curves(List<ChartImage> charts, View view, String data) {
    String what =
        view == View.LOSS_CURVES
            ? "Training loss by epoch (mean of blocks of mini-batches)"
            : "Test accuracy after each epoch";
    return new Figure(
        what
            + ". Lines are means over the finished runs, bands reach from the lowest seed"
            + " to the highest. All charts of the row share their axes.",
        List.of("curves.csv", "epochs.csv"),
        ArmKeys.linesOfAnyColor(),
        charts,
        view,
        data);
  }

  private DataTable table(Study.Cell cell, Convergence convergence) {
    MeasureColumns measures = MeasureColumns.of(convergence.measures());
    List<Column> columns = new ArrayList<>(List.of(Column.words("Activation")));
    columns.addAll(measures.heads());
    columns.add(Column.numbers("n"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Comparison comparison : cell.comparisons()) {
      List<Cell> row = new ArrayList<>(List.of(Cell.of(comparison.label())));
      row.addAll(measures.cells(study, comparison));
      row.add(Cell.count(study.difference(comparison, Convergence.AREA).summary().n()));
      rows.add(row);
    }
    String threshold = Numbers.fixed(OptionalDouble.of(convergence.threshold()), 3);
    return new DataTable(
        "convergence-" + SectionIds.of(cell.label()),
        "Convergence on " + cell.label() + "; threshold " + threshold + " nats",
        List.of("convergence.csv"),
        false,
        columns,
        rows);
  }
}
