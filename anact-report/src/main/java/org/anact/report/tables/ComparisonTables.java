package org.anact.report.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.anact.report.comparison.Ablation;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Convergence;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.GradientSpread;
import org.anact.report.comparison.Measure;
import org.anact.report.comparison.NormalizationProperty;
import org.anact.report.comparison.Setting;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.Numbers;
import org.anact.report.document.TableModel;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.Summary;

/** Tables with a row for each comparison. */
public final class ComparisonTables {
  /** Where it was measured, in a CSV file. */
  public static final List<Column<Comparison>> CELL =
      List.of(
          Column.text("dataset", one -> one.setting().dataset()),
          Column.text("variant", one -> one.setting().variant()),
          Column.text("model", Comparison::model));

  /** What tells the rows of a CSV file apart. */
  static final List<Column<Comparison>> KEYS =
      Column.join(
          CELL,
          List.of(
              Column.text("base_activation", Comparison::base),
              Column.text("vanilla", one -> one.vanilla().label()),
              Column.text("normalized", one -> one.normalized().label())));

  /** The same as it is shown. */
  private static final List<Column<Comparison>> PLACE =
      List.of(
          Column.words("Data and model", one -> Cell.of(one.setting().label()).with(one.model())),
          Column.words("Activation", one -> Cell.of(one.label())));

  private static final PairedDifference NO_DIFFERENCE =
      new PairedDifference(Summary.of(), Optional.empty(), OptionalDouble.empty());

  private ComparisonTables() {}

  /** A comparison of a group of runs that share their threshold. */
  public record Converged(Study.RunGroup cell, Convergence convergence, Comparison comparison) {}

  /** A figure of one arm. */
  static Column<Comparison> arm(
      Study study, String head, String prefix, Measure measure, Function<Comparison, Arm> arm) {
    return Column.summary(
        head, prefix, one -> measure.decimals(), one -> study.summary(arm.apply(one), measure));
  }

  /** The paired difference of a figure. */
  static Column<Comparison> difference(Study study, String head, String prefix, Measure measure) {
    return Column.difference(
        head, prefix, one -> measure.decimals(), one -> study.difference(one, measure));
  }

  /**
   * A figure of both arms and its paired difference, under one heading.
   *
   * @param shown figure whose words, unit and decimals are shown
   * @param comparison of a row
   * @param measure of a row
   */
  static <T> List<Column<T>> both(
      Study study,
      Measure shown,
      String prefix,
      Function<T, Comparison> comparison,
      Function<T, Measure> measure) {
    String group = shown.words() + " (" + shown.unit() + ")";
    ToIntFunction<T> decimals = row -> shown.decimals();
    return List.of(
        Column.<T>summary(
                "vanilla",
                prefix + "_vanilla",
                decimals,
                row -> study.summary(comparison.apply(row).vanilla(), measure.apply(row)))
            .under(group),
        Column.<T>summary(
                "normalized",
                prefix + "_normalized",
                decimals,
                row -> study.summary(comparison.apply(row).normalized(), measure.apply(row)))
            .under(group),
        Column.<T>difference(
                "difference",
                prefix + "_difference",
                decimals,
                row -> study.difference(comparison.apply(row), measure.apply(row)))
            .under(group));
  }

  private static List<Column<Comparison>> measure(Study study, Measure measure) {
    return both(study, measure, measure.id(), Function.identity(), one -> measure);
  }

  /** Steps, epochs and area; the columns are those of each group's own threshold. */
  public static TableModel<Converged> convergence(Study study) {
    List<Converged> rows = new ArrayList<>();
    for (Study.RunGroup cell : study.cells()) {
      cell.convergence()
          .ifPresent(
              threshold ->
                  cell.comparisons().forEach(one -> rows.add(new Converged(cell, threshold, one))));
    }
    List<Column<Converged>> columns = new ArrayList<>(Column.on(Converged::comparison, KEYS));
    columns.add(Column.words("Activation", row -> Cell.of(row.comparison.label())));
    columns.add(Column.number("threshold_nats", row -> row.convergence.threshold()));
    List<Measure> shown = new Convergence(new Setting("", ""), "", Double.NaN).measures();
    for (int i = 0; i < shown.size(); i++) {
      int index = i;
      columns.addAll(
          both(
              study,
              shown.get(i),
              shown.get(i).id(),
              Converged::comparison,
              row -> row.convergence.measures().get(index)));
    }
    columns.add(
        Column.numbers(
            "n",
            row -> Cell.count(study.difference(row.comparison, Convergence.AREA).summary().n())));
    return new TableModel<>(columns, rows);
  }

