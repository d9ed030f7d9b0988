package org.anact.report.tables;

import java.util.List;
import java.util.stream.Stream;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.DepthVariance;
import org.anact.report.comparison.EpochScale;
import org.anact.report.comparison.Side;
import org.anact.report.comparison.SignalField;
import org.anact.report.comparison.Site;
import org.anact.report.comparison.Study;
import org.anact.report.comparison.WeightGradients;
import org.anact.report.comparison.WeightGradients.Moment;
import org.anact.results.SignalRow;
import org.anact.results.WeightRow;
import tech.tablesaw.api.Table;

/** What was measured by depth, as the charts and tables of the page show it. */
final class SignalTables {
  private SignalTables() {}

  /** Activation sites: decimal logarithms, means over the finished runs of an arm. */
  static Table signals(Study study) {
    Rows rows = new Rows("signals");
    sides(study)
        .forEach(
            side -> {
              SignalField forward = DepthVariance.FORWARD.of(side.arm());
              SignalField gradient = DepthVariance.GRADIENT.of(side.arm());
              SignalField measured = SignalField.of(side.arm(), SignalRow::gradientGain);
              SignalField predicted = SignalField.of(side.arm(), SignalRow::predictedGain);
              for (Site site : forward.sites()) {
                for (int step : forward.values().get(site).keySet()) {
                  place(rows, side, site, step)
                      .number("log10_var_input", forward.at(site, step))
                      .number("log10_var_grad_input", gradient.at(site, step))
                      .number("log10_gain_measured", measured.at(site, step))
                      .number("log10_gain_predicted", predicted.at(site, step));
                }
              }
            });
    return rows.toTable();
  }

  /** Weight layers, likewise. */
  static Table weights(Study study) {
    Rows rows = new Rows("weights");
    sides(study)
        .forEach(
            side -> {
              SignalField weight = SignalField.ofWeights(side.arm(), WeightRow::varWeight);
              SignalField gradient = DepthVariance.WEIGHT_GRADIENT.of(side.arm());
              for (Site layer : weight.sites()) {
                for (int step : weight.values().get(layer).keySet()) {
                  place(rows, side, layer, step)
                      .number("log10_var_weight", weight.at(layer, step))
                      .number("log10_var_weight_gradient", gradient.at(layer, step));
                }
              }
            });
    return rows.toTable();
  }

  /** Gradients of weight layers, vanilla against normalized. */
  static Table weightGradients(Study study) {
    Rows rows = new Rows("weight-gradients");
    for (Comparison comparison : study.comparisons().all()) {
      for (Site layer : WeightGradients.layers(comparison)) {
        rows.comparison(comparison)
            .text("layer", layer.layer())
            .count("depth", layer.depth())
            .text("branch", layer.branch());
        for (Moment moment : Moment.values()) {
          rows.both(
              study, comparison, WeightGradients.measure(layer, moment), "log10_" + moment.word());
        }
      }
    }
    return rows.toTable();
  }

  private static Stream<Side> sides(Study study) {
    return study.cells().stream().map(Study.Cell::sides).flatMap(List::stream);
  }

  /** {@code epoch} counts the epochs that are done before the step. */
  private static Rows place(Rows rows, Side side, Site site, int step) {
    return rows.text("dataset", side.comparison().setting().dataset())
        .text("variant", side.comparison().setting().variant())
        .text("model", side.comparison().model())
        .text("activation", side.arm().label())
        .count("runs", side.arm().finished().size())
        .count("step", step)
        .number("epoch", EpochScale.of(side.arm()).before(step))
        .text("layer", site.layer())
        .count("depth", site.depth())
        .text("branch", site.branch());
  }
}
