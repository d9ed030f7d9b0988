package org.anact.report.charts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.anact.report.comparison.PropertyRelation;
import org.anact.report.comparison.Study;
import org.anact.report.document.Numbers;
import org.anact.report.plot.Axis;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.Curve;
import org.anact.report.plot.LineChart;
import org.anact.report.plot.MarkerShape;
import org.anact.report.plot.Series;
import org.anact.report.statistics.RankCorrelation;
import org.anact.results.RecordedConfig;

/** Normalization property against convergence, one point for each run. */
public final class PropertyCharts {
  private PropertyCharts() {}

  /**
   * Draws the chart of a cell.
   *
   * @param relation with at least one point
   */
  public static ChartImage of(Study study, PropertyRelation relation) {
    ActivationStyles styles = ActivationStyles.of(study.comparisons());
    Map<String, List<PropertyRelation.Point>> groups = new LinkedHashMap<>();
    for (PropertyRelation.Point point : relation.points()) {
      groups
          .computeIfAbsent(point.run().config().activation(), unused -> new ArrayList<>())
          .add(point);
    }
    List<Series> series = new ArrayList<>();
    groups.forEach(
        (name, points) -> {
          RecordedConfig config = points.get(0).run().config();
          List<Double> x = points.stream().map(PropertyRelation.Point::property).toList();
          List<Double> y = points.stream().map(PropertyRelation.Point::convergence).toList();
          MarkerShape shape = styles.shape(config.baseActivation(), config.normalized());
          series.add(
              new Series(
                  name,
                  x,
                  y,
                  points.stream().map(one -> "seed " + one.run().config().seed()).toList(),
                  List.of(Curve.markers(x, y, styles.color(config.baseActivation()), shape))));
        });
    RankCorrelation all = study.correlation(relation, PropertyRelation.Scope.ALL);
    String rank =
        all.rho().isPresent()
            ? String.format(
                Locale.ROOT, "Spearman's rank correlation %.2f", all.rho().getAsDouble())
            : "No rank correlation";
    String convergence = relation.convergence().words();
    return new LineChart(
            ChartIds.of(relation.cell().setting(), relation.cell().model(), "property"),
            relation.cell().model(),
            "Normalization property against " + convergence + ", " + relation.cell().label(),
            rank + " over " + Numbers.count(relation.points().size(), "run", "runs") + ".",
            Axis.across(
                "mean |ln(\u03bb\u00b2\u03c1\u2032)| (nats)",
                relation.points().stream().mapToDouble(PropertyRelation.Point::property)),
            Axis.around(
                convergence + " (" + relation.convergence().unit() + ")",
                relation.points().stream().mapToDouble(PropertyRelation.Point::convergence)),
            LineChart.HEIGHT,
            List.of(),
            series)
        .draw();
  }
}
