package org.anact.report.charts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.anact.report.comparison.Comparison;
import org.anact.report.plot.Axis;
import org.anact.report.plot.ChartImage;
import org.anact.report.plot.Curve;
import org.anact.report.plot.LineChart;
import org.anact.report.plot.MarkerShape;
import org.anact.report.plot.Series;
import org.anact.report.plot.ThemeColor;
import org.anact.report.tuning.TunedArm;
import org.anact.report.tuning.TunedComparison;
import org.anact.results.tuning.TrialScore;
import org.anact.results.tuning.TriedSetting;

/**
 * Validation accuracy by the value of a tuned field, both arms of a comparison in one chart: a line
 * through the means, a point for each seed, crosses at the bottom for trials that diverged, and a
 * vertical line at the chosen value. Where several fields are tuned, each value has the best of the
 * others.
 */
public final class SensitivityCharts {
  private static final double PERCENT = 100;

  /** Distance of lines that would coincide, as a share of the axis. */
  private static final double APART = 0.004;

  /** Distance of crosses that would coincide, as a share of the axis. */
  private static final double STACK = 0.045;

  private final TunedComparison cell;
  private final String field;
  private final boolean logarithmic;
  private final List<JsonNode> values;
  private final Axis x;
  private final Axis y;

  private SensitivityCharts(TunedComparison cell, String field) {
    this.cell = cell;
    this.field = field;
    values =
        settings()
            .map(setting -> setting.values().get(field))
            .distinct()
            .sorted(Comparator.comparingDouble(JsonNode::doubleValue))
            .toList();
    logarithmic = values.stream().allMatch(value -> value.doubleValue() > 0);
    x =
        Axis.places(
            field,
            values.stream().map(value -> new Axis.Tick(place(value), value.asText())).toList());
    y =
        Axis.around(
            "validation accuracy (%)",
            settings()
                .flatMap(setting -> setting.scores().stream())
                .filter(score -> !score.diverged())
                .mapToDouble(score -> PERCENT * score.accuracy()));
  }

  /**
   * Draws a chart of a tuned field for each comparison that has scores and in which it is a number.
   *
   * @param cells comparisons with trials
   */
  public static List<ChartImage> of(List<TunedComparison> cells, String field) {
    return LineChart.draw(
        cells.stream()
            .filter(cell -> arms(cell).anyMatch(arm -> arm.numericFields().contains(field)))
            .filter(cell -> arms(cell).anyMatch(arm -> !arm.profile(field).isEmpty()))
            .map(cell -> new SensitivityCharts(cell, field))
            .map(SensitivityCharts::chart)
            .toList());
  }

  private static Stream<TunedArm> arms(TunedComparison cell) {
    return Stream.of(cell.vanilla(), cell.normalized());
  }

  private Stream<TriedSetting> settings() {
    return arms(cell).flatMap(arm -> arm.profile(field).stream());
  }

  private double place(JsonNode value) {
    return logarithmic ? Math.log10(value.doubleValue()) : value.doubleValue();
  }

  private LineChart chart() {
    Comparison trials = cell.trials();
    return new LineChart(
        ChartIds.of(trials.setting(), trials.model(), "sensitivity", field, trials.label()),
        trials.label() + ", " + trials.model(),
        trials.label() + ": validation accuracy by " + field + ", " + trials.place(),
        describe("Vanilla", cell.vanilla()) + " " + describe("Normalized", cell.normalized()),
        x,
        y,
        LineChart.HEIGHT,
        List.of(),
        List.of(
            series("vanilla", cell.vanilla(), ThemeColor.SERIES.get(1), true),
            series("normalized", cell.normalized(), ThemeColor.SERIES.get(0), false)));
  }

  private Series series(String name, TunedArm arm, ThemeColor color, boolean vanilla) {
    List<TriedSetting> profile = arm.profile(field);
    List<Double> lineX = new ArrayList<>();
    List<Double> lineY = new ArrayList<>();
    List<Double> pointX = new ArrayList<>();
    List<Double> pointY = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<Double> crossX = new ArrayList<>();
    List<Double> crossY = new ArrayList<>();
    for (TriedSetting setting : profile) {
      double at = place(setting.values().get(field));
      lineX.add(at);
      lineY.add(PERCENT * setting.mean());
      double floor = vanilla ? 0 : STACK * diverged(cell.vanilla(), setting.values().get(field));
      for (TrialScore score : setting.scores()) {
        if (score.diverged()) {
          floor += STACK;
          crossX.add(at);
          crossY.add(y.min() + floor * (y.max() - y.min()));
        } else {
          pointX.add(at);
          pointY.add(PERCENT * score.accuracy());
          notes.add(field + " " + setting.values().get(field).asText() + ", seed " + score.seed());
        }
      }
    }
    List<Curve> curves = new ArrayList<>();
    curves.add(Curve.line(lineX, lineY, color, 2, vanilla));
    curves.add(
        Curve.markers(pointX, pointY, color, vanilla ? MarkerShape.SQUARE : MarkerShape.CIRCLE));
    curves.add(Curve.markers(crossX, crossY, color, MarkerShape.CROSS));
    arm.choice()
        .filter(choice -> arm.numericFields().contains(field))
        .ifPresent(choice -> curves.add(mark(choice.values().get(field), color, vanilla)));
    return new Series(name, pointX, pointY, notes, curves);
  }

  private long diverged(TunedArm arm, JsonNode value) {
    return arm.profile(field).stream()
        .filter(setting -> setting.values().get(field).equals(value))
        .flatMap(setting -> setting.scores().stream())
        .filter(TrialScore::diverged)
        .count();
  }

  /** Lines of two arms with the same choice are drawn beside each other. */
  private Curve mark(JsonNode chosen, ThemeColor color, boolean vanilla) {
    double at = place(chosen) + (vanilla ? -1 : 1) * APART * (x.max() - x.min());
    return Curve.line(List.of(at, at), List.of(y.min(), y.max()), color, 1.2, vanilla);
  }

  private String describe(String name, TunedArm arm) {
    List<String> words = new ArrayList<>();
    for (TriedSetting setting : arm.profile(field)) {
      long diverged = setting.scores().stream().filter(TrialScore::diverged).count();
      words.add(
          String.format(
              Locale.ROOT,
              "%.2f %% at %s (n = %d%s)",
              PERCENT * setting.mean(),
              setting.values().get(field).asText(),
              setting.scores().size(),
              diverged == 0 ? "" : ", " + diverged + " diverged"));
    }
    return name
        + ": "
        + (words.isEmpty() ? "no trial has a score" : String.join("; ", words))
        + ".";
  }
}
