package org.anact.report.tables;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.anact.report.comparison.Arm;
import org.anact.report.comparison.Comparison;
import org.anact.report.comparison.Convergence;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.Numbers;
import org.anact.report.document.TableModel;
import org.anact.report.statistics.Summary;
import org.anact.report.tuning.GoodRange;
import org.anact.report.tuning.TunedArm;
import org.anact.report.tuning.TunedComparison;
import org.anact.report.tuning.TunedComparison.EqualSetting;
import org.anact.results.RunEntry;
import org.anact.results.RunState;
import org.anact.results.tuning.ArmTrials;
import org.anact.results.tuning.TrialScore;
import org.anact.results.tuning.TriedSetting;

/** Tables of trials. Their accuracies are of the validation share, never of the test set. */
public final class TuningTables {
  private static final double PERCENT = 100;

  private TuningTables() {}

  /** An arm and one of its tuned fields. */
  public record Chosen(Comparison comparison, TunedArm arm, String field) {
    private Optional<GoodRange> range() {
      return arm.numericFields().contains(field) ? arm.range(field) : Optional.empty();
    }

    private Optional<ArmTrials.Edge> edge() {
      return arm.trials().edge(field);
    }

    private String value() {
      return arm.choice().map(choice -> choice.values().get(field).asText()).orElse("");
    }
  }

  /** What tuning chose for each arm, and in which range it does not matter. */
  public static TableModel<Chosen> tuning(Study study) {
    List<Chosen> rows = new ArrayList<>();
    List<List<Object>> seen = new ArrayList<>();
    for (TunedComparison one : TunedComparison.all(study)) {
      for (TunedArm arm : List.of(one.vanilla(), one.normalized())) {
        // A vanilla arm is compared with several normalized ones.
        List<Object> name =
            List.of(one.trials().setting(), one.trials().model(), arm.runs().label());
        if (!arm.runs().entries().isEmpty() && !seen.contains(name)) {
          seen.add(name);
          fields(arm).forEach(field -> rows.add(new Chosen(one.trials(), arm, field)));
        }
      }
    }
    return new TableModel<>(
        Column.join(
            Column.on(Chosen::comparison, ComparisonTables.CELL),
            List.of(
                Column.words(
                    "Data and model",
                    row -> Cell.of(row.comparison.setting().label()).with(row.comparison.model())),
                Column.text("Arm", "arm", row -> row.arm.runs().label()),
                Column.text("field", Chosen::field),
                Column.<Chosen>words("chosen", TuningTables::chosen)
                    .saved(Column.text("chosen", Chosen::value))
                    .saved(
                        Column.text(
                            "edge",
                            row ->
                                row.edge().map(e -> e.name().toLowerCase(Locale.ROOT)).orElse(""))),
                Column.summary(
                    "validation accuracy (%)",
                    "validation_percent", row -> 2, row -> accuracy(row.arm.choice())),
                Column.<Chosen>numbers(
                        "within one point of the best",
                        row -> Cell.of(row.range().map(GoodRange::words).orElse(Numbers.NOTHING)))
                    .saved(Column.number("range_low", row -> range(row, GoodRange::low)))
                    .saved(Column.number("range_high", row -> range(row, GoodRange::high)))
                    .saved(Column.number("range_factor", row -> range(row, GoodRange::factor)))
                    .saved(
                        Column.text(
                            "range_reaches_end",
                            row -> row.range().map(one -> String.valueOf(one.open())).orElse(""))),
                Column.count("trials", "trials", row -> row.arm.runs().entries().size()),
                Column.count("diverged", "diverged", row -> row.arm.count(RunState.DIVERGED)),
                Column.count("failed", row -> row.arm.count(RunState.FAILED)))),
        rows);
  }

  private static Cell chosen(Chosen row) {
    if (row.value().isEmpty()) {
      return Cell.of("no score", Cell.Style.OPEN);
    }
    Cell cell = Cell.of(row.field + " " + row.value());
    if (row.edge().isPresent()) {
      cell = cell.with("at the edge of the list");
    }
    return row.arm.isAgainstTrials() ? cell.with("not what the trials here favour") : cell;
  }

  private static double range(Chosen row, ToDoubleFunction<GoodRange> figure) {
    return row.range().stream().mapToDouble(figure).findFirst().orElse(Double.NaN);
  }

  private static Set<String> fields(TunedArm arm) {
    LinkedHashSet<String> fields = new LinkedHashSet<>();
    arm.trials().settings().forEach(setting -> fields.addAll(setting.values().keySet()));
    return fields;
  }

