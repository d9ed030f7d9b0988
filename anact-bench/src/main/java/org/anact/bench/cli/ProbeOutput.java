package org.anact.bench.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.anact.bench.probe.ProbeRow;
import org.anact.bench.probe.ProbeRow.Site;

/** What {@code anact probe} says of its rows: the columns of its file, and its table and legend. */
final class ProbeOutput {

  /** One column: of objects in the file, of words on the console. */
  private record Column<T>(String name, Function<ProbeRow, T> value) {}

  private static final List<Column<Object>> FILE =
      Stream.of(
              column("layer", row -> row.first().layer()),
              column("depth", row -> row.first().position().depth()),
              column("branch", row -> row.first().position().branch()),
              column("var_input", row -> row.geometric(Site::varInput)),
              ratio("var_input_ratio", Site::forward),
              column("rho", row -> row.arithmetic(Site::rho)),
              column("rho_gaussian", row -> row.arithmetic(site -> site.gaussian().rho())),
              column("rho_prime", row -> row.arithmetic(Site::rhoPrime)),
              column(
                  "rho_prime_gaussian", row -> row.arithmetic(site -> site.gaussian().rhoPrime())),
              column("scale", row -> row.arithmetic(Site::scale)),
              column("var_grad_input", row -> row.geometric(Site::varGrad)),
              column("factor", row -> row.geometric(Site::factor)),
              column("factor_predicted", row -> row.geometric(Site::predictedFactor)),
              ratio("factor_ratio", Site::backward),
              ratio("factor_ratio_gaussian", Site::gaussianBackward),
              column("factor_kept", row -> row.geometric(Site::kept)),
              ratio("factor_ratio_weights", Site::weightsPart),
              ratio("factor_ratio_slope", Site::slopePart),
              ratio("factor_ratio_places", Site::placesPart),
              column("places_variation", row -> row.arithmetic(Site::variation)),
              column("from_top_predicted", row -> row.geometric(Site::fromTop)),
              ratio("from_top_ratio", Site::measuredFromTop))
          .flatMap(List::stream)
          .toList();

  private static final List<Column<String>> CONSOLE =
      List.of(
          new Column<>("layer", row -> row.first().layer()),
          new Column<>("depth", row -> Integer.toString(row.first().position().depth())),
          new Column<>("branch", row -> row.first().position().branch().toString()),
          number("Var(y)", "%.3e", row -> row.geometric(Site::varInput)),
          shown("meas/pred", Site::forward),
          number("rho", "%.4f", row -> row.arithmetic(Site::rho)),
          number("rho'", "%.4f", row -> row.arithmetic(Site::rhoPrime)),
          number("rho'(N)", "%.4f", row -> row.arithmetic(site -> site.gaussian().rhoPrime())),
          number("scale", "%.4f", row -> row.arithmetic(Site::scale)),
          number("Var(dL/dy)", "%.3e", row -> row.geometric(Site::varGrad)),
          number("factor", "%.4f", row -> row.geometric(Site::factor)),
          number("kept", "%.3f", row -> row.geometric(Site::kept)),
          number("predicted", "%.4f", row -> row.geometric(Site::predictedFactor)),
          shown("meas/pred", Site::backward),
          shown("meas/pred(N)", Site::gaussianBackward),
          number("weights", "%.3f", row -> row.arithmetic(Site::weightsPart)),
          number("slope", "%.3f", row -> row.arithmetic(Site::slopePart)),
          number("places", "%.3f", row -> row.arithmetic(Site::placesPart)),
          number("variation", "%.3f", row -> row.arithmetic(Site::variation)),
          number("from top", "%.3e", row -> row.geometric(Site::fromTop)),
          shown("meas/pred", Site::measuredFromTop));

  private static List<Column<Object>> column(String name, Function<ProbeRow, Object> value) {
    return List.of(new Column<>(name, value));
  }

