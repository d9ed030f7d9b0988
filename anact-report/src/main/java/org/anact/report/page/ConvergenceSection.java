package org.anact.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.anact.report.charts.ChartRow;
import org.anact.report.charts.ConvergenceCharts;
import org.anact.report.charts.LambdaCharts;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Comparisons;
import org.anact.report.comparison.Convergence;
import org.anact.report.comparison.NormalizationProperty;
import org.anact.report.comparison.Setting;
import org.anact.report.page.PageModel.ConvergenceBlock;
import org.anact.report.page.PageModel.ConvergenceCell;
import org.anact.report.page.PageModel.ConvergenceRow;
import org.anact.report.page.PageModel.CurveBlock;
import org.anact.report.page.PageModel.PropertyRow;
import org.anact.report.results.RunRecord;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.Summary;

/** Convergence tables and charts, charts of lambda and the normalization property. */
final class ConvergenceSection {
  private final Comparisons comparisons;

  ConvergenceSection(Comparisons comparisons) {
    this.comparisons = comparisons;
  }

  List<ConvergenceBlock> tables() {
    List<ConvergenceBlock> blocks = new ArrayList<>();
    for (Setting setting : comparisons.settings()) {
      for (String model : comparisons.models(setting)) {
        List<Comparison> shown = comparisons.in(setting, model);
        Optional<Convergence> measure = Convergence.of(setting, model, shown);
        if (measure.isPresent()) {
          blocks.add(
              new ConvergenceBlock(
                  setting.label(),
                  model,
                  Numbers.fixed(OptionalDouble.of(measure.get().threshold()), 3),
                  shown.stream().map(comparison -> row(comparison, measure.get())).toList()));
        }
      }
    }
    return blocks;
  }

  List<CurveBlock> curves() {
    ConvergenceCharts charts = new ConvergenceCharts(comparisons);
    List<CurveBlock> blocks = new ArrayList<>();
    for (Setting setting : comparisons.settings()) {
      for (String model : comparisons.models(setting)) {
        List<ChartRow> rows = new ArrayList<>();
        for (ConvergenceCharts.Metric metric : ConvergenceCharts.Metric.values()) {
          rows.add(charts.row(setting, model, metric));
        }
        rows.removeIf(row -> row.charts().isEmpty());
        if (!rows.isEmpty()) {
          blocks.add(new CurveBlock(setting.label(), model, rows));
        }
      }
    }
    return blocks;
  }

  List<ChartRow> lambdas() {
    List<ChartRow> rows = new ArrayList<>();
    for (Setting setting : comparisons.settings()) {
      for (String model : comparisons.models(setting)) {
        ChartRow row = LambdaCharts.row(comparisons, setting, model);
        if (!row.charts().isEmpty()) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  List<PropertyRow> properties() {
    List<PropertyRow> rows = new ArrayList<>();
    for (Comparison comparison : comparisons.all()) {
      List<NormalizationProperty> properties =
          comparison.normalized().finished().stream()
              .map(NormalizationProperty::of)
              .filter(property -> property.forward().isPresent())
              .toList();
      if (!properties.isEmpty()) {
        rows.add(
            new PropertyRow(
                comparison.setting().label(),
                comparison.model(),
                comparison.normalized().label(),
                summary(properties, property -> property.forward().orElse(Double.NaN)),
                summary(properties, property -> property.backward().orElse(Double.NaN)),
                String.valueOf(properties.size())));
      }
    }
    return rows;
  }

  private static String summary(
      List<NormalizationProperty> properties, ToDoubleFunction<NormalizationProperty> figure) {
    return Numbers.summary(Summary.of(properties.stream().mapToDouble(figure).toArray()), 4);
  }

  private static ConvergenceRow row(Comparison comparison, Convergence measure) {
    return new ConvergenceRow(
        comparison.label(),
        List.of(
            cell(comparison, measure::epochs, 2),
            cell(comparison, measure::steps, 0),
            cell(comparison, Convergence::area, 3)));
  }

  private static ConvergenceCell cell(
      Comparison comparison, ToDoubleFunction<RunRecord> figure, int decimals) {
    PairedDifference difference = comparison.difference(figure);
    return new ConvergenceCell(
        Numbers.summary(comparison.vanilla().summary(figure), decimals),
        Numbers.summary(comparison.normalized().summary(figure), decimals),
        Numbers.signed(difference.summary().mean(), decimals),
        difference.interval().map(interval -> Numbers.interval(interval, decimals)).orElse(""));
  }
}
