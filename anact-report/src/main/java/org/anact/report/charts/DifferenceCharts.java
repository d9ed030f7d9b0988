package org.anact.report.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Setting;
import org.anact.report.comparison.Study;
import org.anact.report.plot.Axis;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.Curve;
import org.anact.report.plot.Legend;
import org.anact.report.plot.LineChart;
import org.anact.report.plot.MarkerShape;
import org.anact.report.plot.Series;
import org.anact.report.plot.ThemeColor;
import org.anact.report.statistics.Interval;
import org.anact.report.statistics.PairedDifference;

/** Paired differences in accuracy with their intervals, one chart for each model. */
public final class DifferenceCharts {
  private static final int ROW_HEIGHT = 26;
  private static final int FRAME_HEIGHT = 56;

  private DifferenceCharts() {}

  /** Draws a chart for each model of a setting that has a pair, all with the same axes. */
  public static List<ChartImage> of(Study study, Setting setting) {
    List<Comparison> all =
        study.comparisons().in(setting).stream()
            .filter(comparison -> difference(study, comparison).summary().n() > 0)
            .toList();
    List<String> labels = all.stream().map(Comparison::label).distinct().toList();
    DoubleStream ends =
        all.stream()
            .map(one -> difference(study, one))
            .flatMap(
                difference ->
                    difference
                        .interval()
                        .map(interval -> List.of(interval.low(), interval.high()))
                        .orElseGet(() -> List.of(difference.summary().mean().orElseThrow()))
                        .stream())
            .mapToDouble(Double::doubleValue);
    Axis x =
        Axis.around(
            "normalized \u2212 vanilla (percentage points)",
            DoubleStream.concat(DoubleStream.of(0), ends));
    Axis y = Axis.rows(labels);
    return all.stream()
        .map(Comparison::model)
        .distinct()
        .map(
            model ->
                chart(
                    study,
                    setting,
                    model,
                    all.stream().filter(one -> one.model().equals(model)).toList(),
                    labels,
                    x,
                    y))
        .toList();
  }

  private static ChartImage chart(
      Study study,
      Setting setting,
      String model,
      List<Comparison> shown,
      List<String> labels,
      Axis x,
      Axis y) {
    ActivationStyles styles = ActivationStyles.of(study.comparisons());
    List<Series> series = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Comparison comparison : shown) {
      double row = labels.size() - labels.indexOf(comparison.label());
      PairedDifference difference = difference(study, comparison);
      double mean = difference.summary().mean().orElseThrow();
      ThemeColor color = styles.color(comparison);
      List<Curve> curves = new ArrayList<>();
      String ends = "n = " + difference.summary().n();
      if (difference.interval().isPresent()) {
        Interval interval = difference.interval().get();
        curves.add(Curve.segment(interval.low(), interval.high(), row, row, color, 2.4));
        ends =
            String.format(
                Locale.ROOT, "95 %% %+.2f to %+.2f, %s", interval.low(), interval.high(), ends);
      }
      curves.add(Curve.markers(List.of(mean), List.of(row), color, MarkerShape.CIRCLE));
      series.add(
          new Series(comparison.label(), List.of(mean), List.of(row), List.of(ends), curves));
      words.add(String.format(Locale.ROOT, "%s %+.2f (%s)", comparison.label(), mean, ends));
    }
    return new LineChart(
            ChartIds.of(setting, model, "difference"),
            model,
            "Difference in final test accuracy, " + model + " on " + setting.label(),
            "Normalized minus vanilla, percentage points: " + String.join("; ", words) + ".",
            x,
            y,
            FRAME_HEIGHT + ROW_HEIGHT * labels.size(),
            List.of(Curve.segment(0, 0, y.min(), y.max(), ThemeColor.AXIS, 1.2)),
            series)
        .draw(Legend.none());
  }

  private static PairedDifference difference(Study study, Comparison comparison) {
    return study.difference(comparison, Figures.ACCURACY);
  }
}