  private static List<Column<Object>> ratio(String name, ToDoubleFunction<Site> value) {
    return List.of(
        new Column<>(name, row -> row.ratio(value).mean()),
        new Column<>(name + "_se", row -> row.ratio(value).standardError()));
  }

  private static Column<String> number(
      String name, String format, ToDoubleFunction<ProbeRow> value) {
    return new Column<>(name, row -> ConsoleTable.number(format, value.applyAsDouble(row)));
  }

  private static Column<String> shown(String name, ToDoubleFunction<Site> value) {
    return new Column<>(
        name,
        row -> {
          ProbeRow.Ratio ratio = row.ratio(value);
          String error = ConsoleTable.number(" +/- %.3f", ratio.standardError());
          return ConsoleTable.number("%.3f", ratio.mean()) + (error.equals("-") ? "" : error);
        });
  }

  /** What the words of the table mean. */
  static final List<String> LEGEND =
      List.of(
          "Var(y), Var(dL/dy): of the activation's input, and of the gradient with respect to it.",
          "factor: Var(dL/dy) over that of the next activation; kept: the same without what"
              + " strides,",
          "borders and widths do to it, 1 where the variance is kept; predicted: fan Var(w) scale^2"
              + " rho'.",
          "meas/pred: measured over predicted, mean +/- standard error over the networks; (N) with",
          "the rho' of N(0, Var(y)) in place of the measured one. weights, slope: its two parts,"
              + " from",
          "the next activation to this one's output and from there to its input; the slope's is not"
              + " 1",
          "where slope and gradient go together. places: what of it comes of images, and places in",
          "them, that have more of both; variation: the coefficient of variation of y^2 over them.",
          "from top: all predicted factors multiplied.",
          "Variances and factors are geometric means over the networks.");

  private ProbeOutput() {}

  /** The names of the file's columns. */
  static List<String> columns() {
    return FILE.stream().map(Column::name).toList();
  }

  /** The values of a row of the file, in the order of the columns. */
  static List<Object> cells(ProbeRow row) {
    return FILE.stream().map(column -> column.value().apply(row)).toList();
  }

  /** The table for the console. */
  static ConsoleTable table(List<ProbeRow> rows) {
    ConsoleTable table = new ConsoleTable(CONSOLE.stream().map(Column::name).toList());
    rows.forEach(
        row -> table.add(CONSOLE.stream().map(column -> column.value().apply(row)).toList()));
    return table;
  }

  /** What the layers do to the gradient together; nothing where no two activations are in a row. */
  static Optional<String> gradient(List<ProbeRow> rows) {
    List<ProbeRow> steps =
        rows.stream().filter(row -> Double.isFinite(predictedFactor(row))).toList();
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    double kept = product(steps, row -> row.geometric(Site::kept));
    double geometry = product(steps, row -> row.geometric(Site::factor)) / kept;
    double predicted = product(steps, ProbeOutput::predictedFactor) / geometry;
    double places =
        product(steps, row -> predictedFactor(row) * row.arithmetic(Site::placesPart)) / geometry;
    double root = 1.0 / steps.size();
    return Optional.of(
        """
        Var(dL/dy) from the last to the first of the %d layers that the theory covers, without their geometry
        (times %.3g): times %.3g, %.3f a layer; predicted times %.3g, %.3f a layer, and with the places'
        part times %.3g, %.3f a layer.
        """
            .formatted(
                steps.size(),
                geometry,
                kept,
                Math.pow(kept, root),
                predicted,
                Math.pow(predicted, root),
                places,
                Math.pow(places, root)));
  }

  private static double predictedFactor(ProbeRow row) {
    return row.geometric(Site::predictedFactor);
  }

  private static double product(List<ProbeRow> rows, ToDoubleFunction<ProbeRow> factor) {
    return rows.stream().mapToDouble(factor).reduce(1, (a, b) -> a * b);
  }
}
