package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.anact.report.charts.ConvergenceCharts;
import org.anact.report.charts.ConvergenceCharts.Metric;
import org.anact.report.charts.CurveData;
import org.anact.report.charts.FrontierCharts;
import org.anact.report.comparison.Frontier;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Figure;
import org.anact.report.document.Figure.View;
import org.anact.report.document.Numbers;
import org.anact.report.document.Section;
import org.anact.report.document.TableModel;
import org.anact.report.document.Text;
import org.anact.report.plot.ChartImage;
import org.anact.report.tables.ComparisonTables;
import org.anact.report.tables.ComparisonTables.Converged;
import org.anact.report.tables.ReportTable;
import org.anact.report.tables.WordTables;

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
    TableModel<Converged> table = ComparisonTables.convergence(study);
    ConvergenceCharts charts = new ConvergenceCharts(study);
    List<ChartImage> frontiers = new ArrayList<>();
    for (Study.RunGroup cell : study.cells()) {
      if (cell.convergence().isEmpty()) {
        continue;
      }
      blocks.add(Text.heading(cell.label()));
      String threshold = Numbers.fixed(OptionalDouble.of(cell.convergence().get().threshold()), 3);
      blocks.add(
          table
              .where(row -> row.cell().equals(cell))
              .show(
                  "convergence-" + SectionIds.of(cell.label()),
                  "Convergence on " + cell.label() + "; threshold " + threshold + " nats",
                  ReportTable.CONVERGENCE.file()));
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
              List.of(ReportTable.COST.file()),
              ArmKeys.arms(study),
              frontiers));
    }
    if (study.cells().stream().filter(cell -> cell.convergence().isPresent()).count() > 1) {
      blocks.add(Text.heading("What differs between the groups"));
      TableModel<String> recipes = WordTables.recipes(study);
      blocks.add(
          recipes.rows().isEmpty()
              ? Text.paragraph(
                  "All groups have the same recipe; they differ in data or model alone.")
              : recipes.show(
                  "recipes",
                  "Options of the recipe that are not the same in all groups",
                  ReportTable.RECIPES.file()));
    }
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
        List.of(ReportTable.CURVES.file(), ReportTable.EPOCHS.file()),
        ArmKeys.linesOfAnyColor(),
        charts,
        view,
        data);
  }
}
