package org.anact.core.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.anact.registry.Registry;

/** The functions of the language. This list is the only place that declares them. */
final class FormulaFunctions {

  private static final int MANY = 16;

  /** Names of a function elsewhere. */
  private static final Map<String, List<String>> ALIASES =
      Map.ofEntries(
          Map.entry("log", List.of("ln")),
          Map.entry("sigmoid", List.of("logistic")),
          Map.entry("atan", List.of("arctan")),
          Map.entry("asinh", List.of("arcsinh", "arsinh")),
          Map.entry("swish", List.of("silu")),
          Map.entry("leaky_relu", List.of("lrelu")),
          Map.entry("hardswish", List.of("hardsilu")),
          Map.entry("pow", List.of("power")),
          Map.entry("max", List.of("maximum")),
          Map.entry("min", List.of("minimum")),
          Map.entry("sub", List.of("subtract")),
          Map.entry("mul", List.of("multiply")),
          Map.entry("div", List.of("divide")),
          Map.entry("neg", List.of("negative")),
          Map.entry("i0e", List.of("bessel_i0e")),
          Map.entry("i1e", List.of("bessel_i1e")),
          Map.entry("normal_cdf", List.of("ndtr")));

  /** Functions of one argument that others express, in the language itself. */
  private static final List<String[]> DEFINED =
      List.of(
          new String[] {"neg", "-x"},
          new String[] {"square", "x * x"},
          new String[] {"cube", "x * (x * x)"},
          new String[] {"reciprocal", "1 / x"},
          new String[] {"rsqrt", "1 / sqrt(x)"},
          new String[] {"log2", "log(x) / 0.6931471805599453"},
          new String[] {"log10", "log(x) / 2.302585092994046"},
          new String[] {"erfc", "2 * normal_cdf(-1.4142135623730951 * x)"},
          new String[] {"relu", "max(0, x)"},
          new String[] {"relu6", "min(max(0, x), 6)"},
          new String[] {"leaky_relu", "max(0.01 * x, x)"},
          new String[] {"elu", "where(x > 0, x, expm1(x))"},
          new String[] {"celu", "where(x > 0, x, expm1(x))"},
          new String[] {
            "selu", "1.0507009873554805 * where(x > 0, x, 1.6732632423543772 * expm1(x))"
          },
          new String[] {"swish", "x * sigmoid(x)"},
          new String[] {"mish", "x * tanh(softplus(x))"},
          new String[] {"gelu", "x * normal_cdf(x)"},
          new String[] {
            "gelu_tanh", "x * sigmoid(x * (1.5957691216057308 + 0.07135481627260025 * x * x))"
          },
          new String[] {"log_sigmoid", "-softplus(-x)"},
          new String[] {"hardtanh", "min(max(-1, x), 1)"},
          new String[] {"hardsigmoid", "min(max(0, x / 6 + 0.5), 1)"},
          new String[] {"hardswish", "x * min(max(0, x / 6 + 0.5), 1)"},
          new String[] {"tanhshrink", "x - tanh(x)"},
          new String[] {"softshrink", "where(x > 0, max(0, x - 0.5), min(0, x + 0.5))"},
          new String[] {"hardshrink", "where(abs(x) > 0.5, x, 0)"});

  private FormulaFunctions() {}

  /** Returns all functions; the parser itself reads {@code where}, which takes a condition. */
  static Registry<FormulaFunction> registry() {
    List<FormulaFunction> functions = new ArrayList<>(primitives());
    functions.add(folded("max", Operator.MAX, MANY));
    functions.add(folded("min", Operator.MIN, MANY));
    functions.add(folded("add", Operator.ADD, MANY));
    functions.add(folded("sub", Operator.SUBTRACT, 2));
    functions.add(folded("mul", Operator.MULTIPLY, MANY));
    functions.add(folded("div", Operator.DIVIDE, 2));
    functions.add(folded("pow", Operator.POWER, 2));
    functions.add(
        function(
            Parser.WHERE,
            4,
            4,
            given -> {
              throw new IllegalStateException("a condition is no expression");
            }));
    Registry<FormulaFunction> simple = new Registry<>("function", functions);
    for (String[] defined : DEFINED) {
      Expression formula = new Parser(simple, defined[1]).formula();
      functions.add(function(defined[0], 1, 1, given -> formula.replace(Algebra.X, given.get(0))));
    }
    return new Registry<>("function", functions);
  }

  private static List<FormulaFunction> primitives() {
    return Arrays.stream(Primitive.values())
        .filter(Primitive::isInLanguage)
        .map(
            primitive ->
                function(
                    primitive.name().toLowerCase(Locale.ROOT),
                    1,
                    1,
                    given -> primitive.of(given.get(0))))
        .toList();
  }

  private static FormulaFunction folded(String name, Operator operator, int most) {
    return function(
        name,
        2,
        most,
        given ->
            given.stream()
                .reduce((left, right) -> Algebra.operation(operator, left, right))
                .orElseThrow());
  }

  private static FormulaFunction function(
      String name,
      int least,
      int most,
      java.util.function.Function<List<Expression>, Expression> definition) {
    return new FormulaFunction(
        name, ALIASES.getOrDefault(name, List.of()), least, most, definition);
  }
}
