package org.anact.report.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.anact.report.comparison.Aggregate;
import org.anact.report.document.Numbers;
import org.anact.report.plot.Axis;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.Curve;
import org.anact.report.plot.LineChart;
import org.anact.report.plot.MarkerShape;
import org.anact.report.plot.Markers;
import org.anact.report.plot.Series;
import org.anact.report.plot.ThemeColor;
import org.anact.report.statistics.PerformanceProfile;

/** Performance profiles of the vanilla and the normalized runs over all tasks of a data set. */
public final class ProfileCharts {
  private ProfileCharts() {}

  /**
   * Draws both profiles with their intervals.
   *
   * @param aggregate over at least one task
   */
  public static ChartImage of(Aggregate aggregate) {
    List<Series> series =
        List.of(
            series("vanilla", aggregate.profiles().get(0), ThemeColor.SERIES.get(1), true),
            series("normalized", aggregate.profiles().get(1), ThemeColor.SERIES.get(0), false));
    return new LineChart(
            ChartIds.of(aggregate.dataset(), "profile"),
            aggregate.dataset(),
            "Performance profile on " + aggregate.dataset(),
            String.format(
                Locale.ROOT,
                "Share of runs above each test accuracy; %s, %s each.",
                Numbers.count(aggregate.scores().cells().size(), "task", "tasks"),
                Numbers.count(aggregate.scores().seeds().size(), "seed", "seeds")),
            Axis.across(
                "test accuracy \u03c4 (%)",
                aggregate.profiles().get(0).points().stream()
                    .mapToDouble(PerformanceProfile.Point::tau)),
            Axis.around("share of runs above \u03c4", DoubleStream.of(0, 1)),
            LineChart.HEIGHT,
            List.of(),
            series)
        .draw();
  }

  private static Series series(
      String name, PerformanceProfile profile, ThemeColor color, boolean vanilla) {
    List<Double> x = profile.points().stream().map(PerformanceProfile.Point::tau).toList();
    List<Double> y = profile.points().stream().map(point -> point.share().value()).toList();
    List<Curve> curves = new ArrayList<>();
    if (profile.points().stream().allMatch(point -> point.share().interval().isPresent())) {
      curves.add(
          Curve.band(
              x,
              profile.points().stream()
                  .map(point -> point.share().interval().orElseThrow().low())
                  .toList(),
              profile.points().stream()
                  .map(point -> point.share().interval().orElseThrow().high())
                  .toList(),
              color));
    }
    curves.add(Curve.line(x, y, color, 2, vanilla));
    curves.add(Markers.of(x, y, color, vanilla ? MarkerShape.SQUARE : MarkerShape.CIRCLE, 6));
    return Series.of(name, x, y, curves);
  }
}
