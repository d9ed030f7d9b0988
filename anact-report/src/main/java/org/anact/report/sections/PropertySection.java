package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.anact.report.charts.PropertyCharts;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.GradientSpread;
import org.anact.report.comparison.NormalizationProperty;
import org.anact.report.comparison.PropertyRelation;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Figure;
import org.anact.report.document.Text;
import org.anact.report.plot.ChartImage;
import org.anact.report.statistics.Estimate;
import org.anact.report.statistics.RankCorrelation;

/** The normalization property of the runs against their convergence. */
final class PropertySection {
  private final Study study;

  PropertySection(Study study) {
    this.study = study;
  }

  List<Block> blocks() {
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
    blocks.add(Text.heading("Normalization property against convergence"));
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
                + " finished run; open marks are vanilla, filled ones normalized. Further down"
                + " converges faster.",
            List.of("property.csv"),
            ArmKeys.activations(study),
            charts));
    blocks.add(
        new DataTable(
            "correlations",
            "Spearman\u2019s rank correlation of the backward property with the area under the"
                + " loss curve, with a bootstrap 95 % interval that draws seeds; above zero"
                + " supports the claim, from six seeds on",
            List.of("correlations.csv"),
            false,
            List.of(
                Column.words("Data and model"),
                Column.words("Runs"),
                Column.numbers("rank correlation"),
                Column.numbers("n"),
                Column.numbers("seeds")),
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
    return List.of(
        Cell.of(cell.label()),
        Cell.of(scope.words()),
        rho,
        Cell.count(correlation.n()),
        Cell.count(correlation.clusters()));
  }

  private DataTable properties() {
    MeasureColumns measures =
        MeasureColumns.of(
            List.of(
                NormalizationProperty.FORWARD,
                NormalizationProperty.BACKWARD,
                GradientSpread.MEASURE));
    List<Column> columns = new ArrayList<>(RowHead.columns());
    columns.addAll(measures.heads());
    columns.add(Column.numbers("n"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Comparison comparison : study.comparisons().all()) {
      List<Cell> row = new ArrayList<>(RowHead.of(comparison));
      row.addAll(measures.cells(study, comparison));
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
