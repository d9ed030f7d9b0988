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
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.DepthVariance;
import org.anact.report.comparison.EpochScale;
import org.anact.report.comparison.Side;
import org.anact.report.comparison.SignalField;
import org.anact.report.comparison.Site;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A variance by site and epoch relative to the site where it comes in, as a map of coloured cells.
 * A cell begins at the recorded step that it shows and ends at the next one. XChart's heat map has
 * one pair of colours and no theme, so this one is drawn here.
 */
public final class HeatMap {
  /** Bounds between the colours: decimal logarithms of the ratio, the same in every map. */
  private static final double[] BOUNDS = {-2, -1, -0.5, -0.15, 0.15, 0.5, 1, 2};

  private static final int MOST_COLUMNS = 24;
  private static final int MOST_TICKS = 6;
  private static final double LEFT = 46;
  private static final double RIGHT = LineChart.WIDTH - 12;
  private static final double TOP = 6;
  private static final double BOTTOM = LineChart.HEIGHT - 40;

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
   * What the colours stand for.
   *
   * @return names of the ranges, from the lowest to the highest
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
   * Draws the map of an arm.
   *
   * @param side whose arm it is
   * @param variance which variance, one that is relative to a site
   * @return the map; absent if the arm measured no signals
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
    return LEFT + (RIGHT - LEFT) * epoch / scale.epochs();
  }

  private double up(double row) {
    return BOTTOM - (BOTTOM - TOP) * row / sites.size();
  }

  private SvgDrawing draw() {
    Map<Integer, StringBuilder> paths = new TreeMap<>();
    String height = text(up(0) - up(1));
    for (int row = 0; row < sites.size(); row++) {
      for (Column column : columns) {
        OptionalDouble value = field.at(sites.get(row), column.step);
        if (value.isPresent()) {
          String width = text(across(column.to) - across(column.from));
          paths
              .computeIfAbsent(bucket(value.getAsDouble()), unused -> new StringBuilder())
              .append('M')
              .append(text(across(column.from)))
              .append(' ')
              .append(text(up(row + 1)))
              .append('h')
              .append(width)
              .append('v')
              .append(height)
              .append("h-")
              .append(width)
              .append('z');
        }
      }
    }
    Element root = root();
    Document document = root.getOwnerDocument();
    paths.forEach(
        (bucket, path) -> {
          Element element = document.createElementNS(SvgDrawing.NAMESPACE, "path");
          element.setAttribute("style", "fill:" + ThemeColor.HEAT.get(bucket).css());
          element.setAttribute("d", path.toString());
          element.setAttribute("shape-rendering", "crispEdges");
          root.appendChild(element);
        });
    return new SvgDrawing(root, new ChartData.Frame(LEFT, BOTTOM, RIGHT, TOP), labels());
  }

  private List<SvgCanvas.Label> labels() {
    List<SvgCanvas.Label> labels = new ArrayList<>();
    labels.add(
        new SvgCanvas.Label(
            "epoch", ChartText.AXIS_TITLE, false, (LEFT + RIGHT) / 2, LineChart.HEIGHT - 6));
    labels.add(
        new SvgCanvas.Label(
            "depth of the site", ChartText.AXIS_TITLE, true, 12, (TOP + BOTTOM) / 2));
    for (double epoch : ticks(scale.epochs())) {
      labels.add(
          new SvgCanvas.Label(text(epoch), ChartText.X_TICK, false, across(epoch), BOTTOM + 16));
    }
    for (int row : Stream.of(0, (sites.size() - 1) / 2, sites.size() - 1).distinct().toList()) {
      labels.add(
          new SvgCanvas.Label(
              String.valueOf(sites.get(row).depth()),
              ChartText.Y_TICK,
              false,
              LEFT - 6,
              up(row + 0.5) + 4));
    }
    return labels;
  }

  /** Round numbers from 0 to the last epoch. */
  private static List<Double> ticks(int epochs) {
    double least = epochs / (MOST_TICKS - 1.0);
    double unit = Math.pow(10, Math.floor(Math.log10(least)));
    double gap =
        DoubleStream.of(1, 2, 5)
            .map(digit -> digit * unit)
            .filter(value -> value >= least * (1 - 1e-9))
            .findFirst()
            .orElse(10 * unit);
    return IntStream.rangeClosed(0, (int) Math.floor(epochs / gap * (1 + 1e-9)))
        .mapToObj(i -> i * gap)
        .toList();
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
                  text(column.from),
                  column.step,
                  Math.pow(10, value.getAsDouble())));
        }
      }
      rows.add(new Series(sites.get(row).label(), x, y, notes, List.of()));
    }
    // Without labels the script tells the notes alone: positions of cells mean nothing.
    return ChartData.of(
        new ChartData.Frame(LEFT, BOTTOM, RIGHT, TOP),
        new Axis("", 0, scale.epochs(), 1, value -> ""),
        new Axis("", 0, sites.size(), 1, value -> ""),
        rows);
  }

  private String describe() {
    var all =
        field.values().values().stream()
            .flatMap(line -> line.values().stream())
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    return String.format(
        Locale.ROOT,
        "%d sites, epochs %s to %d, mean over n = %d runs: the ratio lies between %.3g and %.3g.",
        sites.size(),
        text(columns.get(0).from),
        scale.epochs(),
        side.arm().finished().size(),
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

  private static String text(double value) {
    return SvgDrawing.rounded(String.valueOf(value));
  }

  private static Element root() {
    try {
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
      Element root = document.createElementNS(SvgDrawing.NAMESPACE, "svg");
      root.setAttribute("xmlns", SvgDrawing.NAMESPACE);
      document.appendChild(root);
      return root;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
