package org.anact.core.formula;

import java.util.List;
import java.util.function.UnaryOperator;

/** A function of x as a tree. */
sealed interface Expression {

  /** Returns the value at a point. */
  double at(double x, Precision precision);

  /** Returns the derivative by x. */
  Expression derivative();

  /** Returns the expressions that it is made of. */
  List<Expression> parts();

  /** Returns the same with other parts, one for each, simplified. */
  Expression with(UnaryOperator<Expression> change);

  /** How strongly its parts hold together when it is printed. */
  default int strength() {
    return Operator.ATOM;
  }

  /** Returns whether it is that number. */
  default boolean is(double value) {
    return this instanceof Constant constant && constant.value() == value;
  }

  /** Returns whether x is in it. */
  default boolean varies() {
    return this instanceof Variable || parts().stream().anyMatch(Expression::varies);
  }

  /** Returns the same with every occurrence of a part replaced. */
  default Expression replace(Expression part, Expression by) {
    return equals(part) ? by : with(inner -> inner.replace(part, by));
  }

  /**
   * Returns the number of nodes of the tree, or more than a number if it is more. Parts that an
   * expression has several times make its tree grow by powers, so that it is not counted to its
   * end.
   */
  default int size(int most) {
    int size = 1;
    for (Expression part : parts()) {
      if (size > most) {
        return size;
      }
      size += part.size(most - size);
    }
    return size;
  }

  /** A number. */
  record Constant(double value) implements Expression {
    @Override
    public double at(double x, Precision precision) {
      return precision.round(value);
    }

    @Override
    public Expression derivative() {
      return Algebra.constant(0);
    }

    @Override
    public List<Expression> parts() {
      return List.of();
    }

    @Override
    public Expression with(UnaryOperator<Expression> change) {
      return this;
    }

    @Override
    public int strength() {
      return value < 0 ? Operator.NEGATION : Operator.ATOM;
    }

    @Override
    public String toString() {
      return value == Math.rint(value) && Math.abs(value) < 1e9
          ? Long.toString((long) value)
          : Double.toString(value);
    }
  }

  /** The argument x. */
  record Variable() implements Expression {
    @Override
    public double at(double x, Precision precision) {
      return x;
    }

    @Override
    public Expression derivative() {
      return Algebra.constant(1);
    }

    @Override
    public List<Expression> parts() {
      return List.of();
    }

    @Override
    public Expression with(UnaryOperator<Expression> change) {
      return this;
    }

    @Override
    public String toString() {
      return "x";
    }
  }

  /** A function of one expression. */
  record Call(Primitive function, Expression argument) implements Expression {
    @Override
    public double at(double x, Precision precision) {
      return precision.round(function.at(argument.at(x, precision)));
    }

    @Override
    public Expression derivative() {
      Expression inner = argument.derivative();
      return Algebra.multiply(Derivatives.of(function, argument, inner), inner);
    }

    @Override
    public List<Expression> parts() {
      return List.of(argument);
    }

    @Override
    public Expression with(UnaryOperator<Expression> change) {
      return Algebra.call(function, change.apply(argument));
    }

    @Override
    public int strength() {
      return function == Primitive.NEGATE ? Operator.NEGATION : Operator.ATOM;
    }

    @Override
    public String toString() {
      return function == Primitive.NEGATE
          ? "-" + inBrackets(argument, Operator.NEGATION + 1)
          : function.word() + "(" + argument + ")";
    }
  }

  /** An operation on two expressions. */
  record Operation(Operator operator, Expression left, Expression right) implements Expression {
    @Override
    public double at(double x, Precision precision) {
      return precision.round(operator.at(left.at(x, precision), right.at(x, precision)));
    }

    @Override
    public Expression derivative() {
      return Derivatives.of(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }

    @Override
    public Expression with(UnaryOperator<Expression> change) {
      return Algebra.operation(operator, change.apply(left), change.apply(right));
    }

    @Override
    public int strength() {
      return operator.strength();
    }

    @Override
    public String toString() {
      if (operator == Operator.MIN || operator == Operator.MAX) {
        return operator.symbol() + "(" + left + ", " + right + ")";
      }
      boolean power = operator == Operator.POWER;
      String space = power ? "" : " ";
      return inBrackets(left, operator.strength() + (power ? 1 : 0))
          + space
          + operator.symbol()
          + space
          + inBrackets(right, operator.strength() + (power ? 0 : 1));
    }
  }

  /** One expression where a condition holds, another elsewhere; not a number where it is open. */
  record Where(
      Comparison comparison,
      Expression left,
      Expression right,
      Expression then,
      Expression otherwise)
      implements Expression {
    @Override
    public double at(double x, Precision precision) {
      double a = left.at(x, precision);
      double b = right.at(x, precision);
      if (Double.isNaN(a) || Double.isNaN(b)) {
        return Double.NaN;
      }
      return (comparison.holds(a, b) ? then : otherwise).at(x, precision);
    }

    @Override
    public Expression derivative() {
      return Algebra.where(comparison, left, right, then.derivative(), otherwise.derivative());
    }

    @Override
    public List<Expression> parts() {
      return List.of(left, right, then, otherwise);
    }

    @Override
    public Expression with(UnaryOperator<Expression> change) {
      return Algebra.where(
          comparison,
          change.apply(left),
          change.apply(right),
          change.apply(then),
          change.apply(otherwise));
    }

    @Override
    public String toString() {
      return "where(%s %s %s, %s, %s)".formatted(left, comparison.symbol(), right, then, otherwise);
    }
  }

  private static String inBrackets(Expression part, int strength) {
    return part.strength() < strength ? "(" + part + ")" : part.toString();
  }
}
