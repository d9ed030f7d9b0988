package org.anact.core.formula;

import java.util.Optional;
import org.anact.core.formula.Expression.Call;
import org.anact.core.formula.Expression.Operation;

/**
 * Recognizes expressions that overflow or lose their digits as they are written, and writes them
 * with functions that do not: ln(1 + exp(x)) is softplus(x), x / (1 + exp(-x)) is x sigmoid(x).
 */
final class StableForms {

  private StableForms() {}

  /** Returns the better form of a function's call, if there is one. */
  static Optional<Expression> ofCall(Primitive function, Expression a) {
    return switch (function) {
      case LOG -> summand(a).map(Primitive.LOG1P::of);
      case LOG1P -> argument(a, Primitive.EXP).map(Primitive.SOFTPLUS::of);
      default -> Optional.empty();
    };
  }

  /** Returns the better form of a - b, if there is one. */
  static Optional<Expression> ofDifference(Expression a, Expression b) {
    return b.is(1) ? argument(a, Primitive.EXP).map(Primitive.EXPM1::of) : Optional.empty();
  }

  /** Returns the better form of a / b, if there is one. */
  static Optional<Expression> ofQuotient(Expression a, Expression b) {
    Optional<Expression> exponent = summand(b).flatMap(rest -> argument(rest, Primitive.EXP));
    if (exponent.isEmpty()) {
      return Optional.empty();
    }
    Expression u = exponent.get();
    return Optional.of(
        a.equals(Primitive.EXP.of(u))
            ? Primitive.SIGMOID.of(u)
            : Algebra.multiply(a, Primitive.SIGMOID.of(Algebra.negate(u))));
  }

  /** Returns u of 1 + u or u + 1. */
  private static Optional<Expression> summand(Expression e) {
    if (e instanceof Operation sum && sum.operator() == Operator.ADD) {
      if (sum.left().is(1)) {
        return Optional.of(sum.right());
      }
      if (sum.right().is(1)) {
        return Optional.of(sum.left());
      }
    }
    return Optional.empty();
  }

  private static Optional<Expression> argument(Expression e, Primitive function) {
    return e instanceof Call call && call.function() == function
        ? Optional.of(call.argument())
        : Optional.empty();
  }
}
