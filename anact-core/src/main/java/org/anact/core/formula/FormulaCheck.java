package org.anact.core.formula;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.anact.core.formula.Expression.Call;
import org.anact.core.formula.Expression.Constant;
import org.anact.core.formula.Expression.Operation;

/**
 * Looks for places where a formula or its derivative is not a finite number, in floats as in
 * doubles: on a fine raster, at the numbers in the formula, and where a divisor or the argument of
 * a logarithm or a root is nearest to zero.
 */
final class FormulaCheck {

  private static final double END = 40;
  private static final int STEPS_PER_UNIT = 64;
  private static final int POINTS = 2 * (int) END * STEPS_PER_UNIT + 1;

  /** Halvings of an interval until its ends are neighbours. */
  private static final int HALVINGS = 80;

  /** A value beyond which a function that is finite beside is taken for a pole. */
  private static final double POLE = 1e12;

  private final Formula formula;

  private FormulaCheck(Formula formula) {
    this.formula = formula;
  }

  /**
   * Checks a formula.
   *
   * @throws FormulaException if there is such a place; the message says where
   */
  static void check(Formula formula) {
    FormulaCheck check = new FormulaCheck(formula);
    double[] raster = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      raster[i] = (i - POINTS / 2) / (double) STEPS_PER_UNIT;
      check.at(raster[i], Double.POSITIVE_INFINITY);
    }
    Set<Expression> numbers = new LinkedHashSet<>();
    Set<Expression> critical = new LinkedHashSet<>();
    collect(formula.expression(), numbers, critical);
    collect(formula.slopeExpression(), numbers, critical);
    for (Expression number : numbers) {
      double x = number.at(0, Precision.DOUBLE);
      if (Math.abs(x) <= END) {
        check.at(x, Double.POSITIVE_INFINITY);
        check.at(-x, Double.POSITIVE_INFINITY);
      }
    }
    for (Expression divisor : critical) {
      for (double x : leastPlaces(divisor, raster)) {
        check.at(x, POLE);
      }
    }
  }

  private void at(double x, double bound) {
    for (Precision precision : List.of(Precision.DOUBLE, Precision.SINGLE)) {
      double at = precision.round(x);
      refuse("", formula.expression().at(at, precision), at, precision, bound);
      refuse(
          "the derivative of ", formula.slopeExpression().at(at, precision), at, precision, bound);
    }
  }

  private void refuse(String what, double value, double x, Precision precision, double bound) {
    if (Double.isFinite(value) && Math.abs(value) <= bound) {
      return;
    }
    throw new FormulaException(
        "cannot be used: %s'%s' is %s at x = %s%s; activations must be finite from -%.0f to %.0f"
            .formatted(
                what,
                formula.text(),
                Double.isNaN(value) ? "not a number" : "infinite",
                x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x),
                precision == Precision.SINGLE ? " in floats, in which networks are trained" : "",
                END,
                END));
  }

  private static void collect(Expression e, Set<Expression> numbers, Set<Expression> critical) {
    if (e instanceof Constant) {
      numbers.add(e);
    }
    if (e instanceof Operation operation && operation.right().varies()) {
      if (operation.operator() == Operator.DIVIDE) {
        critical.add(operation.right());
      }
    }
    if (e instanceof Operation operation && operation.operator() == Operator.POWER) {
      critical.add(operation.left());
    }
    if (e instanceof Call call
        && (call.function() == Primitive.LOG || call.function() == Primitive.SQRT)) {
      critical.add(call.argument());
    }
    if (e instanceof Call call && call.function() == Primitive.LOG1P) {
      critical.add(Algebra.add(call.argument(), Algebra.constant(1)));
    }
    e.parts().forEach(part -> collect(part, numbers, critical));
  }

  /** Returns where the size of an expression has a minimum between its neighbours. */
  private static List<Double> leastPlaces(Expression e, double[] raster) {
    List<Double> places = new ArrayList<>();
    for (int i = 1; i + 1 < raster.length; i++) {
      double size = size(e, raster[i]);
      if (size <= size(e, raster[i - 1]) && size <= size(e, raster[i + 1])) {
        places.add(least(e, raster[i - 1], raster[i + 1]));
      }
    }
    return places;
  }

  private static double least(Expression e, double from, double to) {
    double low = from;
    double high = to;
    for (int i = 0; i < HALVINGS; i++) {
      double left = low + (high - low) / 3;
      double right = high - (high - low) / 3;
      if (size(e, left) <= size(e, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }

  private static double size(Expression e, double x) {
    return Math.abs(e.at(x, Precision.DOUBLE));
  }
}
