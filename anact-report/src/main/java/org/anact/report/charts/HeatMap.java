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
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.SignalField;
import org.anact.report.comparison.Site;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A variance by site and step relative to the site where it comes in, as a map of coloured cells.
 * XChart's heat map has one pair of colours and no theme, so this one is drawn here.
 */
public final class HeatMap {
  /** Bounds between the colours: decimal logarithms of the ratio, the same in every map. */
  private static final double[] BOUNDS = {-2, -1, -0.5, -0.15, 0.15, 0.5, 1, 2};

  private static final int MOST_COLUMNS = 24;
  private static final double LEFT = 46;
  private static final double RIGHT = LineChart.WIDTH - 12;
  private static final double TOP = 6;
  private static final double BOTTOM = LineChart.HEIGHT - 40;

  private HeatMap() {}

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
   * @param comparison whose arm it is
   * @param normalized which arm
   * @param backward whether it is the gradient's variance
   * @return the map; absent if the arm measured no signals
   */
  public static Optional<ChartImage> of(
      Comparison comparison, boolean normalized, boolean backward) {
    var arm = normalized ? comparison.normalized() : comparison.vanilla();
    SignalField field =
        SignalField.of(arm, backward ? SignalField.GRADIENT : SignalField.FORWARD)
            .relative(backward)
            .thinned(MOST_COLUMNS);
    if (field.steps().isEmpty()) {
      return Optional.empty();
    }
    String what = backward ? "gradient variance" : "forward variance";
    String id =
        ChartIds.of(
            comparison.setting().dataset(),
            comparison.setting().variant(),
            comparison.model(),
            backward ? "gradient-map" : "forward-map",
            normalized ? "normalized" : "vanilla",
            comparison.label());
    String title =
        String.format(
            Locale.ROOT,
            "%s by site and step relative to the %s site, %s, %s on %s",
            Character.toUpperCase(what.charAt(0)) + what.substring(1),
            backward ? "last" : "first",
            arm.label(),
            comparison.model(),
            comparison.setting().label());
    SvgDocument document =
        new SvgDocument(
            id,
            arm.label(),
            title,
            describe(field, arm.finished().size()),
            LineChart.WIDTH,
            LineChart.HEIGHT);
    return Optional.of(document.finish(draw(field), data(field)));
  }

  private static SvgDrawing draw(SignalField field) {
    List<Site> sites = field.sites();
    List<Integer> steps = List.copyOf(field.steps());
    double width = (RIGHT - LEFT) / steps.size();
    double height = (BOTTOM - TOP) / sites.size();
    Map<Integer, StringBuilder> paths = new TreeMap<>();
    for (int row = 0; row < sites.size(); row++) {
      for (int column = 0; column < steps.size(); column++) {
        OptionalDouble value = field.at(sites.get(row), steps.get(column));
        if (value.isPresent()) {
          paths
              .computeIfAbsent(bucket(value.getAsDouble()), unused -> new StringBuilder())
              .append('M')
              .append(text(LEFT + column * width))
              .append(' ')
              .append(text(BOTTOM - (row + 1) * height))
              .append('h')
              .append(text(width))
              .append('v')
              .append(text(height))
              .append("h-")
              .append(text(width))
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
    return new SvgDrawing(
        root, new ChartData.Frame(LEFT, BOTTOM, RIGHT, TOP), labels(sites, steps, width, height));
  }

  private static List<SvgCanvas.Label> labels(
      List<Site> sites, List<Integer> steps, double width, double height) {
    List<SvgCanvas.Label> labels = new ArrayList<>();
    labels.add(
        new SvgCanvas.Label(
            "step", ChartText.AXIS_TITLE, false, (LEFT + RIGHT) / 2, LineChart.HEIGHT - 6));
    labels.add(
        new SvgCanvas.Label(
            "depth of the site", ChartText.AXIS_TITLE, true, 12, (TOP + BOTTOM) / 2));
    for (int column : ends(steps.size())) {
      labels.add(
          new SvgCanvas.Label(
              String.valueOf(steps.get(column)),
              ChartText.X_TICK,
              false,
              LEFT + (column + 0.5) * width,
              BOTTOM + 16));
    }
    for (int row : ends(sites.size())) {
      labels.add(
          new SvgCanvas.Label(
              String.valueOf(sites.get(row).depth()),
              ChartText.Y_TICK,
              false,
              LEFT - 6,
              BOTTOM - (row + 0.5) * height + 4));
    }
    return labels;
  }

  /** First, middle and last of so many. */
  private static List<Integer> ends(int size) {
    return Stream.of(0, (size - 1) / 2, size - 1).distinct().toList();
  }

  private static String data(SignalField field) {
    List<Site> sites = field.sites();
    List<Integer> steps = List.copyOf(field.steps());
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (int row = 0; row < sites.size(); row++) {
      for (int column = 0; column < steps.size(); column++) {
        OptionalDouble value = field.at(sites.get(row), steps.get(column));
        if (value.isPresent()) {
          x.add(column + 0.5);
          y.add(row + 0.5);
          notes.add(
              String.format(
                  Locale.ROOT,
                  "step %d: ratio %.3g",
                  steps.get(column),
                  Math.pow(10, value.getAsDouble())));
        }
      }
    }
    List<Series> rows = new ArrayList<>();
    for (int row = 0; row < sites.size(); row++) {
      double at = row + 0.5;
      List<Integer> members =
          IntStream.range(0, y.size()).filter(i -> y.get(i) == at).boxed().toList();
      rows.add(
          new Series(
              sites.get(row).label(),
              members.stream().map(x::get).toList(),
              members.stream().map(y::get).toList(),
              members.stream().map(notes::get).toList(),
              List.of()));
    }
    // Without labels the script tells the notes alone: positions of cells mean nothing.
    Axis columns = new Axis("", 0, steps.size(), 1, value -> "");
    Axis lines = new Axis("", 0, sites.size(), 1, value -> "");
    return ChartData.of(new ChartData.Frame(LEFT, BOTTOM, RIGHT, TOP), columns, lines, rows);
  }

  private static String describe(SignalField field, int runs) {
    var all =
        field.values().values().stream()
            .flatMap(line -> line.values().stream())
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    return String.format(
        Locale.ROOT,
        "%d sites and steps %d to %d, mean over n = %d runs: the ratio lies between %.3g and %.3g.",
        field.sites().size(),
        field.steps().first(),
        field.steps().last(),
        runs,
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
