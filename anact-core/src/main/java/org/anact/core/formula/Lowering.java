package org.anact.core.formula;

import static org.anact.core.formula.Algebra.add;
import static org.anact.core.formula.Algebra.constant;
import static org.anact.core.formula.Algebra.divide;
import static org.anact.core.formula.Algebra.multiply;
import static org.anact.core.formula.Algebra.subtract;

import java.util.Optional;
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
    if (lowered instanceof Operation extreme
        && (extreme.operator() == Operator.MIN || extreme.operator() == Operator.MAX)) {
      return ordered(extreme.operator(), extreme.left(), extreme.right());
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
      case LOG1P -> Extent.isFraction(u) ? Primitive.LOG1P_OF_FRACTION.of(u) : call;
      case TANH -> u instanceof Call inner ? ofTanh(call, inner) : call;
      default -> call;
    };
  }

  private static Expression ofTanh(Call tanh, Call inner) {
    return switch (inner.function()) {
      case SOFTPLUS -> tanhOfSoftplus(Primitive.SIGMOID.of(inner.argument()));
      case LOG1P_OF_FRACTION -> tanhOfLog1p(inner.argument());
      default -> tanh;
    };
  }

  /** Returns tanh(ln(1 + s)) = a / (a + 2) with a = s (2 + s). */
  private static Expression tanhOfLog1p(Expression s) {
    Expression a = multiply(s, add(constant(2), s));
    return divide(a, add(a, constant(2)));
  }

  /** Returns tanh(softplus(u)) = a / (a + 2 (1 - s)^2) with s = sigmoid(u) and a = s (2 - s). */
  private static Expression tanhOfSoftplus(Expression s) {
    Expression a = multiply(s, subtract(constant(2), s));
    Expression b = subtract(constant(1), s);
    return divide(a, add(multiply(multiply(constant(2), b), b), a));
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
    Optional<Expression> slope = ofClampSlope(where);
    if (slope.isPresent()) {
      return slope.get();
    }
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

  /**
   * Something that is 0 unless another thing is strictly above or below a number.
   *
   * @param left what is compared
   * @param above whether it must be above
   */
  private record Inside(Expression left, boolean above, double end, Expression inside) {

    static Optional<Inside> of(Expression e) {
      if (!(e instanceof Where where) || !(where.right() instanceof Constant end)) {
        return Optional.empty();
      }
      Comparison comparison = where.comparison();
      boolean strict = comparison == Comparison.LESS || comparison == Comparison.GREATER;
      boolean above = comparison == Comparison.GREATER || comparison == Comparison.LESS_OR_EQUAL;
      if (comparison == Comparison.EQUAL
          || comparison == Comparison.NOT_EQUAL
          || !(strict ? where.otherwise() : where.then()).is(0)) {
        return Optional.empty();
      }
      Expression inside = strict ? where.then() : where.otherwise();
      return Optional.of(new Inside(where.left(), above, end.value(), inside));
    }
  }

  /**
   * Returns the derivative of min(max(u, low), high) or of max(min(u, high), low), if that is what
   * an expression is. The result of the clamp, which the function has, tells where u is between its
   * ends: the derivative is not 0 where the result is strictly between them. That takes one or two
   * minima; a step for each condition would take four.
   */
  private static Optional<Expression> ofClampSlope(Where where) {
    Optional<Inside> outer = Inside.of(where);
    Optional<Inside> inner = outer.flatMap(condition -> Inside.of(condition.inside()));
    if (inner.isEmpty() || outer.get().above() == inner.get().above()) {
      return Optional.empty();
    }
    boolean lowFirst = inner.get().above();
    Expression end = constant(inner.get().end());
    Operator operator = lowFirst ? Operator.MAX : Operator.MIN;
    Expression slope = inner.get().inside();
    double low = (lowFirst ? inner : outer).get().end();
    double high = (lowFirst ? outer : inner).get().end();
    if (!(outer.get().left() instanceof Operation extreme)
        || !ordered(operator, inner.get().left(), end)
            .equals(ordered(extreme.operator(), extreme.left(), extreme.right()))
        || low >= high
        || !Extent.isFinite(slope)) {
      return Optional.empty();
    }
    Expression clamped =
        ordered(lowFirst ? Operator.MIN : Operator.MAX, of(extreme), constant(outer.get().end()));
    return Optional.of(multiply(of(slope), between(clamped, low, high)));
  }

  /** Returns 1 where an expression that is never beyond low and high is at neither, else 0. */
  private static Expression between(Expression clamped, double low, double high) {
    Expression distance =
        low == -high
            ? subtract(constant(high), Primitive.ABS.of(clamped))
            : Algebra.operation(
                Operator.MIN, subtract(clamped, constant(low)), subtract(constant(high), clamped));
    return upTo1(distance);
  }

  /**
   * Returns 1 where u is above 0, and 0 elsewhere: min(1, max(0, u) times the largest float), the
   * maximum of which the function itself often has, too.
   */
  private static Expression step(Expression u) {
    if (u instanceof Operation product
        && product.operator() == Operator.MULTIPLY
        && product.left() instanceof Constant factor) {
      return step(factor.value() > 0 ? product.right() : Algebra.negate(product.right()));
    }
    return upTo1(ordered(Operator.MAX, constant(0), u));
  }

  /** Returns 1 where u is above 0, 0 where it is 0, and less elsewhere. */
  private static Expression upTo1(Expression u) {
    return Algebra.operation(Operator.MIN, constant(1), multiply(constant(Float.MAX_VALUE), u));
  }

  /** Returns u if an expression is the step of it. */
  private static Optional<Expression> ofStep(Expression e) {
    if (e instanceof Operation minimum
        && minimum.operator() == Operator.MIN
        && minimum.left().is(1)
        && minimum.right() instanceof Operation product
        && product.operator() == Operator.MULTIPLY
        && product.left().is(Float.MAX_VALUE)
        && product.right() instanceof Operation positive
        && positive.operator() == Operator.MAX
        && positive.left().is(0)) {
      return Optional.of(positive.right());
    }
    return Optional.empty();
  }

  /** Returns a minimum or maximum with a number first, so that equal ones are recognized. */
  private static Expression ordered(Operator operator, Expression a, Expression b) {
    return b instanceof Constant
        ? Algebra.operation(operator, b, a)
        : Algebra.operation(operator, a, b);
  }

  private static boolean isFiniteElsewhere(
      Expression side, Expression clamped, Expression u, double c) {
    return side.replace(u, constant(c)) instanceof Constant constant
        ? Float.isFinite((float) constant.value())
        : Extent.isFinite(clamped);
  }

  /** Returns one expression where a difference is above 0, and another one elsewhere. */
  private static Expression blend(Expression difference, Expression positive, Expression other) {
    Expression lowered = of(positive);
    if (other.is(0) && ofStep(lowered).isPresent()) {
      // One step in place of the product of two, which the JIT compiler does not vectorize.
      return step(Algebra.operation(Operator.MIN, of(difference), ofStep(lowered).get()));
    }
    Expression step = step(of(difference));
    if (positive instanceof Constant most
        && other instanceof Constant least
        && least.value() >= 0
        && most.value() >= least.value()) {
      return least.value() == 0
          ? multiply(positive, step)
          : Algebra.operation(Operator.MAX, other, multiply(positive, upTo1(of(difference))));
    }
    return add(multiply(step, lowered), multiply(subtract(constant(1), step), of(other)));
  }
}
