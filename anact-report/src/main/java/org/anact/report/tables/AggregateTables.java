package org.anact.report.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.anact.report.comparison.Aggregate;
import org.anact.report.comparison.PropertyRelation;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.TableModel;
import org.anact.report.statistics.Estimate;
import org.anact.report.statistics.PerformanceProfile;
import org.anact.report.statistics.RankCorrelation;
import org.anact.results.Anchor;

/** Figures over many runs, and published ones. */
public final class AggregateTables {
  private static final String MEAN = "interquartile mean";

  private AggregateTables() {}

  /** Figures over all usual comparisons of a data set. */
  public static TableModel<Aggregate> aggregate(Study study) {
    return new TableModel<>(
        List.of(
            Column.text("Data", "dataset", Aggregate::dataset),
            Column.<Aggregate>words("Rule", one -> Cell.of(one.rule().words()))
                .saved(Column.text("rule", one -> one.rule().id())),
            Column.count("tasks", "tasks", one -> one.scores().cells().size()),
            Column.count("seeds", "seeds", one -> one.scores().seeds().size()),
            Column.<Aggregate>words("left out", one -> Cell.of(left(one)))
                .saved(Column.count("tasks_left_out", one -> one.left().size()))
                .saved(Column.count("seeds_left_out", one -> one.scores().seedsLeftOut().size())),
            Column.<Aggregate>estimate(
                    "vanilla (%)", "iqm_vanilla_percent", 2, one -> one.estimates().vanilla())
                .under(MEAN),
            Column.<Aggregate>estimate(
                    "normalized (%)",
                    "iqm_normalized_percent", 2, one -> one.estimates().normalized())
                .under(MEAN),
            Column.<Aggregate>estimate(
                    "difference (points)",
                    "iqm_difference_points",
                    2,
                    one -> one.estimates().difference())
                .under(MEAN),
            Column.estimate(
                "probability of improvement",
                "probability_of_improvement",
                3,
                one -> one.estimates().improvement())),
        study.aggregates());
  }

  private static String left(Aggregate aggregate) {
    List<String> left = new ArrayList<>();
    if (!aggregate.scores().seedsLeftOut().isEmpty()) {
      left.add(
          "seeds that not all tasks have: "
              + aggregate.scores().seedsLeftOut().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", ")));
    }
    if (!aggregate.left().isEmpty()) {
      left.add(
          "tasks without these seeds: "
              + aggregate.left().stream()
                  .map(one -> one.model() + " " + one.label())
                  .collect(Collectors.joining(", ")));
    }
    return left.isEmpty() ? "nothing" : String.join("; ", left);
  }

  private record ProfilePoint(Aggregate aggregate, int index) {
    PerformanceProfile.Point of(int arm) {
      return aggregate.profiles().get(arm).points().get(index);
    }
  }

  static TableModel<?> profile(Study study) {
    List<ProfilePoint> points = new ArrayList<>();
    for (Aggregate one : study.aggregates()) {
      int size = one.profiles().isEmpty() ? 0 : one.profiles().get(0).points().size();
      for (int i = 0; i < size; i++) {
        points.add(new ProfilePoint(one, i));
      }
    }
    return new TableModel<>(
        List.of(
            Column.text("dataset", point -> point.aggregate.dataset()),
            Column.text("rule", point -> point.aggregate.rule().id()),
            Column.number("tau_percent", point -> point.of(0).tau()),
            Column.estimate("vanilla", "share_vanilla", 3, point -> point.of(0).share()),
            Column.estimate("normalized", "share_normalized", 3, point -> point.of(1).share())),
        points);
  }

  /** The rank correlation of some runs of a group. */
  public record Correlated(
      Study.RunGroup cell, PropertyRelation.Scope scope, RankCorrelation correlation) {
    private Optional<Estimate> rho() {
      OptionalDouble rho = correlation.rho();
      return rho.isEmpty()
          ? Optional.empty()
          : Optional.of(new Estimate(rho.getAsDouble(), correlation.interval()));
    }
  }

  /** Property against convergence. */
  public static TableModel<Correlated> correlations(Study study) {
    List<Study.RunGroup> cells =
        study.cells().stream().filter(cell -> !study.relation(cell).points().isEmpty()).toList();
    List<Correlated> rows =
        cells.parallelStream()
            .flatMap(
                cell ->
                    List.of(PropertyRelation.Scope.values()).stream()
                        .map(
                            scope ->
                                new Correlated(
                                    cell, scope, study.correlation(study.relation(cell), scope))))
            .toList();
    return new TableModel<>(
        List.of(
            Column.<Correlated>words("Data and model", row -> Cell.of(row.cell.label()))
                .saved(Column.text("dataset", row -> row.cell.setting().dataset()))
                .saved(Column.text("variant", row -> row.cell.setting().variant()))
                .saved(Column.text("model", row -> row.cell.model())),
            Column.text("Runs", "runs", row -> row.scope.words()),
            Column.text("property", row -> "backward"),
            Column.text("convergence", row -> "area"),
            Column.count("n", "n", row -> row.correlation.n()),
            Column.count("seeds", "seeds", row -> row.correlation.clusters()),
            Column.<Correlated>numbers(
                    "rank correlation",
                    row ->
                        row.rho()
                            .map(rho -> Cell.estimate(rho, 2))
                            .orElse(Cell.number(OptionalDouble.empty(), 2)))
                .saved(Column.number("spearman", row -> row.correlation.rho().orElse(Double.NaN)))
                .interval("spearman", row -> row.correlation.interval())),
        rows);
  }

  /** Published results. */
  public static TableModel<Anchor> anchors(Study study) {
    return new TableModel<>(
        List.of(
            Column.text("dataset", Anchor::dataset),
            Column.text("Model", "model", Anchor::model),
            Column.text("Activation", "activation", Anchor::activation),
            Column.<Anchor>numbers(
                    "test accuracy (%)", one -> Cell.number(OptionalDouble.of(one.top1()), 2))
                .saved(Column.number("top1_percent", Anchor::top1)),
            Column.text("Recipe", "recipe", Anchor::recipe),
            Column.text("Source", "source", Anchor::source)),
        study.results().anchors());
  }
}
