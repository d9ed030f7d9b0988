package org.anact.report.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Finding;
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
import org.anact.results.decision.ConfidenceSequence;

/**
 * Paired differences in accuracy with their intervals: one chart of a setting, or one for each
 * model where a single chart would be long.
 */
public final class DifferenceCharts {
  private static final int ROW_HEIGHT = 26;
  private static final int FRAME_HEIGHT = 56;

  /** More rows are split by model. */
  private static final int MOST_ROWS = 8;

  private final Study study;
  private final Setting setting;
  private final List<Comparison> all;

  private DifferenceCharts(Study study, Setting setting) {
    this.study = study;
    this.setting = setting;
    all =
        study.comparisons().in(setting).stream()
            .filter(comparison -> difference(comparison).summary().n() > 0)
            .toList();
  }

  /**
   * Draws the charts of a setting, all with the same axes. The line is the 95 % interval of a fixed
   * number of pairs. Where a sweep adds pairs until a comparison is decided, a thin line shows the
   * confidence sequence, which then still holds. There is none if no comparison has a pair.
   */
  public static List<ChartImage> of(Study study, Setting setting) {
    return new DifferenceCharts(study, setting).draw();
  }

  private List<ChartImage> draw() {
    if (all.isEmpty()) {
      return List.of();
    }
    List<String> models = all.stream().map(Comparison::model).distinct().toList();
    if (models.size() > 1 && all.size() <= MOST_ROWS) {
      return List.of(
          chart(
              ChartIds.of(setting, "differences"),
              setting.label(),
              setting.label(),
              all,
              one -> one.model() + ", " + one.label(),
              all.stream().map(one -> one.model() + ", " + one.label()).toList()));
    }
    List<String> labels = all.stream().map(Comparison::label).distinct().toList();
    return models.stream()
        .map(
            model ->
                chart(
                    ChartIds.of(setting, model, "difference"),
                    model,
                    model + " on " + setting.label(),
                    all.stream().filter(one -> one.model().equals(model)).toList(),
                    Comparison::label,
                    labels))
        .toList();
  }

  private ChartImage chart(
      String id,
      String heading,
      String place,
      List<Comparison> shown,
      Function<Comparison, String> label,
      List<String> labels) {
    Axis y = Axis.rows(labels);
    ActivationStyles styles = ActivationStyles.of(study.comparisons());
    List<Series> series = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Comparison comparison : shown) {
      String name = label.apply(comparison);
      double row = labels.size() - labels.indexOf(name);
      PairedDifference difference = difference(comparison);
      double mean = difference.summary().mean().orElseThrow();
      ThemeColor color = styles.color(comparison);
      List<Curve> curves = new ArrayList<>();
      String ends = "n = " + difference.summary().n();
      Optional<ConfidenceSequence> sequence = sequence(comparison);
      if (sequence.isPresent()) {
        curves.add(Curve.segment(sequence.get().low(), sequence.get().high(), row, row, color, 1));
        ends =
            String.format(
                Locale.ROOT,
                "confidence sequence %+.2f to %+.2f, %s",
                sequence.get().low(),
                sequence.get().high(),
                ends);
      }
      if (difference.interval().isPresent()) {
        Interval interval = difference.interval().get();
        curves.add(Curve.segment(interval.low(), interval.high(), row, row, color, 2.4));
        ends =
            String.format(
                Locale.ROOT, "95 %% %+.2f to %+.2f, %s", interval.low(), interval.high(), ends);
      }
      curves.add(Curve.markers(List.of(mean), List.of(row), color, MarkerShape.CIRCLE));
      series.add(new Series(name, List.of(mean), List.of(row), List.of(ends), curves));
      words.add(String.format(Locale.ROOT, "%s %+.2f (%s)", name, mean, ends));
    }
    return new LineChart(
            id,
            heading,
            "Difference in final test accuracy, " + place,
            "Normalized minus vanilla, percentage points: " + String.join("; ", words) + ".",
            Axis.around(
                "normalized \u2212 vanilla (percentage points)",
                DoubleStream.concat(DoubleStream.of(0), all.stream().flatMapToDouble(this::ends))),
            y,
            FRAME_HEIGHT + ROW_HEIGHT * labels.size(),
            List.of(Curve.segment(0, 0, y.min(), y.max(), ThemeColor.AXIS, 1.2)),
            series)
        .draw(Legend.none());
  }

  private DoubleStream ends(Comparison comparison) {
    PairedDifference difference = difference(comparison);
    return DoubleStream.concat(
        difference
            .interval()
            .map(interval -> DoubleStream.of(interval.low(), interval.high()))
            .orElseGet(() -> DoubleStream.of(difference.summary().mean().orElseThrow())),
        sequence(comparison)
            .map(sequence -> DoubleStream.of(sequence.low(), sequence.high()))
            .orElseGet(DoubleStream::empty));
  }

  /** One that is open on a side has no line. */
  private Optional<ConfidenceSequence> sequence(Comparison comparison) {
    Finding finding = study.finding(comparison);
    return Optional.of(finding.confidence())
        .filter(one -> finding.sequential())
        .filter(one -> Double.isFinite(one.low()) && Double.isFinite(one.high()))
        .filter(one -> one.low() <= one.high());
  }

  private PairedDifference difference(Comparison comparison) {
    return study.difference(comparison, Figures.ACCURACY);
  }
}
