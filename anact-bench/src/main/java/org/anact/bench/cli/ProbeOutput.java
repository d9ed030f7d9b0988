package org.anact.bench.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.anact.bench.probe.ProbeRow;

/** What {@code anact probe} says of its rows: the columns of its file, and its table and legend. */
final class ProbeOutput {

  /** One column: of objects in the file, of words on the console. */
  private record Column<T>(String name, Function<ProbeRow, T> value) {}

  private static final List<Column<Object>> FILE =
      List.of(
          new Column<>("layer", ProbeRow::layer),
          new Column<>("depth", row -> row.position().depth()),
          new Column<>("branch", row -> row.position().branch()),
          new Column<>("var_input", ProbeRow::varInput),
          new Column<>("var_input_ratio", row -> row.forward().mean()),
          new Column<>("var_input_ratio_se", row -> row.forward().standardError()),
          new Column<>("rho", ProbeRow::rho),
          new Column<>("rho_gaussian", ProbeRow::gaussianRho),
          new Column<>("rho_prime", ProbeRow::rhoPrime),
          new Column<>("rho_prime_gaussian", ProbeRow::gaussianRhoPrime),
          new Column<>("scale", ProbeRow::scale),
          new Column<>("var_grad_input", ProbeRow::varGrad),
          new Column<>("factor", ProbeRow::factor),
          new Column<>("factor_predicted", ProbeRow::predictedFactor),
          new Column<>("factor_ratio", row -> row.backward().mean()),
          new Column<>("factor_ratio_se", row -> row.backward().standardError()),
          new Column<>("factor_ratio_gaussian", row -> row.gaussianBackward().mean()),
          new Column<>("factor_ratio_gaussian_se", row -> row.gaussianBackward().standardError()),
          new Column<>("factor_kept", ProbeRow::kept),
          new Column<>("factor_ratio_weights", row -> row.weightsPart().mean()),
          new Column<>("factor_ratio_weights_se", row -> row.weightsPart().standardError()),
          new Column<>("factor_ratio_slope", row -> row.slopePart().mean()),
          new Column<>("factor_ratio_slope_se", row -> row.slopePart().standardError()),
          new Column<>("factor_ratio_places", row -> row.placesPart().mean()),
          new Column<>("factor_ratio_places_se", row -> row.placesPart().standardError()),
          new Column<>("places_variation", ProbeRow::variation),
          new Column<>("from_top_predicted", ProbeRow::predictedFromTop),
          new Column<>("from_top_ratio", row -> row.fromTop().mean()),
          new Column<>("from_top_ratio_se", row -> row.fromTop().standardError()));

  private static final List<Column<String>> CONSOLE =
      List.of(
          new Column<>("layer", ProbeRow::layer),
          new Column<>("depth", row -> Integer.toString(row.position().depth())),
          new Column<>("branch", row -> row.position().branch().toString()),
          new Column<>("Var(y)", row -> ConsoleTable.number("%.3e", row.varInput())),
          new Column<>("meas/pred", row -> ratio(row.forward())),
          new Column<>("rho", row -> ConsoleTable.number("%.4f", row.rho())),
          new Column<>("rho'", row -> ConsoleTable.number("%.4f", row.rhoPrime())),
          new Column<>("rho'(N)", row -> ConsoleTable.number("%.4f", row.gaussianRhoPrime())),
          new Column<>("scale", row -> ConsoleTable.number("%.4f", row.scale())),
          new Column<>("Var(dL/dy)", row -> ConsoleTable.number("%.3e", row.varGrad())),
          new Column<>("factor", row -> ConsoleTable.number("%.4f", row.factor())),
          new Column<>("kept", row -> ConsoleTable.number("%.3f", row.kept())),
          new Column<>("predicted", row -> ConsoleTable.number("%.4f", row.predictedFactor())),
          new Column<>("meas/pred", row -> ratio(row.backward())),
          new Column<>("meas/pred(N)", row -> ratio(row.gaussianBackward())),
          new Column<>("weights", row -> ConsoleTable.number("%.3f", row.weightsPart().mean())),
          new Column<>("slope", row -> ConsoleTable.number("%.3f", row.slopePart().mean())),
          new Column<>("places", row -> ConsoleTable.number("%.3f", row.placesPart().mean())),
          new Column<>("variation", row -> ConsoleTable.number("%.3f", row.variation())),
          new Column<>("from top", row -> ConsoleTable.number("%.3e", row.predictedFromTop())),
          new Column<>("meas/pred", row -> ratio(row.fromTop())));

  /** What the words of the table mean. */
  static final List<String> LEGEND =
      List.of(
          "Var(y), Var(dL/dy): of the activation's input, and of the gradient with respect to it.",
          "factor: Var(dL/dy) over that of the next activation; kept: the same without what strides,",
          "borders and widths do to it, 1 where the variance is kept; predicted: fan Var(w) scale^2 rho'.",
          "meas/pred: measured over predicted, mean +/- standard error over the networks; (N) with",
          "the rho' of N(0, Var(y)) in place of the measured one. weights, slope: its two parts, from",
          "the next activation to this one's output and from there to its input; the slope's is not 1",
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
        rows.stream().filter(row -> Double.isFinite(row.predictedFactor())).toList();
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    double kept = product(steps, ProbeRow::kept);
    double geometry = product(steps, ProbeRow::factor) / kept;
    double predicted = product(steps, ProbeRow::predictedFactor) / geometry;
    double places =
        product(steps, row -> row.predictedFactor() * row.placesPart().mean()) / geometry;
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

  private static double product(List<ProbeRow> rows, ToDoubleFunction<ProbeRow> factor) {
    return rows.stream().mapToDouble(factor).reduce(1, (a, b) -> a * b);
  }

  private static String ratio(ProbeRow.Ratio ratio) {
    String error = ConsoleTable.number(" +/- %.3f", ratio.standardError());
    return ConsoleTable.number("%.3f", ratio.mean()) + (error.equals("-") ? "" : error);
  }
}
