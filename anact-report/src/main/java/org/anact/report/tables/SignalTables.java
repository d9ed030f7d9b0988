package org.anact.report.tables;

import java.util.LinkedHashSet;
import java.util.Set;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.SignalField;
import org.anact.report.comparison.Site;
import org.anact.report.comparison.Study;
import org.anact.report.results.SignalRow;
import tech.tablesaw.api.Table;

/** What the activation sites measured, as the charts by depth draw it. */
final class SignalTables {
  private SignalTables() {}

  /** Decimal logarithms, means over the finished runs of an arm. */
  static Table signals(Study study) {
    Rows rows = new Rows("signals");
    Set<String> seen = new LinkedHashSet<>();
    for (Comparison comparison : study.comparisons().all()) {
      for (boolean normalized : new boolean[] {false, true}) {
        Arm arm = normalized ? comparison.normalized() : comparison.vanilla();
        String name = comparison.setting().label() + "|" + comparison.model() + "|" + arm.label();
        // A vanilla arm stands in the comparisons of several variants.
        if (seen.add(name)) {
          add(rows, comparison, arm);
        }
      }
    }
    return rows.toTable();
  }

  private static void add(Rows rows, Comparison comparison, Arm arm) {
    SignalField forward = SignalField.of(arm, SignalField.FORWARD);
    SignalField gradient = SignalField.of(arm, SignalField.GRADIENT);
    SignalField measured = SignalField.of(arm, SignalRow::gradientGain);
    SignalField predicted = SignalField.of(arm, SignalRow::predictedGain);
    for (Site site : forward.sites()) {
      for (int step : forward.values().get(site).keySet()) {
        rows.text("dataset", comparison.setting().dataset())
            .text("variant", comparison.setting().variant())
            .text("model", comparison.model())
            .text("activation", arm.label())
            .count("runs", arm.finished().size())
            .count("step", step)
            .text("layer", site.layer())
            .count("depth", site.depth())
            .text("branch", site.branch())
            .number("log10_var_input", forward.at(site, step))
            .number("log10_var_grad_input", gradient.at(site, step))
            .number("log10_gain_measured", measured.at(site, step))
            .number("log10_gain_predicted", predicted.at(site, step));
      }
    }
  }
}
