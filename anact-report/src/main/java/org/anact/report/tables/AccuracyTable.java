package org.anact.report.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Finding;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.Setting;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.DataTable;
import org.anact.report.document.TableModel;

/** Test accuracies of each comparison, in percent; their differences are in points. */
public final class AccuracyTable {
  private static final String NOT_IN_SWEEP = "not in the sweep";

  private AccuracyTable() {}

  /** The columns of the last epoch's accuracy; a new one is an entry here. */
  private static List<Column<Comparison>> columns(Study study) {
    Measure rule = Figures.ACCURACY;
    return List.of(
        vanilla(study, rule).shownAs((cell, one) -> withState(cell, one.vanilla())),
        normalized(study, rule).shownAs((cell, one) -> withState(cell, one.normalized())),
        difference(study, rule).shownAs((cell, one) -> found(cell, study.finding(one))),
        Column.numbers("p", one -> Cell.number(study.difference(one, rule).pValue(), 3)),
        Column.numbers("n", one -> Cell.count(study.difference(one, rule).summary().n())));
  }

  static TableModel<Comparison> of(Study study) {
    List<Column<Comparison>> all = new ArrayList<>(ComparisonTables.KEYS);
    all.addAll(columns(study));
    for (Measure rule : Figures.accuracies()) {
      if (!rule.id().equals(Figures.ACCURACY.id())) {
        all.addAll(rule(study, rule));
      }
    }
    all.add(
        Column.text(
            "significance",
            one ->
                study
                    .difference(one, Figures.ACCURACY)
                    .significance()
                    .name()
                    .toLowerCase(Locale.ROOT)));
    all.add(Column.text("vanilla_unfinished", one -> one.vanilla().unfinishedWords()));
    all.add(Column.text("normalized_unfinished", one -> one.normalized().unfinishedWords()));
    return new TableModel<>(all, study.comparisons().all());
  }

  /** Activations by models, by the last epoch. */
  public static DataTable paper(Study study, Setting setting, String id) {
    List<Column<String>> all = new ArrayList<>();
    all.add(Column.words("Activation", Cell::of));
    for (String model : study.comparisons().models(setting)) {
      List<Comparison> comparisons = study.comparisons().in(setting, model);
      Arm none = Arm.none();
      Comparison absent = new Comparison(setting, model, "", none, none, false);
      for (Column<Comparison> column : columns(study)) {
        all.add(
            column
                .<String>on(
                    label ->
                        comparisons.stream()
                            .filter(one -> one.label().equals(label))
                            .findFirst()
                            .orElse(absent))
                .under(model));
      }
    }
    List<String> labels =
        study.comparisons().in(setting).stream().map(Comparison::label).distinct().toList();
    return new TableModel<>(all, labels)
        .show(
            id,
            "Test accuracy on " + setting.label() + ", last epoch",
            ReportTable.ACCURACY.file());
  }

  /** The three rules of choosing an epoch side by side. */
  public static DataTable rules(Study study, Setting setting, String id) {
    List<Column<Comparison>> all = new ArrayList<>(NAMES);
    Figures.accuracies().forEach(rule -> all.addAll(rule(study, rule)));
    all.add(
        Column.numbers(
            "n", one -> Cell.count(study.difference(one, Figures.ACCURACY).summary().n())));
    return new TableModel<>(all, study.comparisons().in(setting))
        .show(
            id,
            "Test accuracy on "
                + setting.label()
                + " by three rules of choosing an epoch; the best epoch is picked on the test set"
                + " and flatters every arm",
            ReportTable.ACCURACY.file());
  }

  /** The tables for the console, one for each setting. */
  public static List<DataTable> console(Study study) {
    return study.comparisons().settings().stream()
        .map(
            setting ->
                new TableModel<>(
                        Column.join(NAMES, columns(study), decisions(study)),
                        study.comparisons().in(setting))
                    .show(setting.label(), setting.label(), ReportTable.ACCURACY.file()))
        .toList();
  }

  /** Only where they are what counts; a cell of the console has no room for further lines. */
  private static List<Column<Comparison>> decisions(Study study) {
    return study.comparisons().all().stream().noneMatch(one -> study.finding(one).sequential())
        ? List.of()
        : List.of(
            Column.words(
                "decision", one -> Cell.of(study.finding(one).decision().verdict().words())));
  }

  static final List<Column<Comparison>> NAMES =
      List.of(
          Column.words("Model", one -> Cell.of(one.model())),
          Column.words("Activation", one -> Cell.of(one.label())));

  private static List<Column<Comparison>> rule(Study study, Measure rule) {
    return List.of(
        vanilla(study, rule).under(rule.words()),
        normalized(study, rule).under(rule.words()),
        difference(study, rule).under(rule.words()));
  }

  private static Column<Comparison> vanilla(Study study, Measure rule) {
    return ComparisonTables.arm(
        study, "vanilla (%)", rule.id() + "_vanilla", rule, Comparison::vanilla);
  }

  private static Column<Comparison> normalized(Study study, Measure rule) {
    return ComparisonTables.arm(
        study, "normalized (%)", rule.id() + "_normalized", rule, Comparison::normalized);
  }

  /** Where seeds are added until a decision, that alone makes a difference strong. */
  private static Column<Comparison> difference(Study study, Measure rule) {
    return ComparisonTables.difference(
            study, "difference (points)", rule.id() + "_difference", rule)
        .shownAs(
            (cell, one) -> study.finding(one).sequential() ? cell.styled(Cell.Style.PLAIN) : cell);
  }

  private static Cell found(Cell cell, Finding finding) {
    return (finding.winner() == 0 ? cell : cell.styled(Cell.Style.STRONG)).with(finding.words());
  }

  private static Cell withState(Cell cell, Arm arm) {
    String open = arm.label().isEmpty() ? NOT_IN_SWEEP : arm.unfinishedWords();
    return open.isEmpty() ? cell : cell.with(open);
  }
}
