package org.anact.report.tables;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Finding;
import org.anact.report.comparison.Setting;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.Numbers;
import org.anact.report.document.TableModel;
import org.anact.report.statistics.Interval;
import org.anact.results.decision.ConfidenceSequence;
import org.anact.results.decision.FalseDiscoveries;

/** When each comparison was decided, beside the test of a fixed number of pairs. */
public final class DecisionTable {
  private static final int DIGITS = 3;
  private static final int COST_DIGITS = 2;

  private DecisionTable() {}

  /**
   * A comparison among those of its table.
   *
   * @param comparison the comparison
   * @param finding what its accuracies say
   * @param discovery whether it is called a difference among all cells of its table
   */
  public record Row(Comparison comparison, Finding finding, boolean discovery) {}

  /** All comparisons; those of one setting share their rate of false discoveries. */
  public static TableModel<Row> of(Study study) {
    return new TableModel<>(
        Column.join(
            Column.on(Row::comparison, ComparisonTables.KEYS),
            Column.on(Row::comparison, AccuracyTable.NAMES),
            List.of(
                Column.<Row>difference(
                        "difference (points)",
                        "accuracy_last_difference",
                        row -> Figures.ACCURACY.decimals(),
                        row -> row.finding.difference())
                    .shownAs((cell, row) -> cell.styled(Cell.Style.PLAIN)),
                Column.text(
                    "fixed number of pairs",
                    "significance",
                    row -> row.finding.difference().significance().words()),
                Column.<Row>words("decision", DecisionTable::decision)
                    .saved(
                        Column.text("decision", row -> row.finding.decision().verdict().words())),
                Column.count("pairs used", "decision_pairs", row -> row.finding.decision().pairs()),
                Column.<Row>numbers("e-value", row -> Cell.of(eValue(row.finding)))
                    .saved(Column.number("e_value", row -> row.finding.decision().eValue())),
                Column.<Row>numbers(
                        "confidence sequence", row -> Cell.of(ends(row.finding.confidence())))
                    .saved(Column.number("confidence_low", row -> row.finding.confidence().low()))
                    .saved(
                        Column.number("confidence_high", row -> row.finding.confidence().high())),
                Column.<Row>words(
                        "among all cells (e-BH)",
                        row -> Cell.of(row.discovery ? "a difference" : Numbers.NOTHING))
                    .saved(Column.text("e_bh", row -> String.valueOf(row.discovery))),
                Column.<Row>numbers(
                        "cost (core-hours)",
                        row -> Cell.number(known(row.finding.coreHours()), COST_DIGITS))
                    .saved(Column.number("core_hours", row -> row.finding.coreHours())))),
        study.comparisons().settings().stream()
            .flatMap(setting -> rows(study, setting).stream())
            .toList());
  }

  private static List<Row> rows(Study study, Setting setting) {
    List<Comparison> all = study.comparisons().in(setting);
    List<Finding> findings =
        all.stream().map(study::finding).filter(one -> one.decision().pairs() > 0).toList();
    double threshold =
        FalseDiscoveries.threshold(
            findings.stream().mapToDouble(one -> one.decision().eValue()).toArray(),
            findings.stream().mapToDouble(one -> one.rule().alpha()).min().orElse(1));
    return all.stream()
        .map(
            one ->
                new Row(
                    one,
                    study.finding(one),
                    study.finding(one).decision().pairs() > 0
                        && study.finding(one).decision().eValue() >= threshold))
        .toList();
  }

  private static Cell decision(Row row) {
    return Cell.of(
        row.finding.decision().verdict().words(),
        switch (row.finding.decision().verdict()) {
          case ABOVE, BELOW -> Cell.Style.STRONG;
          case EQUIVALENT, UNDECIDED -> Cell.Style.PLAIN;
          case OPEN -> Cell.Style.OPEN;
        });
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Large ones differ in nothing that matters. */
  private static String eValue(Finding finding) {
    double value = finding.decision().eValue();
    return value >= 1e4
        ? "above 10,000"
        : String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%." + DIGITS + "g", value);
  }

  private static String ends(ConfidenceSequence sequence) {
    if (Double.isInfinite(sequence.low()) && Double.isInfinite(sequence.high())) {
      return "excludes nothing";
    }
    if (Double.isInfinite(sequence.low()) || Double.isInfinite(sequence.high())) {
      return Double.isInfinite(sequence.low())
          ? "below " + signed(sequence.high())
          : "above " + signed(sequence.low());
    }
    return sequence.low() <= sequence.high()
        ? Numbers.interval(new Interval(sequence.low(), sequence.high()), 2)
        : "empty";
  }

  private static String signed(double value) {
    return Numbers.signed(OptionalDouble.of(value), 2);
  }
}