  private static Summary accuracy(Optional<TriedSetting> setting) {
    return Summary.of(
        setting.stream()
            .flatMap(one -> one.scores().stream())
            .mapToDouble(score -> PERCENT * score.accuracy())
            .toArray());
  }

  /** Both arms at each setting that they have in common. */
  public static TableModel<EqualSetting> equal(Study study) {
    Function<EqualSetting, Comparison> comparison = row -> row.comparison().trials();
    List<EqualSetting> rows =
        TunedComparison.all(study).stream().flatMap(one -> one.equalSettings().stream()).toList();
    List<Column<EqualSetting>> columns =
        new ArrayList<>(Column.on(comparison, ComparisonTables.KEYS));
    columns.add(
        Column.words(
            "Data and model",
            row ->
                Cell.of(comparison.apply(row).setting().label())
                    .with(comparison.apply(row).model())));
    columns.add(Column.words("Activation", row -> Cell.of(comparison.apply(row).label())));
    columns.add(
        Column.<EqualSetting>words("Both arms at", TuningTables::place)
            .saved(Column.text("setting", row -> words(row.values()))));
    String group = "validation accuracy";
    columns.add(
        Column.<EqualSetting>summary(
                "vanilla (%)",
                "validation_vanilla", row -> 2, row -> accuracy(Optional.of(row.vanilla())))
            .under(group));
    columns.add(
        Column.<EqualSetting>summary(
                "normalized (%)",
                "validation_normalized", row -> 2, row -> accuracy(Optional.of(row.normalized())))
            .under(group));
    columns.add(
        Column.<EqualSetting>difference(
                "difference (points)", "validation_difference", row -> 2, EqualSetting::difference)
            .shownAs((cell, row) -> cell.styled(Cell.Style.PLAIN))
            .under(group));
    columns.add(
        Column.<EqualSetting>difference(
                "area under the loss curve, difference (nats)",
                "area_difference",
                row -> Convergence.AREA.decimals(),
                row -> study.difference(row.runs(), Convergence.AREA))
            .shownAs((cell, row) -> cell.styled(Cell.Style.PLAIN)));
    columns.add(Column.count("diverged", "diverged", EqualSetting::diverged));
    columns.add(Column.numbers("n", row -> Cell.count(row.difference().summary().n())));
    return new TableModel<>(columns, rows);
  }

  private static Cell place(EqualSetting row) {
    Cell cell = Cell.of(words(row.values()));
    return row.comparison().own().map(row.values()::equals).orElse(false)
        ? cell.with("the grid\u2019s own")
        : cell;
  }

  /** A setting in words, such as {@code learningRate 0.1, weightDecay 0}. */
  public static String words(Map<String, JsonNode> values) {
    return values.entrySet().stream()
        .map(value -> value.getKey() + " " + value.getValue().asText())
        .collect(Collectors.joining(", "));
  }

  /** A trial of an arm. */
  private record Trial(Comparison comparison, Arm arm, RunEntry entry) {
    Optional<TrialScore> score() {
      return entry.run().flatMap(TrialScore::of);
    }
  }

  /** Every trial, with the columns of its tuned fields. */
  static TableModel<?> trials(Study study) {
    List<Trial> rows = new ArrayList<>();
    LinkedHashSet<String> ids = new LinkedHashSet<>();
    LinkedHashSet<String> fields = new LinkedHashSet<>();
    for (Comparison comparison : study.trials().all()) {
      for (Arm arm : List.of(comparison.vanilla(), comparison.normalized())) {
        for (RunEntry entry : arm.entries()) {
          if (ids.add(entry.plan().id())) {
            rows.add(new Trial(comparison, arm, entry));
            fields.addAll(entry.plan().tuned().keySet());
          }
        }
      }
    }
    List<Column<Trial>> columns = new ArrayList<>();
    columns.add(Column.text("id", row -> row.entry.plan().id()));
    columns.addAll(Column.on(Trial::comparison, ComparisonTables.CELL));
    columns.add(Column.text("arm", row -> row.arm.label()));
    columns.add(Column.count("seed", row -> row.entry.plan().seed()));
    for (String field : fields) {
      columns.add(
          Column.text(
              "tuned_" + field,
              row ->
                  Optional.ofNullable(row.entry.plan().tuned().get(field))
                      .map(JsonNode::asText)
                      .orElse("")));
    }
    columns.add(Column.text("state", row -> row.entry.state().words()));
    columns.add(
        Column.number(
            "validation_percent",
            row ->
                row.score()
                    .map(score -> OptionalDouble.of(PERCENT * score.accuracy()))
                    .orElse(OptionalDouble.empty())
                    .orElse(Double.NaN)));
    return new TableModel<>(columns, rows);
  }
}