  /** The normalization property and the spread of the gradient's variance. */
  public static TableModel<Comparison> properties(Study study) {
    Column<Comparison> n =
        Column.numbers(
            "n",
            one -> Cell.count(study.summary(one.normalized(), NormalizationProperty.BACKWARD).n()));
    return new TableModel<>(
        Column.join(
            KEYS,
            PLACE,
            measure(study, NormalizationProperty.FORWARD),
            measure(study, NormalizationProperty.BACKWARD),
            measure(study, GradientSpread.MEASURE),
            List.of(n)),
        study.comparisons().all());
  }

  /** Time and memory; the file has the accuracies that they bought. */
  public static TableModel<Comparison> cost(Study study) {
    Column<Comparison> overhead =
        Column.difference(
            "overhead (%)",
            "overhead_percent", one -> 1, one -> study.difference(one, Figures.OVERHEAD));
    Column<Comparison> n =
        Column.numbers(
            "n", one -> Cell.count(study.difference(one, Figures.OVERHEAD).summary().n()));
    return new TableModel<>(
        Column.join(
            KEYS,
            PLACE,
            withoutDifference(measure(study, Figures.SPEED)),
            withoutDifference(measure(study, Figures.TRAIN_SECONDS)),
            measure(study, Figures.MEMORY),
            measure(study, Figures.ACCURACY).stream().map(Column::hidden).toList(),
            List.of(overhead, n)),
        study.comparisons().all());
  }

  /** The overhead says it already. */
  private static List<Column<Comparison>> withoutDifference(List<Column<Comparison>> columns) {
    return List.of(columns.get(0), columns.get(1), columns.get(2).hidden());
  }

  /** Variants beside the usual one. */
  public static TableModel<Ablation> ablation(Study study) {
    String accuracy = "test accuracy";
    String area = "area under the loss curve";
    List<Column<Ablation>> columns = new ArrayList<>(Column.on(Ablation::toVanilla, KEYS));
    columns.add(
        Column.words(
            "Data and model",
            row -> Cell.of(row.toVanilla().setting().dataset() + ", " + row.toVanilla().model())));
    columns.add(Column.words("Activation", row -> Cell.of(row.toVanilla().base())));
    columns.add(Column.text("Variant", "options", Ablation::variant));
    columns.add(
        arm(
                study,
                "normalized (%)",
                "accuracy_last_normalized",
                Figures.ACCURACY,
                Comparison::normalized)
            .under(accuracy)
            .on(Ablation::toVanilla));
    columns.add(
        difference(study, "to vanilla (points)", "accuracy_last_to_vanilla", Figures.ACCURACY)
            .under(accuracy)
            .on(Ablation::toVanilla));
    columns.add(
        toUsual(study, "to the usual (points)", "accuracy_last_to_usual", Figures.ACCURACY)
            .under(accuracy));
    columns.add(
        arm(study, "normalized (nats)", "area_normalized", Convergence.AREA, Comparison::normalized)
            .under(area)
            .on(Ablation::toVanilla));
    columns.add(
        toUsual(study, "to the usual (nats)", "area_to_usual", Convergence.AREA).under(area));
    columns.add(
        Column.numbers(
            "n",
            row -> Cell.count(study.difference(row.toVanilla(), Figures.ACCURACY).summary().n())));
    return new TableModel<>(columns, Ablation.all(study));
  }

  private static Column<Ablation> toUsual(
      Study study, String head, String prefix, Measure measure) {
    return Column.<Ablation>difference(
            head,
            prefix,
            row -> measure.decimals(),
            row ->
                row.toUsual().map(usual -> study.difference(usual, measure)).orElse(NO_DIFFERENCE))
        .shownAs((cell, row) -> row.toUsual().isPresent() ? cell : Cell.of(Numbers.NOTHING));
  }
}
