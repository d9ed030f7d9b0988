package org.anact.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.anact.core.formula.Expression.Call;
import org.anact.core.formula.Expression.Constant;
import org.anact.core.formula.Expression.Operation;
import org.anact.core.formula.Expression.Variable;
import org.anact.core.formula.Expression.Where;
import org.anact.core.kernel.ActivationKernel;
import org.hipparchus.analysis.differentiation.UnivariateDerivative1;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

/** The derivatives of random formulas, and the kernels that are made of them. */
final class RandomFormulaTest {

  private static final int FORMULAS = 200;

  private static final List<String> UNARY =
      List.of(
          "-%s",
          "abs(%s)",
          "exp(%s)",
          "expm1(%s)",
          "log1p(abs(%s))",
          "ln(2 + sin(%s))",
          "sqrt(1 + square(%s))",
          "square(%s)",
          "tanh(%s)",
          "sigmoid(%s)",
          "relu(%s)",
          "elu(%s)",
          "selu(%s)",
          "swish(%s)",
          "mish(%s)",
          "softplus(%s)",
          "softsign(%s)",
          "gelu(%s)",
          "erf(%s)",
          "erfc(%s)",
          "sin(%s)",
          "cos(%s)",
          "atan(%s)",
          "sinh(%s)",
          "asinh(%s)",
          "cosh(%s)",
          "i0e(%s)",
          "bessel_i1e(%s)",
          "logsigmoid(%s)",
          "leaky_relu(%s)",
          "hardtanh(%s)",
          "hardswish(%s)",
          "hardshrink(%s)",
          "1.5 * %s",
          "(%s)^3",
          "0.25 + %s");

  private static final List<String> BINARY =
      List.of(
          "(%s + %s)",
          "(%s - %s)",
          "(%s) * (%s)",
          "(%s) / (1 + square(%s))",
          "max(%s, %s)",
          "min(%s, %s)",
          "where(x > 0.3, %s, %s)",
          "where(%s <= %s, x, sin(x))",
          "(1 + abs(%s))^(%s)");

  private static final double[] POINTS = {-3.7, -1.31, -0.52, -0.013, 0.21, 0.77, 1.9, 4.3};

  private final Random random = new Random(20);

  private String formula(int depth) {
    if (depth == 0) {
      return "x";
    }
    if (random.nextInt(3) == 0) {
      return BINARY
          .get(random.nextInt(BINARY.size()))
          .formatted(formula(depth - 1), formula(depth - 1));
    }
    return UNARY.get(random.nextInt(UNARY.size())).formatted(formula(depth - 1));
  }

  /** Against an automatic differentiation, which knows nothing of our rules, and differences. */
  @Test
  void derivativesAreThoseOfTwoOtherWays() {
    int compared = 0;
    for (int i = 0; i < FORMULAS; i++) {
      String text = formula(3);
      Formula formula = Formula.unchecked(text);
      for (double x : POINTS) {
        UnivariateDerivative1 exact =
            evaluate(formula.expression(), new UnivariateDerivative1(x, 1));
        double slope = formula.slope(x);
        double size = Math.max(1, Math.max(Math.abs(exact.getValue()), Math.abs(slope)));
        if (!(size < 1e6)) {
          continue;
        }
        compared++;
        assertNear(text, x, "value", formula.value(x), exact.getValue(), 1e-12 * size);
        assertNear(text, x, "slope", slope, exact.getFirstDerivative(), 1e-9 * size);
        double h = 1e-4;
        double difference =
            (8 * (formula.value(x + h) - formula.value(x - h))
                    - (formula.value(x + 2 * h) - formula.value(x - 2 * h)))
                / (12 * h);
        boolean smooth = isSmooth(formula, x, h);
        if (smooth) {
          assertNear(text, x, "difference", slope, difference, 1e-5 * size);
        }
      }
    }
    // Not all are small enough to compare, but most are.
    assertThat(compared).isGreaterThan(FORMULAS * POINTS.length / 2);
  }

  /** A kink is where the slopes left and right differ by more than a curve would let them. */
  private static boolean isSmooth(Formula formula, double x, double h) {
    double left = formula.slope(x - 3 * h);
    double right = formula.slope(x + 3 * h);
    return Math.abs(left - right) < 1e-2 * Math.max(1, Math.abs(left));
  }

