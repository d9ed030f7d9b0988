package org.anact.report.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.RunCurve;
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
import org.anact.results.RunRecord;

/**
 * Training loss and test accuracy over training: for each cell one row of small charts, one for
 * each comparison, all with the same axes. Lines are means over the finished runs, bands reach from
 * the lowest seed to the highest.
 */
public final class ConvergenceCharts {
  /** Most points of a line; more would not show at this size. */
  private static final int MOST_POINTS = 60;

  private static final int MOST_MARKERS = 6;

  /** What is drawn. */
  public enum Metric {
    /** Mean training loss of blocks of mini-batches. */
    TRAIN_LOSS("training loss", "training loss (nats)", "%.3f"),
    /** Top-1 accuracy on the test set. */
    TEST_ACCURACY("test accuracy", "test accuracy (%)", "%.1f %%");

    private final String words;
    private final String axis;
    private final String format;

    Metric(String words, String axis, String format) {
      this.words = words;
      this.axis = axis;
      this.format = format;
    }

    /** Returns the metric in words, in lower case. */
    public String words() {
      return words;
    }
  }

  /** Mean and extremes of an arm at common epochs. */
  private record Course(
      List<Double> epochs, List<Double> mean, List<Double> low, List<Double> high) {}

  private record Line(List<Double> epochs, List<Double> values) {}

  private final ActivationStyles styles;

  /** Prepares the charts of a study. */
  public ConvergenceCharts(Study study) {
    this.styles = ActivationStyles.of(study.comparisons());
  }

  /** Returns the comparisons of a cell that have charts: those with a finished run. */
  public static List<Comparison> shown(Study.RunGroup cell) {
    return cell.comparisons().stream().filter(one -> !one.finishedRuns().isEmpty()).toList();
  }

  /** Draws one row of small multiples: a chart for each comparison of {@link #shown}. */
  public List<ChartImage> row(Study.RunGroup cell, Metric metric) {
    List<Comparison> shown = shown(cell);
    List<Course> courses =
        shown.stream()
            .flatMap(one -> Stream.of(one.vanilla(), one.normalized()))
            .map(arm -> course(arm, metric))
            .toList();
    Axis y =
        Axis.around(
            metric.axis,
            courses.stream()
                .flatMap(course -> Stream.concat(course.low.stream(), course.high.stream()))
                .mapToDouble(Double::doubleValue));
    int last =
        (int)
            Math.ceil(
                courses.stream()
                    .flatMap(course -> course.epochs.stream())
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(1));
    Axis x = Axis.epochs(metric == Metric.TRAIN_LOSS ? 0 : 1, last);
    List<LineChart> charts = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      charts.add(chart(shown.get(i), metric, x, y, courses.get(2 * i), courses.get(2 * i + 1)));
    }
    return LineChart.draw(charts);
  }

  private LineChart chart(
      Comparison comparison, Metric metric, Axis x, Axis y, Course vanilla, Course normalized) {
    ThemeColor color = styles.color(comparison);
    return new LineChart(
        ChartIds.of(
            comparison.setting(),
            comparison.model(),
            metric.words.replace(' ', '-'),
            comparison.label()),
        comparison.label(),
        comparison.label() + ": " + metric.words + " by epoch, " + comparison.place(),
        describe("Vanilla", comparison.vanilla(), vanilla, metric)
            + " "
            + describe("Normalized", comparison.normalized(), normalized, metric),
        x,
        y,
        LineChart.HEIGHT,
        List.of(),
        List.of(
            Series.drawn("vanilla", curves(vanilla, color, true)),
            Series.drawn("normalized", curves(normalized, color, false))));
  }

  private static List<Curve> curves(Course course, ThemeColor color, boolean vanilla) {
    MarkerShape shape = vanilla ? MarkerShape.SQUARE : MarkerShape.CIRCLE;
    List<Curve> curves = new ArrayList<>();
    if (!course.low.equals(course.high)) {
      curves.add(Curve.band(course.epochs, course.low, course.high, color));
    }
    curves.add(Curve.line(course.epochs, course.mean, color, 2, vanilla));
    curves.add(Markers.of(course.epochs, course.mean, color, shape, MOST_MARKERS));
    return curves;
  }

  private static String describe(String name, Arm arm, Course course, Metric metric) {
    if (course.mean.isEmpty()) {
      return name + ": no finished run.";
    }
    Function<Double, String> number = value -> String.format(Locale.ROOT, metric.format, value);
    int last = course.mean.size() - 1;
    return name
        + ", mean of "
        + Numbers.count(arm.finished().size(), "run", "runs")
        + ": from "
        + number.apply(course.mean.get(0))
        + " to "
        + number.apply(course.mean.get(last))
        + " after epoch "
        + String.format(Locale.ROOT, "%.3g", course.epochs.get(last)).replaceFirst("\\.0+$", "")
        + ".";
  }

  /** At the points that all finished runs have. */
  private Course course(Arm arm, Metric metric) {
    List<Line> lines = arm.finished().stream().map(run -> line(run, metric)).toList();
    int points = lines.stream().mapToInt(line -> line.values.size()).min().orElse(0);
    List<Double> mean = new ArrayList<>();
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      int at = i;
      var values = lines.stream().mapToDouble(line -> line.values.get(at)).summaryStatistics();
      mean.add(values.getAverage());
      low.add(values.getMin());
      high.add(values.getMax());
    }
    List<Double> epochs = points == 0 ? List.of() : lines.get(0).epochs.subList(0, points);
    return new Course(epochs, mean, low, high);
  }

  private Line line(RunRecord run, Metric metric) {
    RunCurve curve = RunCurve.of(run, MOST_POINTS);
    if (metric == Metric.TRAIN_LOSS) {
      return new Line(
          curve.lossSteps().stream().map(step -> step / curve.stepsPerEpoch()).toList(),
          curve.trainLoss());
    }
    return new Line(
        IntStream.range(0, curve.epochs().size())
            .mapToObj(i -> (double) curve.epochs().get(i).epoch())
            .toList(),
        curve.epochs().stream().map(row -> 100 * row.testAccuracy()).toList());
  }
}
