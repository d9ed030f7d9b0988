package org.anact.report.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Study;
import org.anact.report.document.Numbers;
import org.anact.report.plot.Axis;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.Curve;
import org.anact.report.plot.LineChart;
import org.anact.report.plot.MarkerShape;
import org.anact.report.plot.Markers;
import org.anact.report.plot.Series;
import org.anact.report.plot.ThemeColor;
import org.anact.results.LayerRow;

/** A running value of every normalized layer by epoch, mean over the finished runs. */
public final class LayerCharts {
  private static final int MOST_MARKERS = 4;
  private static final int MOST_POINTS = 24;

  /** What is drawn. */
  public enum Quantity {
    /** The normalizing factor. */
    LAMBDA("lambda", "lambda (factor)", LayerRow::lambda),
    /** The learnable parameter. */
    ALPHA("alpha", "alpha", LayerRow::alpha),
    /** The mean that is subtracted. */
    MU("mu", "mu", LayerRow::mu);

    private final String words;
    private final String axis;

    private final ToDoubleFunction<LayerRow> value;

    Quantity(String words, String axis, ToDoubleFunction<LayerRow> value) {
      this.words = words;
      this.axis = axis;
      this.value = value;
    }

    /** Returns the quantity in words, in lower case. */
    public String words() {
      return words;
    }
  }

  private record Layer(int depth, String name) {}

  private record Drawn(Comparison comparison, Map<Layer, NavigableMap<Integer, Double>> lines) {}

  /**
   * Charts of a cell and their legend.
   *
   * @param charts one for each normalized arm with layers
   * @param layers names of the layers by depth
   */
  public record Row(List<ChartImage> charts, List<String> layers) {
    /** Copies the lists. */
    public Row {
      charts = List.copyOf(charts);
      layers = List.copyOf(layers);
    }
  }

  private LayerCharts() {}

  /**
   * Draws the charts of a cell, all with the same axes; none if no finished run has a normalized
   * layer.
   */
  public static Row row(Study.RunGroup cell, Quantity quantity) {
    List<Drawn> shown = new ArrayList<>();
    for (Comparison comparison : cell.comparisons()) {
      var lines = lines(comparison.normalized(), quantity);
      if (!lines.isEmpty()) {
        shown.add(new Drawn(comparison, lines));
      }
    }
    Axis y =
        Axis.around(
            quantity.axis,
            shown.stream()
                .flatMap(one -> one.lines.values().stream())
                .flatMap(line -> line.values().stream())
                .mapToDouble(Double::doubleValue));
    int epochs =
        shown.stream()
            .flatMap(one -> one.lines.values().stream())
            .mapToInt(NavigableMap::lastKey)
            .max()
            .orElse(1);
    List<String> legend =
        shown.stream()
            .flatMap(one -> one.lines.keySet().stream())
            .distinct()
            .sorted(Comparator.comparingInt(Layer::depth).thenComparing(Layer::name))
            .map(Layer::name)
            .toList();
    Axis x = Axis.epochs(1, epochs);
    List<LineChart> charts =
        shown.stream()
            .map(one -> chart(one.comparison, quantity, one.lines, x, y, legend))
            .toList();
    return new Row(LineChart.draw(charts), legend);
  }

  private static LineChart chart(
      Comparison comparison,
      Quantity quantity,
      Map<Layer, NavigableMap<Integer, Double>> lines,
      Axis x,
      Axis y,
      List<String> legend) {
    List<Series> series = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    lines.forEach(
        (layer, line) -> {
          int index = legend.indexOf(layer.name);
          ThemeColor color = ThemeColor.depth(index, legend.size());
          List<Double> epochs = line.keySet().stream().map(Integer::doubleValue).toList();
          List<Double> values = List.copyOf(line.values());
          series.add(
              Series.of(
                  layer.name,
                  epochs,
                  values,
                  List.of(
                      Curve.line(epochs, values, color, 1.8, false),
                      Markers.of(
                          epochs, values, color, MarkerShape.of(index, false), MOST_MARKERS))));
          ends.add(
              String.format(
                  Locale.ROOT,
                  "%s %.3f to %.3f",
                  layer.name,
                  line.firstEntry().getValue(),
                  line.lastEntry().getValue()));
        });
    Arm arm = comparison.normalized();
    return new LineChart(
        ChartIds.of(comparison.setting(), comparison.model(), quantity.words, arm.label()),
        arm.label(),
        arm.label() + ": " + quantity.words + " by layer and epoch, " + comparison.place(),
        "Mean "
            + quantity.words
            + " of "
            + Numbers.count(arm.finished().size(), "run", "runs")
            + " from the first epoch to the last: "
            + String.join("; ", ends)
            + ".",
        x,
        y,
        LineChart.HEIGHT,
        List.of(),
        series);
  }

  /** Means by layer, ascending by depth, and epoch; layers without a finite value are left out. */
  private static Map<Layer, NavigableMap<Integer, Double>> lines(Arm arm, Quantity quantity) {
    int last = arm.finished().stream().mapToInt(run -> run.epochs().size()).max().orElse(1);
    int gap = Math.max(1, (last + MOST_POINTS - 1) / MOST_POINTS);
    return arm.finished().stream()
        .flatMap(run -> run.layers().stream())
        .filter(row -> (last - row.epoch()) % gap == 0)
        .filter(row -> Double.isFinite(quantity.value.applyAsDouble(row)))
        .collect(
            Collectors.groupingBy(
                row -> new Layer(row.depth(), row.layer()),
                () ->
                    new TreeMap<>(Comparator.comparingInt(Layer::depth).thenComparing(Layer::name)),
                Collectors.groupingBy(
                    LayerRow::epoch,
                    () -> new TreeMap<>(),
                    Collectors.averagingDouble(quantity.value))));
  }
}
