package org.anact.report.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.anact.report.document.Figure;
import org.anact.report.document.Numbers;
import org.anact.report.plot.Axis;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.Curve;
import org.anact.report.plot.LineChart;
import org.anact.report.plot.MarkerShape;
import org.anact.report.plot.Series;
import org.anact.report.plot.ThemeColor;
import org.anact.results.EpochRow;

/** Single runs by epoch, finished ones and those under way: a chart for each group. */
public final class LiveCharts {
  /** What is drawn. */
  public enum Metric {
    /** Top-1 accuracy on what the run is evaluated on. */
    ACCURACY("accuracy", "accuracy (%)", row -> 100 * row.testAccuracy()),
    /** Mean training loss of each epoch. */
    LOSS("training loss", "training loss (nats)", EpochRow::trainLoss);

    private final String words;
    private final String axis;
    private final ToDoubleFunction<EpochRow> value;

    Metric(String words, String axis, ToDoubleFunction<EpochRow> value) {
      this.words = words;
      this.axis = axis;
      this.value = value;
    }
  }

  /**
   * A run that is drawn.
   *
   * @param group which chart it is in
   * @param base the activation without normalization
   * @param note what distinguishes it from other runs of the same activation
   * @param underWay whether it is still training
   */
  public record Line(
      String group,
      String activation,
      String base,
      boolean normalized,
      String note,
      boolean underWay,
      List<EpochRow> epochs) {
    /** Copies the list. */
    public Line {
      epochs = List.copyOf(epochs);
    }
  }

  private final List<Line> lines;
  private final ActivationStyles styles;

  /**
   * Takes the runs, in order.
   *
   * @param bases base activations of the whole sweep, each once, which decides their colours
   */
  public LiveCharts(List<Line> lines, List<String> bases) {
    this.lines = List.copyOf(lines);
    this.styles = new ActivationStyles(bases);
  }

  /** Draws a chart for each group, in the order of the lines. */
  public List<ChartImage> draw(Metric metric) {
    Map<String, List<Line>> groups = new LinkedHashMap<>();
    lines.forEach(
        line -> groups.computeIfAbsent(line.group, unused -> new ArrayList<>()).add(line));
    List<LineChart> charts = new ArrayList<>();
    groups.forEach((group, members) -> charts.add(chart(group, members, metric)));
    return LineChart.draw(charts);
  }

  /** The legend of the charts: a line for each activation. */
  public List<Figure.Key> legend() {
    return lines.stream()
        .sorted(Comparator.comparing(Line::base).thenComparing(Line::normalized))
        .map(
            line ->
                new Figure.Key(
                    line.activation, "", styles.color(line.base).css(), !line.normalized, true))
        .distinct()
        .toList();
  }

  private LineChart chart(String group, List<Line> members, Metric metric) {
    List<Series> series = members.stream().map(line -> series(line, metric)).toList();
    long underWay = members.stream().filter(Line::underWay).count();
    int last = members.stream().mapToInt(line -> line.epochs.size()).max().orElse(1);
    return new LineChart(
        ChartIds.of("live", group, metric.words),
        group,
        group + ": " + metric.words + " by epoch",
        String.format(
            Locale.ROOT,
            "%s, %d under way, up to epoch %d.",
            Numbers.count(members.size(), "run", "runs"),
            underWay,
            last),
        Axis.epochs(1, last),
        Axis.around(
            metric.axis,
            series.stream().flatMap(one -> one.y().stream()).mapToDouble(Double::doubleValue)),
        LineChart.HEIGHT,
        List.of(),
        series);
  }

  private Series series(Line line, Metric metric) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (EpochRow row : line.epochs) {
      double value = metric.value.applyAsDouble(row);
      if (!Double.isFinite(value)) {
        break;
      }
      x.add((double) row.epoch());
      y.add(value);
    }
    ThemeColor color = styles.color(line.base);
    List<Curve> curves = new ArrayList<>();
    curves.add(Curve.line(x, y, color, line.underWay ? 2.4 : 1.2, !line.normalized));
    // The end of a run that goes on, and a run of a single epoch, which has no line yet.
    if (!x.isEmpty() && (line.underWay || x.size() == 1)) {
      int end = x.size() - 1;
      curves.add(
          Curve.markers(
              x.subList(end, x.size()),
              y.subList(end, y.size()),
              color,
              line.normalized ? MarkerShape.CIRCLE : MarkerShape.OPEN_CIRCLE));
    }
    return new Series(line.activation, x, y, x.stream().map(unused -> line.note).toList(), curves);
  }
}