  /** The kernel computes in floats what the formula says, to the rounding of its largest term. */
  @Test
  void kernelsAreTheFormulas() {
    float[] x = new float[POINTS.length * 200];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (POINTS[i % POINTS.length] * (1 + Math.floorDiv(i, POINTS.length) * 1e-3));
    }
    float[] f = new float[x.length];
    float[] alone = new float[x.length];
    float[] slope = new float[x.length];
    for (int i = 0; i < FORMULAS / 4; i++) {
      String text = formula(3);
      Formula formula = Formula.unchecked(text);
      ActivationKernel kernel = formula.kernel();
      kernel.value(x, alone, x.length);
      kernel.valueAndSlope(x, f, slope, x.length);
      for (int j = 0; j < x.length; j++) {
        double value = formula.value(x[j]);
        double derivative = formula.slope(x[j]);
        double nearby = Math.abs(formula.slope(x[j] * (1 + 1e-6)) - derivative);
        double size = Math.max(1, Math.max(Math.abs(value), Math.abs(derivative)));
        if (size < 1e4 && nearby < 1e-3 * size) {
          assertNear(text, x[j], "kernel", f[j], value, 2e-5 * size);
          assertNear(text, x[j], "kernel alone", alone[j], value, 2e-5 * size);
          assertNear(text, x[j], "kernel's slope", slope[j], derivative, 2e-4 * size);
        }
      }
    }
  }

  private static void assertNear(
      String text, double x, String what, double actual, double expected, double tolerance) {
    if (!(Math.abs(actual - expected) <= tolerance)) {
      throw new AssertionError(
          "%s of %s at %s is %s, expected %s".formatted(what, text, x, actual, expected));
    }
  }

  private static UnivariateDerivative1 evaluate(Expression e, UnivariateDerivative1 x) {
    if (e instanceof Constant constant) {
      return new UnivariateDerivative1(constant.value(), 0);
    }
    if (e instanceof Variable) {
      return x;
    }
    if (e instanceof Call call) {
      return call(call.function(), evaluate(call.argument(), x));
    }
    if (e instanceof Where where) {
      boolean holds =
          where
              .comparison()
              .holds(evaluate(where.left(), x).getValue(), evaluate(where.right(), x).getValue());
      return evaluate(holds ? where.then() : where.otherwise(), x);
    }
    Operation operation = (Operation) e;
    UnivariateDerivative1 a = evaluate(operation.left(), x);
    UnivariateDerivative1 b = evaluate(operation.right(), x);
    return switch (operation.operator()) {
      case ADD -> a.add(b);
      case SUBTRACT -> a.subtract(b);
      case MULTIPLY -> a.multiply(b);
      case DIVIDE -> a.divide(b);
      case POWER -> operation.right().varies() ? a.pow(b) : a.pow(b.getValue());
      case MIN -> a.getValue() <= b.getValue() ? a : b;
      case MAX -> a.getValue() >= b.getValue() ? a : b;
    };
  }

  /** exp(-|u|) I_n(u), by the integral over a half circle of exp(u cos t - |u|) cos(n t). */
  private static UnivariateDerivative1 besselOverE(UnivariateDerivative1 u, int n) {
    int points = 40 + (int) Math.sqrt(80 * Math.abs(u.getValue()));
    UnivariateDerivative1 sum = new UnivariateDerivative1(0, 0);
    for (int k = 0; k < points; k++) {
      double t = (k + 0.5) * Math.PI / points;
      sum = sum.add(u.multiply(Math.cos(t)).subtract(u.abs()).exp().multiply(Math.cos(n * t)));
    }
    return sum.divide(points);
  }

  private static UnivariateDerivative1 call(Primitive function, UnivariateDerivative1 u) {
    return switch (function) {
      case NEGATE -> u.negate();
      case ABS -> u.abs();
      case SIGN -> u.sign();
      case SQRT -> u.sqrt();
      case EXP -> u.exp();
      case EXPM1 -> u.expm1();
      case LOG -> u.log();
      case LOG1P -> u.log1p();
      case TANH -> u.tanh();
      case SIGMOID -> u.negate().exp().add(1).reciprocal();
      case SOFTPLUS -> u.getValue() > 0 ? u.negate().exp().log1p().add(u) : u.exp().log1p();
      case SOFTSIGN -> u.divide(u.abs().add(1));
      case ERF -> Erf.erf(u);
      case NORMAL_CDF -> Erf.erfc(u.multiply(-Math.sqrt(0.5))).multiply(0.5);
      case SIN -> u.sin();
      case COS -> u.cos();
      case ATAN -> u.atan();
      case SINH -> u.sinh();
      case COSH -> u.cosh();
      case ASINH -> u.asinh();
      case I0E -> besselOverE(u, 0);
      case I1E -> besselOverE(u, 1);
      default -> throw new IllegalArgumentException(function + " is no part of the language");
    };
  }
}
