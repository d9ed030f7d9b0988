package org.anact.report.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.anact.report.comparison.Frontier;
import org.anact.report.comparison.Study;
import org.anact.report.document.Numbers;
import org.anact.report.plot.Axis;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.Curve;
import org.anact.report.plot.LineChart;
import org.anact.report.plot.MarkerShape;
import org.anact.report.plot.Series;
import org.anact.report.plot.ThemeColor;

/** Accuracy against the cost of training, with the line of the arms that none dominates. */
public final class FrontierCharts {
  private FrontierCharts() {}

  /**
   * Draws the chart of a cell.
   *
   * @param frontier with at least one point
   */
  public static ChartImage of(Study study, Study.RunGroup cell, Frontier frontier) {
    ActivationStyles styles = ActivationStyles.of(study.comparisons());
    List<Series> series = new ArrayList<>();
    for (Frontier.Point point : frontier.points()) {
      List<Double> x = List.of(point.seconds());
      List<Double> y = List.of(point.accuracy());
      MarkerShape shape = styles.shape(point.base(), point.normalized());
      series.add(
          new Series(
              point.arm().label(),
              x,
              y,
              List.of("n = " + point.arm().finished().size()),
              List.of(Curve.markers(x, y, styles.color(point.base()), shape))));
    }
    List<Double> lineX = frontier.line().stream().map(Frontier.Point::seconds).toList();
    List<Double> lineY = frontier.line().stream().map(Frontier.Point::accuracy).toList();
    return new LineChart(
            ChartIds.of(cell.setting(), cell.model(), "frontier"),
            cell.model(),
            "Accuracy against training time, " + cell.label(),
            "Arms that no other beats in both: "
                + frontier.line().stream()
                    .map(point -> point.arm().label())
                    .collect(Collectors.joining(", "))
                + ". Out of "
                + Numbers.count(frontier.points().size(), "arm", "arms")
                + ".",
            Axis.across(
                "training time (s)",
                frontier.points().stream().mapToDouble(Frontier.Point::seconds)),
            Axis.around(
                "test accuracy (%)",
                frontier.points().stream().mapToDouble(Frontier.Point::accuracy)),
            LineChart.HEIGHT,
            List.of(Curve.line(lineX, lineY, ThemeColor.AXIS, 1.4, false)),
            series)
        .draw();
  }
}
