package org.anact.report.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.DepthVariance;
import org.anact.report.comparison.Side;
import org.anact.report.comparison.SignalField;
import org.anact.report.comparison.Site;
import org.anact.report.plot.Axis;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.Curve;
import org.anact.report.plot.LineChart;
import org.anact.report.plot.MarkerShape;
import org.anact.report.plot.Markers;
import org.anact.report.plot.Series;
import org.anact.report.plot.ThemeColor;
import org.anact.results.SignalRow;

/** Variances by depth: at the first recorded step and the last, and measured against predicted. */
public final class DepthCharts {
  private DepthCharts() {}

  /**
   * Draws a variance at the first recorded step and at the last, as {@link DepthVariance#shown}
   * gives it.
   *
   * @param comparison whose runs measured it
   */
  public static ChartImage variance(Comparison comparison, DepthVariance variance) {
    List<Series> series = new ArrayList<>();
    for (boolean normalized : List.of(false, true)) {
      Side side = new Side(comparison, normalized);
      SignalField field = variance.shown(side.arm());
      if (!field.steps().isEmpty()) {
        int first = field.steps().first();
        int last = field.steps().last();
        series.add(line(side.word() + ", first step", field, first, normalized, false));
        if (last > first) {
          series.add(line(side.word() + ", last step", field, last, normalized, true));
        }
      }
    }
    boolean weights = variance == DepthVariance.WEIGHT_GRADIENT;
    return chart(
        comparison,
        variance.id() + "-by-depth",
        variance.heading() + " by depth",
        weights ? "depth of the layer" : "depth of the site",
        weights ? "log\u2081\u2080 Var(dL/dW)" : "log\u2081\u2080 of the ratio",
        series);
  }

  /**
   * Draws the gain of the gradient's variance through each site at the first recorded step, as
   * measured and as the applied factor and E[f'(y)^2] predict it.
   *
   * @param comparison whose runs measured signals
   */
  public static ChartImage gains(Comparison comparison) {
    List<Series> series = new ArrayList<>();
    for (boolean normalized : List.of(false, true)) {
      Side side = new Side(comparison, normalized);
      Arm arm = side.arm();
      String name = side.word();
      ThemeColor color = ThemeColor.SERIES.get(normalized ? 0 : 1);
      SignalField predicted = SignalField.of(arm, SignalRow::predictedGain);
      SignalField measured = SignalField.of(arm, SignalRow::gradientGain);
      if (!measured.steps().isEmpty()) {
        Points line = points(predicted, predicted.steps().first());
        Points marks = points(measured, measured.steps().first());
        series.add(
            new Series(
                name + ", predicted",
                line.x,
                line.y,
                line.layers,
                List.of(Curve.line(line.x, line.y, color, 1.6, !normalized))));
        series.add(
            new Series(
                name + ", measured",
                marks.x,
                marks.y,
                marks.layers,
                List.of(
                    Curve.markers(
                        marks.x,
                        marks.y,
                        color,
                        normalized ? MarkerShape.CIRCLE : MarkerShape.SQUARE))));
      }
    }
    return chart(
        comparison,
        "gain-by-depth",
        "Gain of the gradient variance through each site",
        "depth of the site",
        "log\u2081\u2080 of the gain",
        series);
  }

  private record Points(List<Double> x, List<Double> y, List<String> layers) {}

  private static Points points(SignalField field, int step) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<String> layers = new ArrayList<>();
    for (Site site : field.sites()) {
      OptionalDouble value = field.at(site, step);
      if (value.isPresent()) {
        x.add((double) site.depth());
        y.add(value.getAsDouble());
        layers.add(site.label() + ", step " + step);
      }
    }
    return new Points(x, y, layers);
  }

  private static Series line(
      String name, SignalField field, int step, boolean normalized, boolean late) {
    Points points = points(field, step);
    ThemeColor color = ThemeColor.SERIES.get(normalized ? 0 : 1);
    MarkerShape early = normalized ? MarkerShape.CIRCLE : MarkerShape.SQUARE;
    MarkerShape shape = normalized ? MarkerShape.DIAMOND : MarkerShape.UP;
    return new Series(
        name,
        points.x,
        points.y,
        points.layers,
        List.of(
            Curve.line(points.x, points.y, color, late ? 1.2 : 2, !normalized),
            Markers.of(points.x, points.y, color, late ? shape : early, 8)));
  }

  private static ChartImage chart(
      Comparison comparison,
      String id,
      String what,
      String places,
      String axis,
      List<Series> series) {
    var depths =
        series.stream()
            .flatMap(one -> one.x().stream())
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    Axis x =
        depths.getCount() == 0
            ? Axis.depth(places, 0, 1)
            : Axis.depth(places, depths.getMin(), depths.getMax());
    List<String> ends = new ArrayList<>();
    for (Series one : series) {
      if (!one.y().isEmpty()) {
        ends.add(
            String.format(
                Locale.ROOT,
                "%s %.2f at the first depth to %.2f at the last",
                one.name(),
                one.y().get(0),
                one.y().get(one.y().size() - 1)));
      }
    }
    return new LineChart(
            ChartIds.of(comparison.setting(), comparison.model(), id, comparison.label()),
            comparison.label(),
            what + ", " + comparison.label() + ", " + comparison.place(),
            String.join("; ", ends) + ". " + axis + ", mean over the runs.",
            x,
            Axis.around(
                axis, series.stream().flatMap(one -> one.y().stream()).mapToDouble(value -> value)),
            LineChart.HEIGHT,
            List.of(),
            series)
        .draw();
  }
}
