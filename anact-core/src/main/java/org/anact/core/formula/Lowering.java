package org.anact.core.formula;

import static org.anact.core.formula.Algebra.add;
import static org.anact.core.formula.Algebra.constant;
import static org.anact.core.formula.Algebra.divide;
import static org.anact.core.formula.Algebra.multiply;
import static org.anact.core.formula.Algebra.subtract;

import org.anact.core.formula.Expression.Call;
import org.anact.core.formula.Expression.Constant;
import org.anact.core.formula.Expression.Operation;
import org.anact.core.formula.Expression.Where;

/**
 * Writes an expression in the operations that the JIT compiler vectorizes. A branch is none of
 * them, so {@code where} becomes arithmetic wherever the side that is not taken is certainly
 * finite: 0 times it is then 0.
 */
final class Lowering {

  private static final int LONGEST_PRODUCT = 16;

  private Lowering() {}

  static Expression of(Expression e) {
    if (e instanceof Where where) {
      return ofWhere(where);
    }
    Expression lowered = e.with(Lowering::of);
    if (lowered instanceof Call call) {
      return ofCall(call);
    }
    return lowered instanceof Operation power
            && power.operator() == Operator.POWER
            && power.right() instanceof Constant exponent
            && exponent.value() == Math.rint(exponent.value())
            && Math.abs(exponent.value()) <= LONGEST_PRODUCT
        ? product(power.left(), (int) exponent.value())
        : lowered;
  }

  private static Expression ofCall(Call call) {
    Expression u = call.argument();
    return switch (call.function()) {
      // The quotient is part of the derivative, too.
      case SOFTSIGN -> multiply(u, divide(constant(1), add(constant(1), Primitive.ABS.of(u))));
      case EXP -> Extent.isNotPositive(u) ? Primitive.EXP_OF_NEGATIVE.of(withoutMinimum(u)) : call;
      case EXPM1 ->
          Extent.isNotPositive(u) ? Primitive.EXPM1_OF_NEGATIVE.of(withoutMinimum(u)) : call;
      default -> call;
    };
  }

  /**
   * Returns v for min(v, 0), as the functions of negative arguments take the minimum themselves.
   */
  private static Expression withoutMinimum(Expression u) {
    return u instanceof Operation minimum && minimum.operator() == Operator.MIN
        ? minimum.right().is(0) ? minimum.left() : minimum.left().is(0) ? minimum.right() : u
        : u;
  }

  private static Expression product(Expression base, int exponent) {
    if (exponent < 0) {
      return divide(constant(1), product(base, -exponent));
    }
    if (exponent == 1) {
      return base;
    }
    Expression half = product(base, exponent / 2);
    Expression square = multiply(half, half);
    return exponent % 2 == 0 ? square : multiply(base, square);
  }

  /**
   * The sides by where u is above c and where it is below. What is above sees max(u, c) in place of
   * u, and what is below min(u, c), so that each is a number where the other one is taken.
   */
  private static Expression ofWhere(Where where) {
    boolean against = where.right() instanceof Constant;
    double c = where.right() instanceof Constant constant ? constant.value() : 0;
    Expression u = against ? where.left() : subtract(where.left(), where.right());
    boolean thenAbove =
        switch (where.comparison()) {
          case GREATER, GREATER_OR_EQUAL -> true;
          default -> false;
        };
    boolean tieBelow =
        switch (where.comparison()) {
          case GREATER, LESS_OR_EQUAL -> true;
          default -> false;
        };
    Expression above = thenAbove ? where.then() : where.otherwise();
    Expression below = thenAbove ? where.otherwise() : where.then();
    Expression high = above.replace(u, Algebra.operation(Operator.MAX, u, constant(c)));
    Expression low = below.replace(u, Algebra.operation(Operator.MIN, u, constant(c)));
    if (where.comparison() == Comparison.EQUAL
        || where.comparison() == Comparison.NOT_EQUAL
        || !isFiniteElsewhere(above, high, u, c)
        || !isFiniteElsewhere(below, low, u, c)) {
      return where.with(Lowering::of);
    }
    if (above.replace(u, constant(c)).is(0) && below.replace(u, constant(c)).is(0)) {
      return add(of(high), of(low));
    }
    return tieBelow
        ? blend(subtract(u, constant(c)), high, low)
        : blend(subtract(constant(c), u), low, high);
  }

  private static boolean isFiniteElsewhere(
      Expression side, Expression clamped, Expression u, double c) {
    return side.replace(u, constant(c)) instanceof Constant constant
        ? Float.isFinite((float) constant.value())
        : Extent.isFinite(clamped);
  }

  private static Expression blend(Expression difference, Expression positive, Expression other) {
    Expression step = Primitive.STEP.of(of(difference));
    return add(multiply(step, of(positive)), multiply(subtract(constant(1), step), of(other)));
  }
}
