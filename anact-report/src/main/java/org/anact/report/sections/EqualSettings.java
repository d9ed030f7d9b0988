package org.anact.report.sections;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.anact.report.comparison.Setting;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.DataTable;
import org.anact.report.document.Numbers;
import org.anact.report.document.TableModel;
import org.anact.report.document.Text;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.tables.ReportTable;
import org.anact.report.tables.TuningTables;
import org.anact.report.tuning.TunedComparison;
import org.anact.report.tuning.TunedComparison.EqualSetting;

/**
 * Vanilla and normalized at equal settings, from trials, beside the tuned comparison: what part of
 * the difference is left once each arm has its own best setting.
 */
final class EqualSettings {
  /** Points below which a difference is too small for a share of it to mean anything. */
  private static final double NOTHING = 0.05;

  private EqualSettings() {}

  /** The tables for one setting of a study; nothing without trials. */
  static List<Block> blocks(Study study, Setting setting) {
    TableModel<EqualSetting> table =
        TuningTables.equal(study).where(row -> row.comparison().trials().setting().equals(setting));
    if (table.rows().isEmpty()) {
      return List.of();
    }
    return List.of(
        Text.paragraph(
            "The table above compares arms of which each has its own best recipe. Beside it, the"
                + " trials of both arms at equal values of what was tuned, and what is left of"
                + " their difference after tuning. Trials are evaluated on the validation share,"
                + " not on the test set, and a diverged one counts as chance."),
        left(study, setting),
        table.show(
            "equal-settings-" + SectionIds.of(setting),
            "Both arms at equal values on "
                + setting.label()
                + ": accuracy on the validation share after the last epoch, and the area under the"
                + " training-loss curve of the trials that finished",
            ReportTable.EQUAL_SETTINGS.file()));
  }

  private static DataTable left(Study study, Setting setting) {
    List<TunedComparison> cells =
        TunedComparison.all(study).stream()
            .filter(cell -> cell.trials().setting().equals(setting))
            .filter(cell -> !cell.equalSettings().isEmpty())
            .toList();
    List<TunedComparison> usual =
        cells.stream()
            .filter(cell -> cell.finals().map(study.usual()::contains).orElse(false))
            .toList();
    // On a phone cells have no head, so each says what it is.
    return new TableModel<>(
            List.of(
                Column.<TunedComparison>words("Model", cell -> Cell.of(cell.trials().model())),
                Column.<TunedComparison>words("Activation", cell -> Cell.of(cell.trials().label())),
                Column.<TunedComparison>words("At equal values", cell -> Cell.of(equal(cell))),
                Column.<TunedComparison>words("Each at its own", cell -> Cell.of(own(cell))),
                Column.<TunedComparison>words("Left after tuning", cell -> Cell.of(left(cell))),
                Column.<TunedComparison>words("Tuned", cell -> Cell.of(tested(study, cell)))),
            usual.isEmpty() ? cells : usual)
        .showSentences(
            "left-after-tuning-" + SectionIds.of(setting),
            "What is left of the difference at equal values after tuning: normalized minus vanilla,"
                + " in points",
            ReportTable.EQUAL_SETTINGS.file());
  }

  /** At the grid's own values, else at all that both arms have. */
  private static List<EqualSetting> shown(TunedComparison cell) {
    return cell.ownSetting().map(List::of).orElseGet(cell::equalSettings);
  }

  private static String equal(TunedComparison cell) {
    return shown(cell).stream()
        .map(
            one ->
                points(one.difference())
                    + " with both at "
                    + TuningTables.words(one.values())
                    + (cell.ownSetting().isPresent() ? ", the grid\u2019s own" : "")
                    + (one.diverged() == 0
                        ? ""
                        : ", " + Numbers.count(one.diverged(), "trial", "trials") + " diverged"))
        .collect(Collectors.joining("; "));
  }

  private static String own(TunedComparison cell) {
    return cell.tuned().summary().n() == 0
        ? "an arm has no score yet"
        : points(cell.tuned())
            + " with vanilla at "
            + TuningTables.words(cell.vanilla().choice().orElseThrow().values())
            + ", normalized at "
            + TuningTables.words(cell.normalized().choice().orElseThrow().values());
  }

  private static String left(TunedComparison cell) {
    PairedDifference tuned = cell.tuned();
    return tuned.summary().n() == 0
        ? Numbers.NOTHING
        : shown(cell).stream()
            .map(one -> left(mean(one.difference()), mean(tuned)))
            .collect(Collectors.joining("; "));
  }

  private static String tested(Study study, TunedComparison cell) {
    return cell.finals()
        .map(study::finding)
        .filter(finding -> finding.difference().summary().n() > 0)
        .map(
            finding ->
                Numbers.signed(finding.difference().summary().mean(), 2)
                    + finding
                        .difference()
                        .interval()
                        .map(ends -> " " + Numbers.interval(ends, 2))
                        .orElse("")
                    + " on the test set, "
                    + Numbers.count(finding.difference().summary().n(), "pair", "pairs")
                    + ": "
                    + finding.words())
        .orElse("no pair of final runs yet");
  }

  /**
   * What is left of a difference.
   *
   * @param equal at equal settings, points
   * @param tuned with each arm at its own, points
   */
  static String left(double equal, double tuned) {
    if (Math.abs(equal) < NOTHING) {
      return "there is no difference at equal values";
    }
    if (Math.abs(tuned) < NOTHING) {
      return "nothing of it is left";
    }
    double part = tuned / equal;
    if (part < 0) {
      return "nothing of it is left: the other arm is ahead";
    }
    return Math.round(100 * part) + " % of it is left";
  }

  private static String points(PairedDifference difference) {
    return Numbers.signed(OptionalDouble.of(mean(difference)), 2)
        + " on the validation share ("
        + Numbers.count(difference.summary().n(), "seed", "seeds")
        + ")";
  }

  private static double mean(PairedDifference difference) {
    return difference.summary().mean().orElse(Double.NaN);
  }
}
