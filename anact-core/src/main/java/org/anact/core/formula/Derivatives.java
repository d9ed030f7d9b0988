package org.anact.core.formula;

import static org.anact.core.formula.Algebra.add;
import static org.anact.core.formula.Algebra.constant;
import static org.anact.core.formula.Algebra.divide;
import static org.anact.core.formula.Algebra.multiply;
import static org.anact.core.formula.Algebra.negate;
import static org.anact.core.formula.Algebra.power;
import static org.anact.core.formula.Algebra.subtract;

import org.anact.core.formula.Expression.Constant;
import org.anact.core.formula.Expression.Operation;

/**
 * The derivatives of functions and operations.
 *
 * <p>At a kink of a minimum or maximum, where both sides are equal, the derivative is the one of
 * the two that is nearer to zero if both are numbers, 0 if one of them is, and else that of the
 * first side: relu'(0) = 0, and 0.01 for the leaky one, as the kernels have it.
 */
final class Derivatives {

  private Derivatives() {}

  /** Returns f'(u), without the derivative of u, of which only the form matters. */
  static Expression of(Primitive function, Expression u, Expression du) {
    Expression f = function.of(u);
    return switch (function) {
      case NEGATE -> constant(-1);
      // 0 at 0, so that the derivative of |x| is 0 there.
      case ABS -> Primitive.SIGN.of(u);
      case SIGN -> constant(0);
      case SQRT -> divide(constant(0.5), f);
      case EXP, EXP_OF_NEGATIVE -> f;
      // With the function itself in it, which is then computed once.
      case EXPM1, EXPM1_OF_NEGATIVE -> add(f, constant(1));
      case LOG -> divide(constant(1), u);
      case LOG1P, LOG1P_OF_FRACTION -> divide(constant(1), add(constant(1), u));
      // Where u grows faster and faster, its derivative multiplies the rounding of 1 - s, far out,
      // without bound.
      case TANH ->
          Extent.isBounded(du)
              ? subtract(constant(1), multiply(f, f))
              : multiply(constant(4), Primitive.SIGMOID_SLOPE.of(multiply(constant(2), u)));
      case SIGMOID ->
          Extent.isBounded(du)
              ? multiply(f, subtract(constant(1), f))
              : Primitive.SIGMOID_SLOPE.of(u);
      case SIGMOID_SLOPE ->
          multiply(f, subtract(constant(1), multiply(constant(2), Primitive.SIGMOID.of(u))));
      case SOFTPLUS -> Primitive.SIGMOID.of(u);
      case SOFTSIGN -> {
        Expression share = divide(constant(1), add(constant(1), Primitive.ABS.of(u)));
        yield multiply(share, share);
      }
      case ERF ->
          multiply(constant(2 / Math.sqrt(Math.PI)), Primitive.EXP.of(negate(multiply(u, u))));
      case NORMAL_CDF -> Primitive.NORMAL_PDF.of(u);
      case NORMAL_PDF -> negate(multiply(u, f));
      case SIN -> Primitive.COS.of(u);
      case COS -> negate(Primitive.SIN.of(u));
      case ATAN -> divide(constant(1), add(constant(1), multiply(u, u)));
      case SINH -> Primitive.COSH.of(u);
      case COSH -> Primitive.SINH.of(u);
      case ASINH -> divide(constant(1), Primitive.SQRT.of(add(multiply(u, u), constant(1))));
      // I0' = I1 and I1' = I0 - I1 / u.
      case I0E -> subtract(Primitive.I1E.of(u), multiply(Primitive.SIGN.of(u), f));
      case I1E ->
          subtract(
              subtract(Primitive.I0E.of(u), Primitive.I1E_RATIO.of(u)),
              multiply(Primitive.SIGN.of(u), f));
      case I1E_RATIO ->
          subtract(
              divide(subtract(Primitive.I0E.of(u), multiply(constant(2), f)), u),
              multiply(Primitive.SIGN.of(u), f));
    };
  }

  static Expression of(Operation operation) {
    Expression a = operation.left();
    Expression b = operation.right();
    Expression da = a.derivative();
    Expression db = b.derivative();
    return switch (operation.operator()) {
      case ADD -> add(da, db);
      case SUBTRACT -> subtract(da, db);
      case MULTIPLY -> add(multiply(da, b), multiply(a, db));
      // In this form the quotient is computed once, and no square of b overflows.
      case DIVIDE -> divide(subtract(da, multiply(operation, db)), b);
      case POWER -> ofPower(operation, da, db);
      case MIN, MAX -> ofExtreme(operation, da, db);
    };
  }

  private static Expression ofPower(Operation power, Expression da, Expression db) {
    Expression a = power.left();
    Expression b = power.right();
    Expression ofBase = multiply(multiply(b, power(a, subtract(b, constant(1)))), da);
    // Where the exponent is a number, there must be no logarithm of a base that may be negative.
    return db.is(0) ? ofBase : add(ofBase, multiply(multiply(power, Primitive.LOG.of(a)), db));
  }

  private static Expression ofExtreme(Operation extreme, Expression da, Expression db) {
    boolean first =
        (da instanceof Constant one && db instanceof Constant other)
            ? Math.abs(one.value()) <= Math.abs(other.value())
            : !db.is(0);
    Comparison comparison =
        extreme.operator() == Operator.MAX
            ? (first ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER)
            : (first ? Comparison.LESS_OR_EQUAL : Comparison.LESS);
    return Algebra.where(comparison, extreme.left(), extreme.right(), da, db);
  }
}
