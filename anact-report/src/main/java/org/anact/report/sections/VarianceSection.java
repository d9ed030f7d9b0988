package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.anact.report.charts.ChartImage;
import org.anact.report.charts.DepthCharts;
import org.anact.report.charts.HeatMap;
import org.anact.report.charts.PropertyCharts;
import org.anact.report.charts.ThemeColor;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.GradientSpread;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.NormalizationProperty;
import org.anact.report.comparison.PropertyRelation;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Figure;
import org.anact.report.document.Section;
import org.anact.report.document.Text;
import org.anact.report.statistics.Estimate;
import org.anact.report.statistics.RankCorrelation;

/** Variances by depth, and the normalization property against convergence. */
final class VarianceSection {
  private static final List<String> SOURCE = List.of("signals.csv");
  private static final String VANILLA = ThemeColor.SERIES.get(1).css();
  private static final String NORMALIZED = ThemeColor.SERIES.get(0).css();

  private final Study study;

  VarianceSection(Study study) {
    this.study = study;
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    List<Study.Cell> measured = study.cells().stream().filter(VarianceSection::measured).toList();
    if (measured.isEmpty()) {
      blocks.add(
          Text.paragraph(
              "Not measured: no finished run has signals.csv, so there is no variance by depth to"
                  + " show."));
    } else {
      blocks.add(
          Text.paragraph(
              "What the activation sites received and handed back, mean over the finished runs."
                  + " Forward variances are relative to the first site, those of the gradient to"
                  + " the last, where each comes in; a ratio of 1 (logarithm 0) at every depth is"
                  + " the normalization that the paper aims at. The depth of a site counts the weight"
                  + " layers in front of it."));
    }
    for (Study.Cell cell : measured) {
      blocks.add(Text.heading(cell.label()));
      depth(cell, blocks);
      maps(cell, blocks);
    }
    blocks.add(Text.heading("Normalization property against convergence"));
    blocks.addAll(property());
    return new Section("variance", "Variance by depth", blocks);
  }

  private static boolean measured(Study.Cell cell) {
    return cell.comparisons().stream().anyMatch(VarianceSection::measured);
  }

  private static boolean measured(Comparison comparison) {
    return comparison.finishedRuns().stream()
        .anyMatch(run -> !run.signals().orElse(List.of()).isEmpty());
  }

  private static void depth(Study.Cell cell, List<Block> blocks) {
    List<Comparison> shown = cell.comparisons().stream().filter(VarianceSection::measured).toList();
    List<Figure.Key> keys =
        List.of(
            new Figure.Key("vanilla, first step", "square", VANILLA, true, true),
            new Figure.Key("vanilla, last step", "up", VANILLA, true, true),
            new Figure.Key("normalized, first step", "circle", NORMALIZED, false, true),
            new Figure.Key("normalized, last step", "diamond", NORMALIZED, false, true));
    blocks.add(
        Figure.of(
            "Variance of what each site receives, relative to the first site, at the first recorded"
                + " step and at the last.",
            SOURCE,
            keys,
            shown.stream().map(one -> DepthCharts.variance(one, false)).toList()));
    blocks.add(
        Figure.of(
            "Variance of the gradient that each site hands back, relative to the last site, at the"
                + " first recorded step and at the last.",
            SOURCE,
            keys,
            shown.stream().map(one -> DepthCharts.variance(one, true)).toList()));
    blocks.add(
        Figure.of(
            "Gain of the gradient\u2019s variance through each site at the first recorded step:"
                + " measured, Var(dL/dy) / Var(dL/dout), and predicted, the applied factor squared"
                + " times E[f\u2032(y)\u00b2].",
            SOURCE,
            List.of(
                new Figure.Key("vanilla, predicted", "", VANILLA, true, true),
                new Figure.Key("vanilla, measured", "square", VANILLA, false, false),
                new Figure.Key("normalized, predicted", "", NORMALIZED, false, true),
                new Figure.Key("normalized, measured", "circle", NORMALIZED, false, false)),
            shown.stream().map(DepthCharts::gains).toList()));
  }

