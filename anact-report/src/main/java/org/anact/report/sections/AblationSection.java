package org.anact.report.sections;

import java.util.List;
import java.util.Optional;
import org.anact.report.comparison.Ablation;
import org.anact.report.comparison.Study;
import org.anact.report.document.Section;
import org.anact.report.document.TableModel;
import org.anact.report.document.Text;
import org.anact.report.tables.ComparisonTables;
import org.anact.report.tables.ReportTable;

/** Variants of the layer and of the recipe beside each other. */
final class AblationSection {
  private AblationSection() {}

  /** The section, absent if no activation of a model has more than one variant. */
  static Optional<Section> of(Study study) {
    TableModel<Ablation> table = ComparisonTables.ablation(study);
    if (table.rows().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            "ablation",
            "Ablations",
            List.of(
                Text.paragraph(
                    "Each variant against the vanilla runs of its recipe and against the usual"
                        + " variant, that of the suite\u2019s defaults; both differences are"
                        + " paired by seed, with their BCa 95 % interval. The areas lie under the"
                        + " training-loss curve; lower is faster. Claims and aggregates are about"
                        + " the usual variant."),
                table.show(
                    "ablation",
                    "Variants: test accuracy of the last epoch and area under the training-loss"
                        + " curve",
                    ReportTable.ABLATION.file()))));
  }
}
