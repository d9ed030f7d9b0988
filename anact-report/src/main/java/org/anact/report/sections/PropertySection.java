package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.anact.report.charts.PropertyCharts;
import org.anact.report.comparison.PropertyRelation;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Figure;
import org.anact.report.document.Text;
import org.anact.report.plot.ChartImage;
import org.anact.report.tables.AggregateTables;
import org.anact.report.tables.ComparisonTables;
import org.anact.report.tables.ReportTable;

/** The normalization property of the runs against their convergence. */
final class PropertySection {
  private final Study study;

  PropertySection(Study study) {
    this.study = study;
  }

  List<Block> blocks() {
    List<ChartImage> charts = new ArrayList<>();
    for (Study.RunGroup cell : study.cells()) {
      PropertyRelation relation = study.relation(cell);
      if (!relation.points().isEmpty()) {
        charts.add(PropertyCharts.of(study, relation));
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
                + " gain of their initial weights is not part of it."));
    if (charts.isEmpty()) {
      blocks.add(Text.paragraph("No finished run has a normalized layer or signals."));
      return blocks;
    }
    blocks.add(
        Figure.of(
            "Backward property against the area under the training-loss curve, one point for each"
                + " finished run; open marks are vanilla, filled ones normalized. Further down"
                + " converges faster.",
            List.of(ReportTable.PROPERTY.file()),
            ArmKeys.activations(study),
            charts));
    blocks.add(
        AggregateTables.correlations(study)
            .show(
                "correlations",
                "Spearman\u2019s rank correlation of the backward property with the area under the"
                    + " loss curve, with a bootstrap 95 % interval that draws seeds; above zero"
                    + " supports the claim, from six seeds on",
                ReportTable.CORRELATIONS.file()));
    blocks.add(
        ComparisonTables.properties(study)
            .show(
                "properties",
                "Normalization property and spread of the gradient\u2019s variance; n counts"
                    + " normalized runs",
                ReportTable.PROPERTY_DIFFERENCES.file()));
    return blocks;
  }
}
