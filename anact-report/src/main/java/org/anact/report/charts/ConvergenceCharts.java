package org.anact.report.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Comparisons;
import org.anact.report.comparison.Setting;
import org.anact.report.results.EpochRow;
import org.anact.report.results.RunRecord;

/**
 * Training loss and test accuracy by epoch: for each model one row of small charts, one for each
 * activation, all with the same axes.
 */
public final class ConvergenceCharts {
  private static final int MOST_MARKERS = 7;
  private static final double FAINT = 0.45;

  /** What is drawn over the epochs. */
  public enum Metric {
    /** Mean training loss of the epoch. */
    TRAIN_LOSS("training loss", "training loss (nats)", "%.3f", EpochRow::trainLoss),
    /** Top-1 accuracy on the test set. */
    TEST_ACCURACY("test accuracy", "test accuracy (%)", "%.1f %%", row -> 100 * row.testAccuracy());

    private final String words;
    private final String axis;
    private final String format;

    // The functions hold no state; the type is only not declared immutable.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ToDoubleFunction<EpochRow> value;

    Metric(String words, String axis, String format, ToDoubleFunction<EpochRow> value) {
      this.words = words;
      this.axis = axis;
      this.format = format;
      this.value = value;
    }

    /**
     * The metric in words.
     *
     * @return lower case
     */
    public String words() {
      return words;
    }

    String format(double number) {
      return String.format(Locale.ROOT, format, number);
    }

    List<Double> values(RunRecord run) {
      return run.epochs().stream().map(value::applyAsDouble).toList();
    }
  }

  private final Comparisons comparisons;
  private final ActivationColors colors;

  /**
   * Prepares the charts of a sweep.
   *
   * @param comparisons the sweep
   */
  public ConvergenceCharts(Comparisons comparisons) {
    this.comparisons = comparisons;
    this.colors = new ActivationColors(comparisons);
  }

  /**
   * Draws one row of small multiples.
   *
   * @param setting the setting
   * @param model the model
   * @param metric what is drawn
   * @return the row; activations without a single finished epoch have no chart
   */
  public ChartRow row(Setting setting, String model, Metric metric) {
    List<Comparison> shown =
        comparisons.in(setting, model).stream()
            .filter(comparison -> allRuns(comparison).anyMatch(run -> !run.epochs().isEmpty()))
            .toList();
    // A run that diverged must not squeeze the others into a line.
    List<RunRecord> scale =
        shown.stream().flatMap(comparison -> comparison.finishedRuns().stream()).toList();
    if (scale.isEmpty()) {
      scale = shown.stream().flatMap(ConvergenceCharts::allRuns).toList();
    }
    Axis y =
        Axis.around(
            metric.axis,
            scale.stream()
                .flatMap(run -> metric.values(run).stream())
                .mapToDouble(Double::doubleValue));
    int epochs =
        shown.stream()
            .flatMap(ConvergenceCharts::allRuns)
            .mapToInt(run -> run.epochs().size())
            .max()
            .orElse(1);
    List<ChartImage> charts =
        shown.stream()
            .map(comparison -> chart(comparison, metric, Axis.epochs(epochs), y).draw())
            .toList();
    String words = metric.words();
    String caption =
        Character.toUpperCase(words.charAt(0))
            + words.substring(1)
            + " by epoch. All charts of the row share their axes. Strong lines are means over the"
            + " finished runs, thin lines single seeds.";
    return new ChartRow(setting, model, caption, charts, List.of());
  }

  private LineChart chart(Comparison comparison, Metric metric, Axis x, Axis y) {
    ThemeColor color = colors.of(comparison);
    List<Curve> curves = new ArrayList<>();
    seeds(comparison.vanilla(), metric, color, true, curves);
    seeds(comparison.normalized(), metric, color, false, curves);
    mean(comparison.vanilla(), metric, color, true, curves);
    mean(comparison.normalized(), metric, color, false, curves);
    String title =
        comparison.label()
            + ": "
            + metric.words
            + " by epoch, "
            + comparison.model()
            + " on "
            + comparison.setting().label();
    return new LineChart(
        ChartIds.of(
            comparison.setting().dataset(),
            comparison.setting().variant(),
            comparison.model(),
            metric.words.replace(' ', '-'),
            comparison.label()),
        comparison.label(),
        title,
        describe("Vanilla", comparison.vanilla(), metric)
            + " "
            + describe("Normalized", comparison.normalized(), metric),
        x,
        y,
        LineChart.HEIGHT,
        curves);
  }

  private static String describe(String name, Arm arm, Metric metric) {
    List<Double> mean = meanOf(arm, metric);
    if (mean.isEmpty()) {
      return name + ": no finished run.";
    }
    return name
        + ", mean of "
        + arm.finished().size()
        + (arm.finished().size() == 1 ? " run: from " : " runs: from ")
        + metric.format(mean.get(0))
        + " after epoch 1 to "
        + metric.format(mean.get(mean.size() - 1))
        + " after epoch "
        + mean.size()
        + ".";
  }

  private static void seeds(
      Arm arm, Metric metric, ThemeColor color, boolean dashed, List<Curve> curves) {
    runs(arm)
        .map(run -> metric.values(run))
        .map(
            values ->
                new Curve(
                    epochs(values.size()), values, color, FAINT, 0.9, dashed, Optional.empty()))
        .forEach(curves::add);
  }

  private static void mean(
      Arm arm, Metric metric, ThemeColor color, boolean dashed, List<Curve> curves) {
    List<Double> mean = meanOf(arm, metric);
    List<Double> x = epochs(mean.size());
    curves.add(new Curve(x, mean, color, 1, 2.2, dashed, Optional.empty()));
    MarkerShape shape = dashed ? MarkerShape.SQUARE : MarkerShape.CIRCLE;
    curves.add(Markers.of(x, mean, color, shape, MOST_MARKERS));
  }

  /** Mean over the finished runs, up to the last epoch that all of them have. */
  private static List<Double> meanOf(Arm arm, Metric metric) {
    List<List<Double>> values = arm.finished().stream().map(metric::values).toList();
    int epochs = values.stream().mapToInt(List::size).min().orElse(0);
    return DoubleStream.iterate(0, i -> i + 1)
        .limit(epochs)
        .mapToObj(
            i -> values.stream().mapToDouble(run -> run.get((int) i)).average().orElse(Double.NaN))
        .toList();
  }

  private static List<Double> epochs(int count) {
    return DoubleStream.iterate(1, i -> i + 1).limit(count).boxed().toList();
  }

  private static Stream<RunRecord> allRuns(Comparison comparison) {
    return Stream.concat(runs(comparison.vanilla()), runs(comparison.normalized()));
  }

  private static Stream<RunRecord> runs(Arm arm) {
    return Stream.concat(
        arm.finished().stream(), arm.others().stream().flatMap(entry -> entry.run().stream()));
  }
}