  private static void maps(Study.Cell cell, List<Block> blocks) {
    List<String> ranges = HeatMap.ranges();
    List<Figure.Key> keys = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      keys.add(new Figure.Key(ranges.get(i), "square", "var(--h" + i + ")", false, false));
    }
    for (boolean backward : List.of(false, true)) {
      List<ChartImage> charts = new ArrayList<>();
      for (Comparison comparison : cell.comparisons()) {
        HeatMap.of(comparison, false, backward).ifPresent(charts::add);
        HeatMap.of(comparison, true, backward).ifPresent(charts::add);
      }
      blocks.add(
          Figure.of(
              (backward
                      ? "Gradient variance relative to the last site"
                      : "Forward variance relative to the first site")
                  + " through training: sites from bottom to top, steps from left to right, each"
                  + " vanilla map beside its normalized one. Colours say the ratio:",
              SOURCE,
              keys,
              distinct(charts)));
    }
  }

  /** A vanilla arm stands in the comparisons of several variants. */
  private static List<ChartImage> distinct(List<ChartImage> charts) {
    List<String> titles = new ArrayList<>();
    return charts.stream()
        .filter(
            chart -> {
              boolean first = !titles.contains(chart.title());
              titles.add(chart.title());
              return first;
            })
        .toList();
  }

  private List<Block> property() {
    List<ChartImage> charts = new ArrayList<>();
    List<List<Cell>> correlations = new ArrayList<>();
    for (Study.Cell cell : study.cells()) {
      PropertyRelation relation = study.relation(cell);
      if (!relation.points().isEmpty()) {
        charts.add(PropertyCharts.of(study, relation));
        for (PropertyRelation.Scope scope : PropertyRelation.Scope.values()) {
          correlations.add(row(cell, scope, study.correlation(relation, scope)));
        }
      }
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Text.paragraph(
            "The property of a run is the mean over sites and recorded steps of |ln(\u03bb\u00b2"
                + "\u03c1)| forward and |ln(\u03bb\u00b2\u03c1\u2032)| backward; where a normalized"
                + " run has no signals.csv, it is taken from the running values after each epoch."
                + " Zero means that variances pass unchanged. Vanilla runs have \u03bb = 1; the"
                + " gain of their initial weights is no part of it."));
    if (charts.isEmpty()) {
      blocks.add(Text.paragraph("No finished run has a normalized layer or signals."));
      return blocks;
    }
    blocks.add(
        Figure.of(
            "Backward property against the area under the training-loss curve, one point for each"
                + " finished run; colour is the activation, squares are vanilla, circles"
                + " normalized. Further down converges faster.",
            List.of("property.csv"),
            List.of(
                new Figure.Key("vanilla", "square", "currentColor", false, false),
                new Figure.Key("normalized", "circle", "currentColor", false, false)),
            charts));
    blocks.add(
        new DataTable(
            "correlations",
            "Spearman\u2019s rank correlation of the backward property with the area under the"
                + " loss curve, with its bootstrap 95 % interval; above zero supports the claim",
            List.of("correlations.csv"),
            false,
            List.of(
                Column.words("Data and model"),
                Column.words("Runs"),
                Column.numbers("rank correlation"),
                Column.numbers("n")),
            correlations));
    blocks.add(properties());
    return blocks;
  }

  private static List<Cell> row(
      Study.Cell cell, PropertyRelation.Scope scope, RankCorrelation correlation) {
    Cell rho =
        correlation.rho().isPresent()
            ? Cell.estimate(
                new Estimate(correlation.rho().getAsDouble(), correlation.interval()), 2)
            : Cell.number(OptionalDouble.empty(), 2);
    return List.of(Cell.of(cell.label()), Cell.of(scope.words()), rho, Cell.count(correlation.n()));
  }

  private DataTable properties() {
    List<Measure> measures =
        List.of(
            NormalizationProperty.FORWARD, NormalizationProperty.BACKWARD, GradientSpread.MEASURE);
    List<Column> columns =
        new ArrayList<>(List.of(Column.words("Data and model"), Column.words("Activation")));
    for (Measure measure : measures) {
      columns.add(new Column(measure.words() + " (nats)", "vanilla", true));
      columns.add(new Column(measure.words() + " (nats)", "normalized", true));
      columns.add(new Column(measure.words() + " (nats)", "difference", true));
    }
    columns.add(Column.numbers("n"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Comparison comparison : study.comparisons().all()) {
      List<Cell> row =
          new ArrayList<>(
              List.of(
                  Cell.of(comparison.setting().label() + ", " + comparison.model()),
                  Cell.of(comparison.label())));
      for (Measure measure : measures) {
        row.add(Cell.summary(study.summary(comparison.vanilla(), measure), 3));
        row.add(Cell.summary(study.summary(comparison.normalized(), measure), 3));
        row.add(Cell.difference(study.difference(comparison, measure), 3));
      }
      row.add(
          Cell.count(study.summary(comparison.normalized(), NormalizationProperty.BACKWARD).n()));
      rows.add(row);
    }
    return new DataTable(
        "properties",
        "Normalization property and spread of the gradient\u2019s variance; n counts normalized"
            + " runs",
        List.of("property-differences.csv"),
        false,
        columns,
        rows);
  }
}
