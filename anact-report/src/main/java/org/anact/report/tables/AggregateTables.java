package org.anact.report.tables;

import java.util.ArrayList;
import java.util.List;
import org.anact.report.comparison.Aggregate;
import org.anact.report.comparison.PropertyRelation;
import org.anact.report.comparison.Study;
import org.anact.report.statistics.PerformanceProfile;
import org.anact.report.statistics.RankCorrelation;
import tech.tablesaw.api.Table;

/** Figures over many runs, and published ones. */
final class AggregateTables {
  private AggregateTables() {}

  static Table aggregate(Study study) {
    return Rows.of(
        "aggregate",
        study.aggregates(),
        (rows, one) ->
            rows.text("dataset", one.dataset())
                .text("rule", one.rule().id())
                .count("tasks", one.scores().cells().size())
                .count("seeds", one.scores().seeds().size())
                .count("tasks_left_out", one.left().size())
                .count("seeds_left_out", one.scores().seedsLeftOut().size())
                .estimate("iqm_vanilla_percent", one.estimates().vanilla())
                .estimate("iqm_normalized_percent", one.estimates().normalized())
                .estimate("iqm_difference_points", one.estimates().difference())
                .estimate("probability_of_improvement", one.estimates().improvement()));
  }

  static Table profile(Study study) {
    Rows rows = new Rows("profile");
    for (Aggregate one : study.aggregates()) {
      if (!one.profiles().isEmpty()) {
        List<PerformanceProfile.Point> vanilla = one.profiles().get(0).points();
        List<PerformanceProfile.Point> normalized = one.profiles().get(1).points();
        for (int i = 0; i < vanilla.size(); i++) {
          rows.text("dataset", one.dataset())
              .text("rule", one.rule().id())
              .number("tau_percent", vanilla.get(i).tau())
              .estimate("share_vanilla", vanilla.get(i).share())
              .estimate("share_normalized", normalized.get(i).share());
        }
      }
    }
    return rows.toTable();
  }

  private record Correlated(
      Study.Cell cell, PropertyRelation.Scope scope, RankCorrelation correlation) {}

  static Table correlations(Study study) {
    List<Correlated> all = new ArrayList<>();
    for (Study.Cell cell : study.cells()) {
      PropertyRelation relation = study.relation(cell);
      for (PropertyRelation.Scope scope : PropertyRelation.Scope.values()) {
        if (!relation.points().isEmpty()) {
          all.add(new Correlated(cell, scope, study.correlation(relation, scope)));
        }
      }
    }
    return Rows.of(
        "correlations",
        all,
        (rows, one) ->
            rows.text("dataset", one.cell.setting().dataset())
                .text("variant", one.cell.setting().variant())
                .text("model", one.cell.model())
                .text("runs", one.scope.words())
                .text("property", "backward")
                .text("convergence", "area")
                .count("n", one.correlation.n())
                .count("seeds", one.correlation.clusters())
                .number("spearman", one.correlation.rho())
                .interval("spearman", one.correlation.interval()));
  }

  static Table anchors(Study study) {
    return Rows.of(
        "anchors",
        study.results().anchors(),
        (rows, anchor) ->
            rows.text("dataset", anchor.dataset())
                .text("model", anchor.model())
                .text("activation", anchor.activation())
                .number("top1_percent", anchor.top1())
                .text("recipe", anchor.recipe())
                .text("source", anchor.source()));
  }
}
