package org.anact.report.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.anact.report.comparison.Finding;
import org.anact.report.comparison.Setting;
import org.anact.report.comparison.Study;
import org.anact.report.document.Block;
import org.anact.report.document.Text;
import org.anact.report.tables.DecisionTable;
import org.anact.report.tables.ReportTable;
import org.anact.results.decision.DecisionRule;

/** Whether each comparison is decided, by the rule of its grid. */
final class DecisionSection {
  private DecisionSection() {}

  static List<Block> blocks(Study study) {
    if (study.comparisons().all().isEmpty()) {
      return List.of();
    }
    List<Finding> findings = study.comparisons().all().stream().map(study::finding).toList();
    List<Block> blocks = new ArrayList<>();
    blocks.add(Text.heading("decisions", "Decisions"));
    blocks.add(
        Text.paragraph(
            "A rule that may be asked after every pair of seeds without raising its error ("
                + findings.stream()
                    .map(one -> words(one.rule()))
                    .distinct()
                    .collect(Collectors.joining(" | "))
                + "). Above or below: the centre of the differences is shown to lie on that side of"
                + " zero. Equivalent: it is shown to lie within the margin. Undecided: the largest"
                + " number of pairs has shown none of these, so the difference may be small or the"
                + " noise large, and no arm is to be preferred by these runs. Open: none of these so"
                + " far, and more pairs are allowed. Pairs count in the order of the plan, a"
                + " diverged run as chance; those after a decision, or after a run that has not"
                + " ended, do not count. The confidence sequence holds after all pairs at once."
                + " The cost is that of the verdict from nothing: wall clock times threads of both"
                + " arms\u2019 trials and of their runs up to the decision."));
    blocks.add(
        Text.paragraph(
            "Of many cells without a difference some are called one by chance. The last column says"
                + " which differences remain if at most a share of alpha of those called so in the"
                + " table may be false (e-BH)."
                + (findings.stream().allMatch(Finding::sequential)
                    ? " With seeds added until a decision, the test of a fixed number of pairs is"
                        + " only shown for comparison."
                    : "")));
    for (Setting setting : study.comparisons().settings()) {
      blocks.add(
          DecisionTable.of(study)
              .where(row -> row.comparison().setting().equals(setting))
              .show(
                  "decisions-" + SectionIds.of(setting),
                  "Decisions on "
                      + setting.label()
                      + ": test accuracy of the last epoch, normalized minus vanilla, beside the"
                      + " test of a fixed number of pairs",
                  ReportTable.DECISIONS.file()));
    }
    return blocks;
  }

  private static String words(DecisionRule rule) {
    return String.format(
        Locale.ROOT,
        "%d to %d pairs, alpha %s, %s",
        rule.minSeeds(),
        rule.maxSeeds(),
        rule.alpha(),
        rule.margin() > 0 ? "margin " + rule.margin() + " points" : "no margin");
  }
}
