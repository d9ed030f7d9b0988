package org.anact.core.formula;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.Activations;
import org.junit.jupiter.params.provider.Arguments;

/** The functions of the suite as a user would write them, each in one way or several. */
final class BuiltInFormulas {

  private static final Map<String, String[]> FORMULAS = new LinkedHashMap<>();

  static {
    put("identity", "x");
    put("relu", "relu(x)", "max(0, x)", "max(x, 0)", "where(x > 0, x, 0)", "where(x <= 0, 0, x)");
    put("leakyrelu", "leaky_relu(x)", "max(0.01 * x, x)", "max(x, x / 100)");
    put("relu6", "relu6(x)", "min(max(0, x), 6)", "min(6, relu(x))");
    put("elu", "elu(x)", "where(x > 0, x, exp(x) - 1)");
    put("selu", "selu(x)", "1.0507009873554805 * where(x > 0, x, 1.6732632423543772 * expm1(x))");
    put("swish", "silu(x)", "x * sigmoid(x)", "x / (1 + exp(-x))");
    put("mish", "mish(x)", "x * tanh(softplus(x))");
    put("gelu", "gelu(x)", "x * (1 + erf(x / sqrt(2))) / 2");
    put("gelu_tanh", "gelu_tanh(x)", "0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))");
    put("tanh", "tanh(x)");
    put("hardtanh", "hardtanh(x)", "min(max(-1, x), 1)", "max(-1, min(1, x))");
    put("sigmoid", "sigmoid(x)", "(1 + tanh(x / 2)) / 2", "1 / (1 + exp(-x))");
    put("softplus", "softplus(x)", "ln(1 + exp(x))", "log1p(exp(x))");
    put("softsign", "softsign(x)", "x / (1 + abs(x))");
    put("celu", "celu(x)");
    put("hardswish", "hardswish(x)", "x * relu6(x + 3) / 6");
    put("hardsigmoid", "hardsigmoid(x)", "relu6(x + 3) / 6");
    put("logsigmoid", "log_sigmoid(x)");
    put("softshrink", "softshrink(x)");
    put("hardshrink", "hardshrink(x)");
    put("tanhshrink", "tanhshrink(x)");
    put("squareplus", "(x + sqrt(x * x + 4)) / 2");
    put("serf", "x * erf(softplus(x))");
    put("logish", "x * log1p(sigmoid(x))");
    put("smish", "x * tanh(log1p(sigmoid(x)))");
    put("tanhexp", "x * tanh(exp(min(x, 20)))");
  }

  private BuiltInFormulas() {}

  private static void put(String name, String... formulas) {
    FORMULAS.put(name, formulas);
  }

  /** Returns every entry of the list with each of its formulas. */
  static Stream<Arguments> all() {
    return Activations.STANDARD.stream()
        .filter(entry -> FORMULAS.containsKey(entry.name()))
        .flatMap(
            entry ->
                Stream.of(FORMULAS.get(entry.name())).map(formula -> Arguments.of(entry, formula)));
  }

  /** Returns the first formula of an entry. */
  static String of(ActivationEntry entry) {
    return FORMULAS.get(entry.name())[0];
  }
}
