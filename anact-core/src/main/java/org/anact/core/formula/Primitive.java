package org.anact.core.formula;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.anact.core.kernel.Bessel;
import org.hipparchus.special.Erf;
import org.hipparchus.util.FastMath;

/**
 * A function of one number that nothing else in the language expresses. Forms that would overflow
 * or lose their digits far from zero have a function of their own.
 */
enum Primitive {
  NEGATE("-%s", v -> -v),
  ABS("Math.abs(%s)", Math::abs),
  SIGN("Math.max(-1f, Math.min(1f, %s * Float.MAX_VALUE))", Math::signum),
  SQRT("(float) Math.sqrt(%s)", Math::sqrt),
  EXP(Math::exp),
  EXPM1(Math::expm1),
  LOG(Math::log),
  LOG1P(Math::log1p),
  TANH(Math::tanh),
  SIGMOID(Primitive::sigmoid),
  SOFTPLUS(v -> Math.max(0, v) + Math.log1p(Math.exp(-Math.abs(v)))),
  SOFTSIGN(v -> v / (1 + Math.abs(v))),
  ERF(Erf::erf),
  NORMAL_CDF(v -> 0.5 * Erf.erfc(-v * Math.sqrt(0.5))),
  NORMAL_PDF(v -> Math.exp(-0.5 * v * v) / Math.sqrt(2 * Math.PI)),
  SIN(Math::sin),
  COS(Math::cos),
  ATAN(Math::atan),
  SINH(Math::sinh),
  COSH(Math::cosh),
  ASINH(FastMath::asinh),
  /** exp(-|u|) I0(u), a modified Bessel function. */
  I0E(Bessel::i0e),
  /** exp(-|u|) I1(u). */
  I1E(Bessel::i1e),
  /** The derivative of the sigmoid, with all its digits however small it is. */
  SIGMOID_SLOPE(v -> sigmoid(v) * sigmoid(-v)),
  /** exp(min(u, 0)); like the next ones, not part of the language. */
  EXP_OF_NEGATIVE(v -> Math.exp(Math.min(v, 0))),
  /** exp(min(u, 0)) - 1. */
  EXPM1_OF_NEGATIVE(v -> Math.expm1(Math.min(v, 0))),
  /** ln(1 + u) for u from 0 to 1. */
  LOG1P_OF_FRACTION(Math::log1p),
  /** exp(-|u|) I1(u) / u. */
  I1E_RATIO(Bessel::i1eRatio);

  private final String code;

  private final DoubleUnaryOperator value;

  /** A function that is a loop of {@code Elementary}. */
  Primitive(DoubleUnaryOperator value) {
    this("", value);
  }

  /** A function that is part of a loop, as Java of floats. */
  Primitive(String code, DoubleUnaryOperator value) {
    this.code = code;
    this.value = value;
  }

  private static double sigmoid(double v) {
    double e = Math.exp(-Math.abs(v));
    return (v < 0 ? e : 1) / (1 + e);
  }

  /** Returns the name in formulas. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the method of {@code Elementary} that computes it. */
  String method() {
    String[] words = word().split("_", -1);
    StringBuilder method = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      method
          .append(words[i].substring(0, 1).toUpperCase(Locale.ROOT))
          .append(words[i].substring(1));
    }
    return method.toString();
  }

  /** Returns whether formulas can call it. */
  boolean isInLanguage() {
    return this != NEGATE && compareTo(EXP_OF_NEGATIVE) < 0;
  }

  /** Returns whether it is a loop of its own. */
  boolean isLoop() {
    return code.isEmpty();
  }

  /** Returns the Java of the function, given that of its argument. */
  String code(String argument) {
    return code.formatted(argument);
  }

  double at(double v) {
    return value.applyAsDouble(v);
  }

  /** Returns f(u). */
  Expression of(Expression u) {
    return Algebra.call(this, u);
  }
}
