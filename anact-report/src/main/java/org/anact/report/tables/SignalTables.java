package org.anact.report.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.DepthVariance;
import org.anact.report.comparison.EpochScale;
import org.anact.report.comparison.Side;
import org.anact.report.comparison.SignalField;
import org.anact.report.comparison.Site;
import org.anact.report.comparison.Study;
import org.anact.report.comparison.WeightGradients;
import org.anact.report.comparison.WeightGradients.Moment;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.TableModel;
import org.anact.results.SignalRow;
import org.anact.results.WeightRow;

/** What was measured by depth: decimal logarithms, means over the finished runs of an arm. */
public final class SignalTables {
  private static final List<Column<Site>> SITE =
      List.of(
          Column.text("layer", Site::layer),
          Column.count("depth", Site::depth),
          Column.text("branch", Site::branch));

  private SignalTables() {}

  /** A recorded step of a site. */
  private record Measured(
      Side side, EpochScale scale, Site site, int step, Map<String, SignalField> fields) {}

  static TableModel<?> signals(Study study) {
    Map<String, Function<Arm, SignalField>> fields = new LinkedHashMap<>();
    fields.put("log10_var_input", DepthVariance.FORWARD::of);
    fields.put("log10_var_grad_input", DepthVariance.GRADIENT::of);
    fields.put("log10_gain_measured", arm -> SignalField.of(arm, SignalRow::gradientGain));
    fields.put("log10_gain_predicted", arm -> SignalField.of(arm, SignalRow::predictedGain));
    return measured(study, fields);
  }

  static TableModel<?> weights(Study study) {
    Map<String, Function<Arm, SignalField>> fields = new LinkedHashMap<>();
    fields.put("log10_var_weight", arm -> SignalField.ofWeights(arm, WeightRow::varWeight));
    fields.put("log10_var_weight_gradient", DepthVariance.WEIGHT_GRADIENT::of);
    return measured(study, fields);
  }

  /** Rows are the sites and steps of the first field. */
  private static TableModel<?> measured(
      Study study, Map<String, Function<Arm, SignalField>> fields) {
    List<Measured> rows = new ArrayList<>();
    for (Study.RunGroup cell : study.cells()) {
      for (Side side : cell.sides()) {
        Map<String, SignalField> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> values.put(name, field.apply(side.arm())));
        EpochScale scale = EpochScale.of(side.arm());
        SignalField first = values.values().iterator().next();
        for (Site site : first.sites()) {
          for (int step : first.values().get(site).keySet()) {
            rows.add(new Measured(side, scale, site, step, values));
          }
        }
      }
    }
    List<Column<Measured>> columns =
        Column.join(
            Column.on(row -> row.side.comparison(), ComparisonTables.CELL),
            List.of(
                Column.text("activation", row -> row.side.arm().label()),
                Column.count("runs", row -> row.side.arm().finished().size()),
                Column.count("step", Measured::step),
                // Epochs that are done before the step.
                Column.number("epoch", row -> row.scale.before(row.step))));
    columns.addAll(Column.on(Measured::site, SITE));
    for (String name : fields.keySet()) {
      columns.add(
          Column.number(
              name, row -> row.fields.get(name).at(row.site, row.step).orElse(Double.NaN)));
    }
    return new TableModel<>(columns, rows);
  }

  /** A weight layer of a comparison. */
  public record WeightLayer(Comparison comparison, Site site) {}

  /** Gradients of weight layers, vanilla against normalized. */
  public static TableModel<WeightLayer> weightGradients(Study study) {
    List<WeightLayer> rows = new ArrayList<>();
    for (Comparison comparison : study.comparisons().all()) {
      WeightGradients.layers(comparison)
          .forEach(site -> rows.add(new WeightLayer(comparison, site)));
    }
    List<Column<WeightLayer>> columns =
        new ArrayList<>(Column.on(WeightLayer::comparison, ComparisonTables.KEYS));
    columns.add(
        Column.<WeightLayer>words("Layer", row -> Cell.of(row.site.label()))
            .saved(Column.text("layer", row -> row.site.layer())));
    columns.add(Column.words("Activation", row -> Cell.of(row.comparison.label())));
    columns.add(Column.count("depth", "depth", row -> row.site.depth()));
    columns.add(Column.text("branch", row -> row.site.branch()));
    for (Moment moment : Moment.values()) {
      columns.addAll(
          ComparisonTables.both(
              study,
              WeightGradients.measure(new Site(0, "", ""), moment),
              "log10_" + moment.word(),
              WeightLayer::comparison,
              row -> WeightGradients.measure(row.site, moment)));
    }
    columns.add(
        Column.numbers(
            "n",
            row ->
                Cell.count(
                    study
                        .difference(row.comparison, WeightGradients.measure(row.site, Moment.LAST))
                        .summary()
                        .n())));
    return new TableModel<>(columns, rows);
  }
}
