package org.anact.report.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.anact.report.plot.Axis;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.Curve;
import org.anact.report.plot.LineChart;
import org.anact.report.plot.MarkerShape;
import org.anact.report.plot.Markers;
import org.anact.report.plot.Series;
import org.anact.report.plot.ThemeColor;

/** What the theory predicts of plain networks by depth, one line for each activation. */
public final class TheoryCharts {
  /**
   * The prediction of a network.
   *
   * @param activation its name
   * @param base the activation without normalization
   * @param forward Var(y) of each layer, the first one first
   * @param gradient Var(dL/dy) of each layer relative to the last
   */
  public record Prediction(
      String activation, String base, List<Double> forward, List<Double> gradient) {
    /** Copies the lists. */
    public Prediction {
      forward = List.copyOf(forward);
      gradient = List.copyOf(gradient);
    }
  }

  private final List<Prediction> predictions;
  private final String network;

  private TheoryCharts(List<Prediction> predictions, String network) {
    this.predictions = predictions;
    this.network = network;
  }

  /**
   * Draws two charts: the forward variances and those of the gradient.
   *
   * @param predictions one or more
   * @param network what they hold for, in words
   */
  public static List<ChartImage> of(List<Prediction> predictions, String network) {
    TheoryCharts charts = new TheoryCharts(predictions, network);
    return List.of(
        charts.chart(
            "theory-forward",
            "Predicted forward variance by depth",
            "log\u2081\u2080 Var(y)",
            Prediction::forward),
        charts.chart(
            "theory-gradient",
            "Predicted gradient variance by depth",
            "log\u2081\u2080 Var(dL/dy)",
            Prediction::gradient));
  }

  private ChartImage chart(
      String id, String title, String axis, Function<Prediction, List<Double>> variances) {
    ActivationStyles styles =
        new ActivationStyles(predictions.stream().map(Prediction::base).distinct().toList());
    List<Series> series = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    for (Prediction prediction : predictions) {
      boolean vanilla = prediction.activation.equals(prediction.base);
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      List<Double> values = variances.apply(prediction);
      for (int i = 0; i < values.size(); i++) {
        double logarithm = Math.log10(values.get(i));
        // A variance that leaves the doubles has no place on the axis.
        if (Double.isFinite(logarithm)) {
          x.add(i + 1.0);
          y.add(logarithm);
        }
      }
      ThemeColor color = styles.color(prediction.base);
      MarkerShape shape = styles.shape(prediction.base, !vanilla);
      series.add(
          Series.of(
              prediction.activation,
              x,
              y,
              List.of(Curve.line(x, y, color, 2, vanilla), Markers.of(x, y, color, shape, 8))));
      ends.add(
          String.format(
              Locale.ROOT,
              "%s %.3g at depth 1 to %.3g at depth %d",
              prediction.activation,
              values.get(0),
              values.get(values.size() - 1),
              values.size()));
    }
    return new LineChart(
            id,
            title,
            title + ", " + network,
            network + ": " + String.join("; ", ends) + ".",
            Axis.depth(
                "depth (weight layers)",
                1,
                predictions.stream().mapToInt(one -> one.forward.size()).max().orElse(1)),
            Axis.around(
                axis,
                series.stream().flatMap(one -> one.y().stream()).mapToDouble(Double::doubleValue)),
            LineChart.HEIGHT,
            List.of(),
            series)
        .draw();
  }
}
