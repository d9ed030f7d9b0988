package org.anact.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.anact.report.charts.DifferenceCharts;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Comparisons;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Setting;
import org.anact.report.page.PageModel.AccuracyBlock;
import org.anact.report.page.PageModel.AccuracyCell;
import org.anact.report.page.PageModel.AccuracyRow;
import org.anact.report.page.PageModel.AnchorRow;
import org.anact.report.page.PageModel.ArmCell;
import org.anact.report.page.PageModel.DifferenceCell;
import org.anact.report.results.Anchor;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.Verdict;

/** The accuracy tables of the page. */
final class AccuracySection {
  private static final int DECIMALS = 2;

  private AccuracySection() {}

  static List<AccuracyBlock> of(Comparisons comparisons, List<Anchor> anchors) {
    List<AccuracyBlock> blocks = new ArrayList<>();
    for (Setting setting : comparisons.settings()) {
      List<String> models = comparisons.models(setting);
      List<AccuracyRow> rows =
          comparisons.in(setting).stream()
              .map(Comparison::label)
              .distinct()
              .map(label -> row(comparisons, setting, models, label))
              .toList();
      blocks.add(
          new AccuracyBlock(
              setting.label(),
              models,
              rows,
              DifferenceCharts.of(comparisons, setting),
              anchors.stream()
                  .filter(anchor -> anchor.dataset().equals(setting.dataset()))
                  .filter(anchor -> models.contains(anchor.model()))
                  .map(AccuracySection::anchor)
                  .toList()));
    }
    return blocks;
  }

  private static AnchorRow anchor(Anchor anchor) {
    return new AnchorRow(
        anchor.model(),
        anchor.activation(),
        Numbers.fixed(OptionalDouble.of(anchor.top1()), DECIMALS),
        anchor.recipe(),
        anchor.source());
  }

  private static AccuracyRow row(
      Comparisons comparisons, Setting setting, List<String> models, String label) {
    List<AccuracyCell> cells = new ArrayList<>();
    for (String model : models) {
      Optional<Comparison> comparison =
          comparisons.in(setting, model).stream()
              .filter(candidate -> candidate.label().equals(label))
              .findFirst();
      cells.add(comparison.map(AccuracySection::cell).orElseGet(AccuracySection::empty));
    }
    return new AccuracyRow(label, cells);
  }

  private static AccuracyCell cell(Comparison comparison) {
    PairedDifference difference = comparison.difference(Figures::accuracyPercent);
    return new AccuracyCell(
        arm(comparison.vanilla()),
        arm(comparison.normalized()),
        new DifferenceCell(
            Numbers.signed(difference.summary().mean(), DECIMALS),
            difference
                .interval()
                .map(interval -> Numbers.interval(interval, DECIMALS))
                .orElse(Numbers.NOTHING),
            String.valueOf(difference.summary().n()),
            difference.verdict().words(),
            difference.verdict().hasWinner()));
  }

  private static AccuracyCell empty() {
    ArmCell nothing = new ArmCell(Numbers.NOTHING, "not in the sweep");
    return new AccuracyCell(
        nothing,
        nothing,
        new DifferenceCell(Numbers.NOTHING, Numbers.NOTHING, "0", Verdict.NO_PAIRS.words(), false));
  }

  private static ArmCell arm(Arm arm) {
    String unfinished = arm.label().isEmpty() ? "not in the sweep" : arm.unfinishedWords();
    return new ArmCell(
        Numbers.summary(arm.summary(Figures::accuracyPercent), DECIMALS), unfinished);
  }
}
