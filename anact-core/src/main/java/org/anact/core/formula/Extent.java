package org.anact.core.formula;

import java.util.EnumSet;
import java.util.Set;
import org.anact.core.formula.Expression.Call;
import org.anact.core.formula.Expression.Constant;
import org.anact.core.formula.Expression.Operation;
import org.anact.core.formula.Expression.Variable;

/** How large an expression can get, as far as its form tells. */
final class Extent {

  private static final int MOST = 4;
  private static final int UNKNOWN = 100;

  private static final Set<Primitive> BOUNDED =
      EnumSet.of(
          Primitive.SIGN,
          Primitive.TANH,
          Primitive.SIGMOID,
          Primitive.SIGMOID_SLOPE,
          Primitive.SOFTSIGN,
          Primitive.ERF,
          Primitive.NORMAL_CDF,
          Primitive.NORMAL_PDF,
          Primitive.SIN,
          Primitive.COS,
          Primitive.ATAN,
          Primitive.I0E,
          Primitive.I1E,
          Primitive.I1E_RATIO,
          Primitive.EXP_OF_NEGATIVE,
          Primitive.EXPM1_OF_NEGATIVE);

  private static final Set<Primitive> NO_LARGER =
      EnumSet.of(Primitive.NEGATE, Primitive.ABS, Primitive.SOFTPLUS, Primitive.ASINH);

  private static final Set<Primitive> NOT_NEGATIVE =
      EnumSet.of(
          Primitive.ABS,
          Primitive.SQRT,
          Primitive.EXP,
          Primitive.SIGMOID,
          Primitive.SIGMOID_SLOPE,
          Primitive.SOFTPLUS,
          Primitive.NORMAL_CDF,
          Primitive.NORMAL_PDF,
          Primitive.COSH,
          Primitive.I0E,
          Primitive.I1E_RATIO,
          Primitive.EXP_OF_NEGATIVE);

  private static final Set<Primitive> FRACTION =
      EnumSet.of(
          Primitive.SIGMOID,
          Primitive.SIGMOID_SLOPE,
          Primitive.NORMAL_CDF,
          Primitive.NORMAL_PDF,
          Primitive.EXP_OF_NEGATIVE);

  private Extent() {}

  /**
   * Returns whether the expression is finite wherever a network can be: it grows with the fourth
   * power of x at most, which is a float for every |x| below 4e9.
   */
  static boolean isFinite(Expression e) {
    return degree(e) <= MOST;
  }

  /** Returns whether the expression is certainly bounded. */
  static boolean isBounded(Expression e) {
    return degree(e) == 0;
  }

  private static int degree(Expression e) {
    if (e instanceof Constant constant) {
      return Float.isFinite((float) constant.value()) ? 0 : UNKNOWN;
    }
    if (e instanceof Variable) {
      return 1;
    }
    if (e instanceof Call call) {
      int argument = degree(call.argument());
      boolean bounded =
          BOUNDED.contains(call.function())
              || (call.function() == Primitive.EXP && isNotPositive(call.argument()));
      if (bounded) {
        return argument <= MOST ? 0 : UNKNOWN;
      }
      return NO_LARGER.contains(call.function()) ? argument : UNKNOWN;
    }
    if (e instanceof Operation operation) {
      int left = degree(operation.left());
      int right = degree(operation.right());
      return switch (operation.operator()) {
        case ADD, SUBTRACT, MIN, MAX -> Math.max(left, right);
        case MULTIPLY -> left + right;
        case DIVIDE ->
            operation.right() instanceof Constant divisor && Math.abs(divisor.value()) > 1e-3
                ? left
                : UNKNOWN;
        case POWER -> UNKNOWN;
      };
    }
    return e.parts().stream().mapToInt(Extent::degree).max().orElse(UNKNOWN);
  }

  /** Returns whether the expression is certainly 0 or less. */
  static boolean isNotPositive(Expression e) {
    if (e instanceof Constant constant) {
      return constant.value() <= 0;
    }
    if (e instanceof Call call) {
      return call.function() == Primitive.NEGATE && isNotNegative(call.argument());
    }
    return e instanceof Operation operation
        && switch (operation.operator()) {
          case MIN -> isNotPositive(operation.left()) || isNotPositive(operation.right());
          case MULTIPLY, DIVIDE ->
              (isNotPositive(operation.left()) && isNotNegative(operation.right()))
                  || (isNotNegative(operation.left()) && isNotPositive(operation.right()));
          default -> false;
        };
  }

  /** Returns whether the expression is certainly between 0 and 1. */
  static boolean isFraction(Expression e) {
    return e instanceof Call call && FRACTION.contains(call.function());
  }

  private static boolean isNotNegative(Expression e) {
    if (e instanceof Constant constant) {
      return constant.value() >= 0;
    }
    if (e instanceof Call call) {
      return NOT_NEGATIVE.contains(call.function())
          || (call.function() == Primitive.NEGATE && isNotPositive(call.argument()));
    }
    return e instanceof Operation operation
        && switch (operation.operator()) {
          case MAX -> isNotNegative(operation.left()) || isNotNegative(operation.right());
          case MULTIPLY ->
              operation.left().equals(operation.right())
                  || (isNotNegative(operation.left()) && isNotNegative(operation.right()));
          case ADD, DIVIDE -> isNotNegative(operation.left()) && isNotNegative(operation.right());
          default -> false;
        };
  }
}
