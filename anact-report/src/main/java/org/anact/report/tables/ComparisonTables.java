package org.anact.report.tables;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.anact.report.comparison.Ablation;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Convergence;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.GradientSpread;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.NormalizationProperty;
import org.anact.report.comparison.Study;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.Summary;
import tech.tablesaw.api.Table;

/** One row for each comparison. Accuracies are in percent, their differences in points. */
final class ComparisonTables {
  private ComparisonTables() {}

  static Table accuracy(Study study) {
    return Rows.of(
        "accuracy",
        study.comparisons().all(),
        (rows, one) -> {
          rows.comparison(one);
          Figures.accuracies().forEach(rule -> rows.both(study, one, rule, rule.id()));
          PairedDifference difference = study.difference(one, Figures.ACCURACY);
          rows.text("verdict", difference.verdict().name().toLowerCase(Locale.ROOT))
              .text("vanilla_unfinished", one.vanilla().unfinishedWords())
              .text("normalized_unfinished", one.normalized().unfinishedWords());
        });
  }

  static Table convergence(Study study) {
    Rows rows = new Rows("convergence");
    for (Study.Cell cell : study.cells()) {
      if (cell.convergence().isPresent()) {
        Convergence convergence = cell.convergence().get();
        for (Comparison one : cell.comparisons()) {
          rows.comparison(one).number("threshold_nats", convergence.threshold());
          convergence.measures().forEach(measure -> rows.both(study, one, measure, measure.id()));
        }
      }
    }
    return rows.toTable();
  }

  static Table properties(Study study) {
    List<Measure> measures =
        List.of(
            NormalizationProperty.FORWARD, NormalizationProperty.BACKWARD, GradientSpread.MEASURE);
    return Rows.of(
        "property-differences",
        study.comparisons().all(),
        (rows, one) -> {
          rows.comparison(one);
          measures.forEach(measure -> rows.both(study, one, measure, measure.id()));
        });
  }

  static Table cost(Study study) {
    return Rows.of(
        "cost",
        study.comparisons().all(),
        (rows, one) -> {
          rows.comparison(one);
          for (Measure measure :
              List.of(Figures.SPEED, Figures.TRAIN_SECONDS, Figures.MEMORY, Figures.ACCURACY)) {
            rows.both(study, one, measure, measure.id());
          }
          rows.difference("overhead_percent", study.difference(one, Figures.OVERHEAD));
        });
  }

  static Table ablation(Study study) {
    return Rows.of(
        "ablation",
        Ablation.all(study),
        (rows, one) -> {
          Comparison comparison = one.toVanilla();
          rows.comparison(comparison)
              .text("options", one.variant())
              .summary(
                  "accuracy_last_normalized",
                  study.summary(comparison.normalized(), Figures.ACCURACY))
              .difference(
                  "accuracy_last_to_vanilla", study.difference(comparison, Figures.ACCURACY))
              .difference("accuracy_last_to_usual", toUsual(study, one, Figures.ACCURACY))
              .summary("area_normalized", study.summary(comparison.normalized(), Convergence.AREA))
              .difference("area_to_usual", toUsual(study, one, Convergence.AREA));
        });
  }

  private static PairedDifference toUsual(Study study, Ablation one, Measure measure) {
    return one.toUsual()
        .map(usual -> study.difference(usual, measure))
        .orElseGet(
            () -> new PairedDifference(Summary.of(), Optional.empty(), OptionalDouble.empty()));
  }
}
