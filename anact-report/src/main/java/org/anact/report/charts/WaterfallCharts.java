package org.anact.report.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Ladder;
import org.anact.report.comparison.Rung;
import org.anact.report.plot.Axis;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.Curve;
import org.anact.report.plot.Legend;
import org.anact.report.plot.LineChart;
import org.anact.report.plot.Series;
import org.anact.report.plot.ThemeColor;
import org.anact.report.statistics.Interval;
import org.anact.report.statistics.PairedDifference;

/**
 * The parts of a difference one below the other: each bar begins where the one above it ends, and
 * the last one is the whole. Lines are the intervals of the parts.
 */
public final class WaterfallCharts {
  /** A part that adds to the difference. */
  public static final ThemeColor UP = ThemeColor.SERIES.get(2);

  /** A part that takes from it. */
  public static final ThemeColor DOWN = ThemeColor.SERIES.get(1);

  /** The whole. */
  public static final ThemeColor WHOLE = ThemeColor.SERIES.get(0);

  private static final String IN_ALL = "in all";
  private static final int ROW_HEIGHT = 26;
  private static final int FRAME_HEIGHT = 56;
  private static final double HALF_BAR = 0.34;
  private static final double BAR_OPACITY = 0.55;

  private WaterfallCharts() {}

  /** A bar: where it begins, and how long it is. */
  private record Bar(String name, double from, PairedDifference difference, ThemeColor color) {
    double mean() {
      return difference.summary().mean().orElseThrow();
    }

    double to() {
      return from + mean();
    }

    DoubleStream reach() {
      return DoubleStream.concat(
          DoubleStream.of(from, to()),
          difference.interval().stream()
              .flatMapToDouble(ends -> DoubleStream.of(from + ends.low(), from + ends.high())));
    }

    String words() {
      return String.format(
          Locale.ROOT,
          "%+.2f%s, n = %d",
          mean(),
          difference
              .interval()
              .map(ends -> String.format(Locale.ROOT, " [%+.2f, %+.2f]", ends.low(), ends.high()))
              .orElse(""),
          difference.summary().n());
    }
  }

  /** Draws the ladders that have pairs, all with the same axes. */
  public static List<ChartImage> of(List<Ladder> ladders) {
    List<Ladder> shown =
        ladders.stream().filter(ladder -> ladder.difference().summary().n() > 0).toList();
    Axis x =
        Axis.around(
            "sum from vanilla (percentage points)",
            shown.stream().flatMap(one -> bars(one).stream()).flatMapToDouble(Bar::reach));
    return shown.stream().map(ladder -> chart(ladder, x)).toList();
  }

  private static List<Bar> bars(Ladder ladder) {
    List<Bar> bars = new ArrayList<>();
    double from = 0;
    for (Rung rung : Rung.values()) {
      PairedDifference part = ladder.parts().get(rung);
      Bar bar = new Bar(rung.part(), from, part, part.hasMeanOn(-1) ? DOWN : UP);
      bars.add(bar);
      from = bar.to();
    }
    bars.add(new Bar(IN_ALL, 0, ladder.difference(), WHOLE));
    return bars;
  }

  private static ChartImage chart(Ladder ladder, Axis x) {
    Comparison whole = ladder.whole();
    List<Bar> bars = bars(ladder);
    Axis y = Axis.rows(bars.stream().map(Bar::name).toList());
    List<Curve> joints = new ArrayList<>();
    joints.add(Curve.segment(0, 0, y.min(), y.max(), ThemeColor.AXIS, 1.2));
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double row = bars.size() - i;
      // To the bar below, which begins here, or which is the whole and ends here.
      if (i + 1 < bars.size()) {
        joints.add(Curve.segment(bar.to(), bar.to(), row, row - 1, ThemeColor.AXIS, 1));
      }
      series.add(
          new Series(
              bar.name(), List.of(bar.to()), List.of(row), List.of(bar.words()), draw(bar, row)));
    }
    return new LineChart(
            ChartIds.of(whole.setting(), whole.model(), "ladder", whole.label()),
            whole.label() + ", " + whole.model(),
            whole.label() + ": parts of the difference in final test accuracy, " + whole.place(),
            "Percentage points: "
                + String.join(
                    "; ", bars.stream().map(bar -> bar.name() + " " + bar.words()).toList())
                + ".",
            x,
            y,
            FRAME_HEIGHT + ROW_HEIGHT * bars.size(),
            joints,
            series)
        .draw(Legend.none());
  }

  private static List<Curve> draw(Bar bar, double row) {
    Curve area =
        new Curve(
            List.of(bar.from(), bar.to(), bar.to(), bar.from()),
            List.of(row - HALF_BAR, row - HALF_BAR, row + HALF_BAR, row + HALF_BAR),
            bar.color(),
            BAR_OPACITY,
            0,
            false,
            Optional.empty(),
            true);
    Optional<Interval> interval = bar.difference().interval();
    return Stream.concat(
            Stream.of(area),
            interval.stream()
                .map(
                    ends ->
                        Curve.segment(
                            bar.from() + ends.low(),
                            bar.from() + ends.high(),
                            row,
                            row,
                            ThemeColor.INK,
                            1.6)))
        .toList();
  }
}
