package org.anact.core.formula;

import java.util.OptionalDouble;
import org.anact.core.formula.Expression.Call;
import org.anact.core.formula.Expression.Constant;
import org.anact.core.formula.Expression.Operation;
import org.anact.core.formula.Expression.Variable;
import org.anact.core.formula.Expression.Where;

/** Makes expressions, and leaves out what has no effect: 0 + a, 1 * a, 2 * 3 * a. */
final class Algebra {

  static final Expression X = new Variable();

  private Algebra() {}

  static Expression constant(double value) {
    // There is one zero only.
    return new Constant(value == 0 ? 0 : value);
  }

  static Expression call(Primitive function, Expression a) {
    if (a instanceof Constant constant) {
      return constant(function.at(constant.value()));
    }
    if (function == Primitive.NEGATE) {
      return negate(a);
    }
    return StableForms.ofCall(function, a).orElseGet(() -> new Call(function, a));
  }

  static Expression operation(Operator operator, Expression a, Expression b) {
    return switch (operator) {
      case ADD -> add(a, b);
      case SUBTRACT -> subtract(a, b);
      case MULTIPLY -> multiply(a, b);
      case DIVIDE -> divide(a, b);
      case POWER -> power(a, b);
      case MIN, MAX -> folded(operator, a, b);
    };
  }

  private static Expression folded(Operator operator, Expression a, Expression b) {
    return a instanceof Constant left && b instanceof Constant right
        ? constant(operator.at(left.value(), right.value()))
        : new Operation(operator, a, b);
  }

  static Expression negate(Expression a) {
    if (a instanceof Constant constant) {
      return constant(-constant.value());
    }
    if (isNegation(a)) {
      return negated(a);
    }
    if (a instanceof Operation product
        && product.operator() == Operator.MULTIPLY
        && product.left() instanceof Constant factor) {
      return multiply(constant(-factor.value()), product.right());
    }
    return new Call(Primitive.NEGATE, a);
  }

  private static boolean isNegation(Expression a) {
    return a instanceof Call call && call.function() == Primitive.NEGATE;
  }

  private static Expression negated(Expression negation) {
    return negation.parts().get(0);
  }

  static Expression add(Expression a, Expression b) {
    if (a.is(0)) {
      return b;
    }
    if (b.is(0)) {
      return a;
    }
    if (isNegation(b)) {
      return subtract(a, negated(b));
    }
    if (a.equals(b)) {
      return multiply(constant(2), a);
    }
    return isNegation(a) ? subtract(b, negated(a)) : folded(Operator.ADD, a, b);
  }

  static Expression subtract(Expression a, Expression b) {
    if (b.is(0)) {
      return a;
    }
    if (a.is(0)) {
      return negate(b);
    }
    if (factorOf(a, b).isPresent()) {
      return multiply(constant(factorOf(a, b).getAsDouble() - 1), b);
    }
    if (factorOf(b, a).isPresent()) {
      return multiply(constant(1 - factorOf(b, a).getAsDouble()), a);
    }
    return isNegation(b)
        ? add(a, negated(b))
        : StableForms.ofDifference(a, b).orElseGet(() -> folded(Operator.SUBTRACT, a, b));
  }

  /** Returns the number c of c * b. */
  private static OptionalDouble factorOf(Expression a, Expression b) {
    return a instanceof Operation product
            && product.operator() == Operator.MULTIPLY
            && product.left() instanceof Constant factor
            && product.right().equals(b)
        ? OptionalDouble.of(factor.value())
        : OptionalDouble.empty();
  }

  static Expression multiply(Expression a, Expression b) {
    if (a.is(0) || b.is(0)) {
      return constant(0);
    }
    if (a.is(1)) {
      return b;
    }
    if (b.is(1)) {
      return a;
    }
    if (a.is(-1)) {
      return negate(b);
    }
    if (b.is(-1)) {
      return negate(a);
    }
    if (isNegation(a)) {
      return negate(multiply(negated(a), b));
    }
    if (isNegation(b)) {
      return negate(multiply(a, negated(b)));
    }
    if (b instanceof Constant && !(a instanceof Constant)) {
      return multiply(b, a);
    }
    if (a instanceof Constant factor
        && b instanceof Operation product
        && product.operator() == Operator.MULTIPLY
        && product.left() instanceof Constant other) {
      return multiply(constant(factor.value() * other.value()), product.right());
    }
    return folded(Operator.MULTIPLY, a, b);
  }

  static Expression divide(Expression a, Expression b) {
    if (a.is(0) && !b.is(0)) {
      return constant(0);
    }
    if (b.is(1)) {
      return a;
    }
    return isNegation(a)
        ? negate(divide(negated(a), b))
        : StableForms.ofQuotient(a, b).orElseGet(() -> folded(Operator.DIVIDE, a, b));
  }

  static Expression power(Expression a, Expression b) {
    if (b.is(0)) {
      return constant(1);
    }
    if (b.is(1)) {
      return a;
    }
    if (a instanceof Constant) {
      return folded(Operator.POWER, a, b);
    }
    if (b.is(2)) {
      return multiply(a, a);
    }
    if (b.is(0.5)) {
      return Primitive.SQRT.of(a);
    }
    return b.is(-1) ? divide(constant(1), a) : folded(Operator.POWER, a, b);
  }

  /** A condition of numbers alone is decided; one with a number has it on its right side. */
  static Expression where(
      Comparison comparison, Expression a, Expression b, Expression then, Expression otherwise) {
    if (a instanceof Constant left && b instanceof Constant right) {
      return comparison.holds(left.value(), right.value()) ? then : otherwise;
    }
    if (then.equals(otherwise)) {
      return then;
    }
    return a instanceof Constant
        ? new Where(comparison.flipped(), b, a, then, otherwise)
        : new Where(comparison, a, b, then, otherwise);
  }
}
