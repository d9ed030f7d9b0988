package org.anact.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.anact.report.statistics.Estimate;
import org.anact.report.statistics.Interval;
import org.anact.report.statistics.PairedDifference;
import org.anact.report.statistics.Summary;

/**
 * A column of a table, declared once: page, Markdown, LaTeX, console and CSV file follow from it.
 *
 * @param <T> what a row is about
 * @param group heading over neighbouring columns, or empty
 * @param head heading
 * @param number whether its cells are numbers
 * @param cell what is shown of a row; absent if the column is in the CSV file alone
 * @param fields what the CSV file has of a row, in full precision; none if the column is shown
 *     alone
 */
public record Column<T>(
    String group,
    String head,
    boolean number,
    Optional<Function<T, Cell>> cell,
    List<Field<T>> fields) {
  private static final double NONE = Double.NaN;

  /** What the values of a field are. */
  public enum Type {
    /** {@link String}. */
    TEXT,
    /** {@link Long}. */
    COUNT,
    /** {@link Double}, {@code NaN} where there is none. */
    NUMBER
  }

  /**
   * A column of the CSV file.
   *
   * @param <T> what a row is about
   * @param name in the first line of the file
   * @param type of its values
   * @param value of a row
   */
  public record Field<T>(String name, Type type, Function<T, Object> value) {}

  /** Copies the list. */
  public Column {
    fields = List.copyOf(fields);
  }

  /** Text that is shown and has no field. */
  public static <T> Column<T> words(String head, Function<T, Cell> cell) {
    return new Column<>("", head, false, Optional.of(cell), List.of());
  }

  /** Numbers that are shown and have no field. */
  public static <T> Column<T> numbers(String head, Function<T, Cell> cell) {
    return new Column<>("", head, true, Optional.of(cell), List.of());
  }

  /** Text that is shown and in the file. */
  public static <T> Column<T> text(String head, String name, Function<T, String> value) {
    return Column.<T>words(head, row -> Cell.of(value.apply(row))).saved(text(name, value));
  }

  /** A whole number that is shown and in the file. */
  public static <T> Column<T> count(String head, String name, ToLongFunction<T> value) {
    return Column.<T>numbers(head, row -> Cell.count(value.applyAsLong(row)))
        .saved(count(name, value));
  }

  /** Text in the file alone. */
  public static <T> Column<T> text(String name, Function<T, String> value) {
    return field(name, Type.TEXT, value::apply);
  }

  /** A whole number in the file alone. */
  public static <T> Column<T> count(String name, ToLongFunction<T> value) {
    return field(name, Type.COUNT, value::applyAsLong);
  }

  /** A number in the file alone, {@code NaN} where there is none. */
  public static <T> Column<T> number(String name, ToDoubleFunction<T> value) {
    return field(name, Type.NUMBER, value::applyAsDouble);
  }

  private static <T> Column<T> field(String name, Type type, Function<T, Object> value) {
    return new Column<>(
        "", name, type != Type.TEXT, Optional.empty(), List.of(new Field<>(name, type, value)));
  }

  /** Mean and standard deviation; the file has {@code prefix_n}, {@code _mean} and {@code _sd}. */
  public static <T> Column<T> summary(
      String head, String prefix, ToIntFunction<T> decimals, Function<T, Summary> value) {
    return Column.<T>numbers(head, row -> Cell.summary(value.apply(row), decimals.applyAsInt(row)))
        .saved(count(prefix + "_n", row -> value.apply(row).n()))
        .saved(number(prefix + "_mean", row -> orNone(value.apply(row).mean())))
        .saved(number(prefix + "_sd", row -> orNone(value.apply(row).deviation())));
  }

  /**
   * A paired difference; the file has {@code prefix_pairs}, {@code _mean}, {@code _sd}, the
   * interval as {@code _low} and {@code _high}, and {@code _p}.
   */
  public static <T> Column<T> difference(
      String head, String prefix, ToIntFunction<T> decimals, Function<T, PairedDifference> value) {
    return Column.<T>numbers(
            head, row -> Cell.difference(value.apply(row), decimals.applyAsInt(row)))
        .saved(count(prefix + "_pairs", row -> value.apply(row).summary().n()))
        .saved(number(prefix + "_mean", row -> orNone(value.apply(row).summary().mean())))
        .saved(number(prefix + "_sd", row -> orNone(value.apply(row).summary().deviation())))
        .interval(prefix, row -> value.apply(row).interval())
        .saved(number(prefix + "_p", row -> orNone(value.apply(row).pValue())));
  }

  /** A figure and its interval; the file has the name, {@code name_low} and {@code name_high}. */
  public static <T> Column<T> estimate(
      String head, String name, int decimals, Function<T, Estimate> value) {
    return Column.<T>numbers(head, row -> Cell.estimate(value.apply(row), decimals))
        .saved(number(name, row -> value.apply(row).value()))
        .interval(name, row -> value.apply(row).interval());
  }

  /** With the ends of an interval in the file. */
  public Column<T> interval(String prefix, Function<T, Optional<Interval>> value) {
    return saved(number(prefix + "_low", row -> value.apply(row).map(Interval::low).orElse(NONE)))
        .saved(number(prefix + "_high", row -> value.apply(row).map(Interval::high).orElse(NONE)));
  }

  /** With the fields of another column after its own. */
  public Column<T> saved(Column<T> other) {
    List<Field<T>> all = new ArrayList<>(fields);
    all.addAll(other.fields);
    return new Column<>(group, head, number, cell, all);
  }

  /** Under a heading that it shares with its neighbours. */
  public Column<T> under(String heading) {
    return new Column<>(heading, head, number, cell, fields);
  }

  /** With its cells changed, which the file does not see. */
  public Column<T> shownAs(BiFunction<Cell, T, Cell> change) {
    return new Column<>(
        group, head, number, cell.map(shown -> row -> change.apply(shown.apply(row), row)), fields);
  }

  /** In the file alone. */
  public Column<T> hidden() {
    return new Column<>(group, head, number, Optional.empty(), fields);
  }

  /** The same of rows that have what this column is about as a part. */
  public <S> Column<S> on(Function<S, T> part) {
    return new Column<>(
        group,
        head,
        number,
        cell.map(part::andThen),
        fields.stream()
            .map(field -> new Field<S>(field.name, field.type, part.andThen(field.value)))
            .toList());
  }

  /** Columns of a part of each row. */
  public static <S, T> List<Column<S>> on(Function<S, T> part, List<Column<T>> columns) {
    return columns.stream().map(column -> column.on(part)).toList();
  }

  /** Lists of columns in a row. */
  @SafeVarargs
  public static <T> List<Column<T>> join(List<Column<T>>... lists) {
    List<Column<T>> all = new ArrayList<>();
    for (List<Column<T>> list : lists) {
      all.addAll(list);
    }
    return all;
  }

  private static double orNone(OptionalDouble value) {
    return value.orElse(NONE);
  }
}
