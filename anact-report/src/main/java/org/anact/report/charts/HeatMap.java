package org.anact.report.charts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.DepthVariance;
import org.anact.report.comparison.EpochScale;
import org.anact.report.comparison.Side;
import org.anact.report.comparison.SignalField;
import org.anact.report.comparison.Site;
import org.anact.report.document.Numbers;
import org.anact.report.plot.Axis;
import org.anact.report.plot.ChartData;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.ChartText;
import org.anact.report.plot.Drawing;
import org.anact.report.plot.Frame;
import org.anact.report.plot.Legend;
import org.anact.report.plot.LineChart;
import org.anact.report.plot.MarkerShape;
import org.anact.report.plot.Series;
import org.anact.report.plot.SvgDocument;
import org.anact.report.plot.SvgElement;
import org.anact.report.plot.ThemeColor;

/**
 * A variance by site and epoch relative to the site where it enters, as a map of coloured cells. A
 * cell begins at the recorded step that it shows and ends at the next one. XChart's heat map has
 * one pair of colours and no theme, so this one is drawn here.
 */
public final class HeatMap {
  /** Bounds between the colours: decimal logarithms of the ratio, the same in every map. */
  private static final double[] BOUNDS = {-2, -1, -0.5, -0.15, 0.15, 0.5, 1, 2};

  private static final int MOST_COLUMNS = 24;
  private static final Frame FRAME = new Frame(46, LineChart.HEIGHT - 40, LineChart.WIDTH - 12, 6);

  /**
   * Cells of one recorded step, or of several that are taken together.
   *
   * @param step the first of them
   * @param from epochs done before it
   * @param to epochs done before the next one
   */
  private record Column(int step, double from, double to) {}

  private final Side side;
  private final SignalField field;
  private final List<Site> sites;
  private final EpochScale scale;
  private final List<Column> columns;

  private HeatMap(Side side, SignalField field) {
    this.side = side;
    this.field = field;
    sites = field.sites();
    scale = EpochScale.of(side.arm());
    List<Integer> steps = List.copyOf(field.steps());
    columns =
        IntStream.range(0, steps.size())
            .mapToObj(
                i ->
                    new Column(
                        steps.get(i),
                        scale.before(steps.get(i)),
                        i + 1 < steps.size() ? scale.before(steps.get(i + 1)) : scale.epochs()))
            .toList();
  }

  /**
   * Returns what the colours stand for: the names of the ranges, from the lowest to the highest.
   */
  public static List<String> ranges() {
    List<String> names = new ArrayList<>();
    names.add("below " + factor(BOUNDS[0]));
    for (int i = 1; i < BOUNDS.length; i++) {
      names.add(factor(BOUNDS[i - 1]) + " to " + factor(BOUNDS[i]));
    }
    names.add("above " + factor(BOUNDS[BOUNDS.length - 1]));
    return names;
  }

  /**
   * Draws the map of an arm; there is none if the arm measured no signals.
   *
   * @param variance one that is relative to a site
   */
  public static Optional<ChartImage> of(Side side, DepthVariance variance) {
    SignalField field = variance.shown(side.arm()).thinned(MOST_COLUMNS);
    return field.steps().isEmpty()
        ? Optional.empty()
        : Optional.of(new HeatMap(side, field).chart(variance));
  }

  private ChartImage chart(DepthVariance variance) {
    Comparison comparison = side.comparison();
    String id =
        ChartIds.of(
            comparison.setting(),
            comparison.model(),
            variance.id() + "-map",
            side.word(),
            comparison.label());
    String title =
        String.format(
            Locale.ROOT,
            "%s by site and epoch %s, %s, %s",
            variance.heading(),
            variance.relation(),
            side.arm().label(),
            comparison.place());
    return new SvgDocument(
            id, side.arm().label(), title, describe(), LineChart.WIDTH, LineChart.HEIGHT)
        .finish(draw(), legend(), data());
  }

  private static Legend legend() {
    List<String> ranges = ranges();
    return new Legend(
        IntStream.range(0, ranges.size())
            .mapToObj(
                i ->
                    new Legend.Entry(
                        ranges.get(i),
                        ThemeColor.HEAT.get(i),
                        false,
                        false,
                        Optional.of(MarkerShape.SQUARE)))
            .toList());
  }

