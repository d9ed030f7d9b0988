package org.anact.report.plot;

import java.util.List;

/** Draws axes with their grid, ticks and titles. */
final class Axes {
  private static final String LINE = "fill:none;stroke-width:1;stroke:";
  private static final double TICK = 3;

  private Axes() {}

  static void draw(Frame frame, Axis x, Axis y, List<SvgElement> marks, List<SvgElement> labels) {
    for (Axis.Tick tick : y.ticks(frame.height())) {
      double at = frame.bottom() - frame.height() * (tick.value() - y.min()) / (y.max() - y.min());
      marks.add(line(frame.left(), at, frame.right(), at, ThemeColor.GRID));
      marks.add(line(frame.left() - TICK, at, frame.left(), at, ThemeColor.AXIS));
      labels.add(ChartText.Y_TICK.at(frame.left() - 2 * TICK, at + 4, tick.text()));
    }
    for (Axis.Tick tick : x.ticks(frame.width())) {
      double at = frame.left() + frame.width() * (tick.value() - x.min()) / (x.max() - x.min());
      marks.add(line(at, frame.bottom(), at, frame.bottom() + TICK, ThemeColor.AXIS));
      labels.add(ChartText.X_TICK.at(at, frame.bottom() + 15, tick.text()));
    }
    marks.add(
        SvgElement.polyline(
            List.of(
                SvgElement.point(frame.left(), frame.top()),
                SvgElement.point(frame.left(), frame.bottom()),
                SvgElement.point(frame.right(), frame.bottom())),
            LINE + ThemeColor.AXIS.css()));
    if (!x.label().isEmpty()) {
      // A title may be wider than its axis, but must not leave the chart.
      double half = ChartText.AXIS_TITLE.width(x.label()) / 2;
      double most = frame.right() + Frame.EDGE - half;
      double middle = Math.max(half, Math.min(most, frame.left() + frame.width() / 2));
      labels.add(ChartText.AXIS_TITLE.at(middle, frame.bottom() + 33, x.label()));
    }
    if (!y.label().isEmpty()) {
      double middle = frame.top() + frame.height() / 2;
      labels.add(ChartText.AXIS_TITLE.upwards(12, middle, y.label()));
    }
  }

  private static SvgElement line(double x0, double y0, double x1, double y1, ThemeColor color) {
    return SvgElement.polyline(
        List.of(SvgElement.point(x0, y0), SvgElement.point(x1, y1)), LINE + color.css());
  }
}
