package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import org.anact.report.charts.DifferenceCharts;
import org.anact.report.comparison.Setting;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Figure;
import org.anact.report.document.Section;
import org.anact.report.document.TableModel;
import org.anact.report.document.Text;
import org.anact.report.tables.AccuracyTable;
import org.anact.report.tables.AggregateTables;
import org.anact.report.tables.ReportTable;
import org.anact.results.Anchor;

/** The accuracy tables, as in the paper and by each rule of choosing an epoch. */
final class AccuracySection {
  private static final String STRONG_BY_TEST =
      "A difference is set strong only if its interval excludes zero and p is at most 0.05, which"
          + " takes at least six pairs; with fewer the cell says underpowered.";

  private static final String STRONG_BY_DECISION =
      "Seeds were added pair by pair, so neither p nor the interval holds its level: a difference is"
          + " set strong only if the rule for adding them decided that it is above or below zero"
          + " (Decisions).";

  private final Study study;

  AccuracySection(Study study) {
    this.study = study;
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Text.paragraph(
            "Test accuracy in percent: mean \u00b1 standard deviation over the seeds that finished."
                + (study.isTuned()
                    ? " Each arm has the recipe that its own trials chose (section Tuning)."
                    : "")
                + " The difference is normalized minus vanilla in percentage points, paired by"
                + " seed, with its 95 % interval in brackets (BCa bootstrap, 10,000 resamples), the"
                + " p-value of the two-sided sign-flip test and the number n of pairs. "
                + (sequential() ? STRONG_BY_DECISION : STRONG_BY_TEST)));
    for (Setting setting : study.comparisons().settings()) {
      blocks.add(Text.heading(setting.label()));
      blocks.add(AccuracyTable.paper(study, setting, "accuracy-" + SectionIds.of(setting)));
      blocks.addAll(EqualSettings.blocks(study, setting));
      List<String> models = study.comparisons().models(setting);
      var charts = DifferenceCharts.of(study, setting);
      if (!charts.isEmpty()) {
        blocks.add(
            Figure.of(
                "Mean paired difference (point) with its 95 % interval (line); right of zero the"
                    + " normalized form is ahead."
                    + (sequential()
                        ? " The thin line is the confidence sequence of Decisions, which holds"
                            + " although pairs were added."
                        : "")
                    + (charts.size() > 1 ? " All charts share their axes." : ""),
                List.of(ReportTable.ACCURACY.file()),
                List.of(),
                charts));
      }
      blocks.add(AccuracyTable.rules(study, setting, "accuracy-rules-" + SectionIds.of(setting)));
      TableModel<Anchor> published =
          AggregateTables.anchors(study)
              .where(one -> one.dataset().equals(setting.dataset()))
              .where(one -> models.contains(one.model()));
      if (!published.rows().isEmpty()) {
        blocks.add(
            published.show(
                "anchors-" + SectionIds.of(setting.dataset()),
                "Published results of the same networks on "
                    + setting.dataset()
                    + ", each in its source\u2019s recipe; they are not runs of this sweep",
                ReportTable.ANCHORS.file()));
      }
    }
    blocks.addAll(new AggregateSection(study).blocks());
    blocks.addAll(DecisionSection.blocks(study));
    blocks.add(Text.heading("Each comparison in words"));
    blocks.add(new FindingsSection(study).table());
    return new Section("accuracy", "Accuracy", blocks);
  }

  private boolean sequential() {
    return study.comparisons().all().stream().anyMatch(one -> study.finding(one).sequential());
  }
}