  private double across(double epoch) {
    return FRAME.left() + FRAME.width() * epoch / scale.epochs();
  }

  private double up(double row) {
    return FRAME.bottom() - FRAME.height() * row / sites.size();
  }

  private Drawing draw() {
    Map<Integer, StringBuilder> paths = new TreeMap<>();
    String height = SvgElement.number(up(0) - up(1));
    for (int row = 0; row < sites.size(); row++) {
      for (Column column : columns) {
        OptionalDouble value = field.at(sites.get(row), column.step);
        if (value.isPresent()) {
          String left = SvgElement.number(across(column.from));
          String top = SvgElement.number(up(row + 1));
          String width = SvgElement.number(across(column.to) - across(column.from));
          paths
              .computeIfAbsent(bucket(value.getAsDouble()), unused -> new StringBuilder())
              .append("M%s %sh%sv%sh-%sz".formatted(left, top, width, height, width));
        }
      }
    }
    List<SvgElement> cells = new ArrayList<>();
    paths.forEach(
        (bucket, path) ->
            cells.add(
                SvgElement.path(path.toString(), "fill:" + ThemeColor.HEAT.get(bucket).css())
                    .with("shape-rendering", "crispEdges")));
    return new Drawing(FRAME, List.of(), cells, labels());
  }

  private List<SvgElement> labels() {
    List<SvgElement> labels = new ArrayList<>();
    double middle = FRAME.left() + FRAME.width() / 2;
    labels.add(ChartText.AXIS_TITLE.at(middle, LineChart.HEIGHT - 6, "epoch"));
    labels.add(
        ChartText.AXIS_TITLE.upwards(12, FRAME.top() + FRAME.height() / 2, "depth of the site"));
    for (Axis.Tick tick : epochs().ticks(FRAME.width())) {
      labels.add(ChartText.X_TICK.at(across(tick.value()), FRAME.bottom() + 16, tick.text()));
    }
    for (int row : Stream.of(0, (sites.size() - 1) / 2, sites.size() - 1).distinct().toList()) {
      String depth = String.valueOf(sites.get(row).depth());
      labels.add(ChartText.Y_TICK.at(FRAME.left() - 6, up(row + 0.5) + 4, depth));
    }
    return labels;
  }

  /** Without a label the script shows the notes alone: positions of cells mean nothing. */
  private Axis epochs() {
    return Axis.from0("", scale.epochs());
  }

  private String data() {
    List<Series> rows = new ArrayList<>();
    for (int row = 0; row < sites.size(); row++) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      List<String> notes = new ArrayList<>();
      for (Column column : columns) {
        OptionalDouble value = field.at(sites.get(row), column.step);
        if (value.isPresent()) {
          x.add((column.from + column.to) / 2);
          y.add(row + 0.5);
          notes.add(
              String.format(
                  Locale.ROOT,
                  "epoch %s (step %d), ratio %.3g",
                  SvgElement.number(column.from),
                  column.step,
                  Math.pow(10, value.getAsDouble())));
        }
      }
      rows.add(new Series(sites.get(row).label(), x, y, notes, List.of()));
    }
    return ChartData.of(FRAME, epochs(), Axis.from0("", sites.size()), rows);
  }

  private String describe() {
    var all =
        field.values().values().stream()
            .flatMap(line -> line.values().stream())
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    return String.format(
        Locale.ROOT,
        "%s, epochs %s to %d, mean over %s: the ratio lies between %.3g and %.3g.",
        Numbers.count(sites.size(), "site", "sites"),
        SvgElement.number(columns.get(0).from),
        scale.epochs(),
        Numbers.count(side.arm().finished().size(), "run", "runs"),
        Math.pow(10, all.getMin()),
        Math.pow(10, all.getMax()));
  }

  private static int bucket(double value) {
    int bucket = 0;
    while (bucket < BOUNDS.length && value > BOUNDS[bucket]) {
      bucket++;
    }
    return bucket;
  }

  private static String factor(double logarithm) {
    BigDecimal factor = new BigDecimal(Math.pow(10, logarithm)).round(new MathContext(2));
    return factor.stripTrailingZeros().toPlainString() + "\u00d7";
  }
}
