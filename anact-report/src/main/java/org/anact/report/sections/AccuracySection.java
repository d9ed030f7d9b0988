package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.anact.report.charts.DifferenceCharts;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.Setting;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Cell;
import org.anact.report.document.DataTable;
import org.anact.report.document.DataTable.Column;
import org.anact.report.document.Figure;
import org.anact.report.document.Numbers;
import org.anact.report.document.Section;
import org.anact.report.document.Text;
import org.anact.report.statistics.PairedDifference;

/** The accuracy tables, as in the paper and by each rule of choosing an epoch. */
final class AccuracySection {
  private static final List<String> SOURCE = List.of("accuracy.csv");
  private static final String NOT_IN_SWEEP = "not in the sweep";

  private final Study study;

  AccuracySection(Study study) {
    this.study = study;
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Text.paragraph(
            "Test accuracy in percent: mean \u00b1 standard deviation over the seeds that finished."
                + " The difference is normalized minus vanilla in percentage points, paired by"
                + " seed, with its 95 % interval in brackets (BCa bootstrap, 10,000 resamples), the"
                + " p-value of the two-sided sign-flip test and the number n of pairs. A difference"
                + " is set strong only if its interval excludes zero and p is at most 0.05, which"
                + " takes at least six pairs; with fewer the cell says underpowered."));
    for (Setting setting : study.comparisons().settings()) {
      blocks.add(Text.heading(setting.label()));
      blocks.add(paper(setting));
      List<String> models = study.comparisons().models(setting);
      var charts = DifferenceCharts.of(study, setting);
      if (!charts.isEmpty()) {
        blocks.add(
            Figure.of(
                "Mean paired difference (point) with its 95 % interval (line); right of zero the"
                    + " normalized form is ahead. All charts share their axes.",
                SOURCE, List.of(), charts));
      }
      blocks.add(rules(setting));
      AnchorTable.of(study, setting.dataset(), models).ifPresent(blocks::add);
    }
    blocks.addAll(new AggregateSection(study).blocks());
    blocks.add(Text.heading("Each comparison in words"));
    blocks.add(new FindingsSection(study).table());
    return new Section("accuracy", "Accuracy", blocks);
  }

  /** Activations by models, by the last epoch. */
  private DataTable paper(Setting setting) {
    List<String> models = study.comparisons().models(setting);
    List<Column> columns = new ArrayList<>(List.of(Column.words("Activation")));
    for (String model : models) {
      columns.add(new Column(model, "vanilla (%)", true));
      columns.add(new Column(model, "normalized (%)", true));
      columns.add(new Column(model, "difference (points)", true));
      columns.add(new Column(model, "p", true));
      columns.add(new Column(model, "n", true));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (String label :
        study.comparisons().in(setting).stream().map(Comparison::label).distinct().toList()) {
      List<Cell> row = new ArrayList<>(List.of(Cell.of(label)));
      for (String model : models) {
        Optional<Comparison> comparison =
            study.comparisons().in(setting, model).stream()
                .filter(candidate -> candidate.label().equals(label))
                .findFirst();
        row.addAll(comparison.map(this::cells).orElseGet(AccuracySection::nothing));
      }
      rows.add(row);
    }
    return new DataTable(
        "accuracy-" + SectionIds.of(setting),
        "Test accuracy on " + setting.label() + ", last epoch",
        SOURCE,
        false,
        columns,
        rows);
  }

  private List<Cell> cells(Comparison comparison) {
    PairedDifference difference = study.difference(comparison, Figures.ACCURACY);
    return List.of(
        arm(comparison.vanilla()),
        arm(comparison.normalized()),
        Cell.difference(difference, Figures.ACCURACY.decimals()).with(difference.verdict().words()),
        Cell.number(difference.pValue(), 3),
        Cell.count(difference.summary().n()));
  }

  private Cell arm(Arm arm) {
    String open = arm.label().isEmpty() ? NOT_IN_SWEEP : arm.unfinishedWords();
    Cell cell = Cell.summary(study.summary(arm, Figures.ACCURACY), Figures.ACCURACY.decimals());
    return open.isEmpty() ? cell : cell.with(open);
  }

  private static List<Cell> nothing() {
    Cell absent = Cell.of(Numbers.NOTHING).with(NOT_IN_SWEEP);
    return List.of(
        absent, absent, Cell.of(Numbers.NOTHING), Cell.of(Numbers.NOTHING), Cell.count(0));
  }

  /** The three rules side by side. */
  private DataTable rules(Setting setting) {
    List<Column> columns =
        new ArrayList<>(List.of(Column.words("Model"), Column.words("Activation")));
    for (Measure rule : Figures.accuracies()) {
      columns.add(new Column(rule.words(), "vanilla (%)", true));
      columns.add(new Column(rule.words(), "normalized (%)", true));
      columns.add(new Column(rule.words(), "difference (points)", true));
    }
    columns.add(Column.numbers("n"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Comparison comparison : study.comparisons().in(setting)) {
      List<Cell> row =
          new ArrayList<>(List.of(Cell.of(comparison.model()), Cell.of(comparison.label())));
      for (Measure rule : Figures.accuracies()) {
        row.add(Cell.summary(study.summary(comparison.vanilla(), rule), rule.decimals()));
        row.add(Cell.summary(study.summary(comparison.normalized(), rule), rule.decimals()));
        row.add(Cell.difference(study.difference(comparison, rule), rule.decimals()));
      }
      row.add(Cell.count(study.difference(comparison, Figures.ACCURACY).summary().n()));
      rows.add(row);
    }
    return new DataTable(
        "accuracy-rules-" + SectionIds.of(setting),
        "Test accuracy on "
            + setting.label()
            + " by three rules of choosing an epoch; the best epoch is picked on the test set and"
            + " flatters every arm",
        SOURCE,
        false,
        columns,
        rows);
  }
}
