package org.anact.report.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Comparisons;
import org.anact.report.comparison.Setting;
import org.anact.report.results.LayerRow;

/** The normalizing factor of every layer by epoch, mean over the finished runs. */
public final class LambdaCharts {
  private static final int MOST_MARKERS = 4;

  private record Layer(int depth, String name) {}

  private LambdaCharts() {}

  /**
   * Draws the charts of a model.
   *
   * @param comparisons the sweep
   * @param setting the setting
   * @param model the model
   * @return the row; without charts if no finished run has a normalized layer
   */
  public static ChartRow row(Comparisons comparisons, Setting setting, String model) {
    Map<Comparison, Map<Layer, NavigableMap<Integer, Double>>> shown = new LinkedHashMap<>();
    for (Comparison comparison : comparisons.in(setting, model)) {
      Map<Layer, NavigableMap<Integer, Double>> lambdas = lambdas(comparison.normalized());
      if (!lambdas.isEmpty()) {
        shown.put(comparison, lambdas);
      }
    }
    Axis y =
        Axis.around(
            "lambda (factor)",
            shown.values().stream()
                .flatMap(layers -> layers.values().stream())
                .flatMap(line -> line.values().stream())
                .mapToDouble(Double::doubleValue));
    int epochs =
        shown.values().stream()
            .flatMap(layers -> layers.values().stream())
            .mapToInt(NavigableMap::lastKey)
            .max()
            .orElse(1);
    List<String> legend =
        shown.values().stream()
            .flatMap(layers -> layers.keySet().stream())
            .distinct()
            .sorted(Comparator.comparingInt(Layer::depth).thenComparing(Layer::name))
            .map(Layer::name)
            .toList();
    List<ChartImage> charts = new ArrayList<>();
    shown.forEach(
        (comparison, lambdas) ->
            charts.add(chart(comparison, lambdas, Axis.epochs(epochs), y, legend).draw()));
    return new ChartRow(
        setting,
        model,
        "Lambda of every normalized layer after each epoch, mean over the finished runs.",
        charts,
        legend);
  }

  private static LineChart chart(
      Comparison comparison,
      Map<Layer, NavigableMap<Integer, Double>> lambdas,
      Axis x,
      Axis y,
      List<String> legend) {
    List<Curve> curves = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    lambdas.forEach(
        (layer, line) -> {
          int index = legend.indexOf(layer.name);
          ThemeColor color = ThemeColor.depth(index, legend.size());
          List<Double> epochs = line.keySet().stream().map(Integer::doubleValue).toList();
          List<Double> values = List.copyOf(line.values());
          curves.add(new Curve(epochs, values, color, 1, 1.8, false, Optional.empty()));
          curves.add(Markers.of(epochs, values, color, MarkerShape.of(index), MOST_MARKERS));
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
        ChartIds.of(
            comparison.setting().dataset(),
            comparison.setting().variant(),
            comparison.model(),
            "lambda",
            arm.label()),
        arm.label(),
        arm.label()
            + ": lambda by layer and epoch, "
            + comparison.model()
            + " on "
            + comparison.setting().label(),
        "Mean lambda of "
            + arm.finished().size()
            + (arm.finished().size() == 1 ? " run" : " runs")
            + " from the first epoch to the last: "
            + String.join("; ", ends)
            + ".",
        x,
        y,
        LineChart.HEIGHT,
        curves);
  }

  /** Mean lambda by layer, ascending by depth, and epoch; layers without a finite value are out. */
  private static Map<Layer, NavigableMap<Integer, Double>> lambdas(Arm arm) {
    return arm.finished().stream()
        .flatMap(run -> run.layers().stream())
        .filter(row -> Double.isFinite(row.lambda()))
        .collect(
            Collectors.groupingBy(
                row -> new Layer(row.depth(), row.layer()),
                () ->
                    new TreeMap<>(Comparator.comparingInt(Layer::depth).thenComparing(Layer::name)),
                Collectors.groupingBy(
                    LayerRow::epoch,
                    () -> new TreeMap<>(),
                    Collectors.averagingDouble(LayerRow::lambda))));
  }
}
