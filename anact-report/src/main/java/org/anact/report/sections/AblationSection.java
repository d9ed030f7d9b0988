package org.anact.report.sections;

import java.util.List;
import java.util.Optional;
import org.anact.report.comparison.Ablation;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Convergence;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Section;
import org.anact.report.document.Text;

/** Variants of the layer and of the recipe beside each other. */
final class AblationSection {
  private AblationSection() {}

  /** The section, absent if no activation of a model has more than one variant. */
  static Optional<Section> of(Study study) {
    List<Ablation> rows = Ablation.all(study);
    if (rows.isEmpty()) {
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
                new DataTable(
                    "ablation",
                    "Variants: test accuracy of the last epoch and area under the training-loss"
                        + " curve",
                    List.of("ablation.csv"),
                    false,
                    List.of(
                        Column.words("Data and model"),
                        Column.words("Activation"),
                        Column.words("Variant"),
                        new Column("test accuracy", "normalized (%)", true),
                        new Column("test accuracy", "to vanilla (points)", true),
                        new Column("test accuracy", "to the usual (points)", true),
                        new Column("area under the loss curve", "normalized (nats)", true),
                        new Column("area under the loss curve", "to the usual (nats)", true),
                        Column.numbers("n")),
                    rows.stream().map(row -> cells(study, row)).toList()))));
  }

  private static List<Cell> cells(Study study, Ablation row) {
    Comparison one = row.toVanilla();
    Cell none = Cell.of("\u2013");
    return List.of(
        Cell.of(one.setting().dataset() + ", " + one.model()),
        Cell.of(one.base()),
        Cell.of(row.variant()),
        Cell.summary(study.summary(one.normalized(), Figures.ACCURACY), 2),
        Cell.difference(study.difference(one, Figures.ACCURACY), 2),
        row.toUsual()
            .map(usual -> Cell.difference(study.difference(usual, Figures.ACCURACY), 2))
            .orElse(none),
        Cell.summary(study.summary(one.normalized(), Convergence.AREA), 3),
        row.toUsual()
            .map(usual -> Cell.difference(study.difference(usual, Convergence.AREA), 3))
            .orElse(none),
        Cell.count(study.difference(one, Figures.ACCURACY).summary().n()));
  }
}
