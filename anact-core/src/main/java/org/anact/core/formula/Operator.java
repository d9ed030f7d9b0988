package org.anact.core.formula;

/** An operation on two numbers. */
enum Operator {
  ADD("+", 1),
  SUBTRACT("-", 1),
  MULTIPLY("*", 2),
  DIVIDE("/", 2),
  POWER("^", 4),
  MIN("min", Operator.ATOM),
  MAX("max", Operator.ATOM);

  /** How strongly the parts of a function's call hold together. */
  static final int ATOM = 5;

  /** How strongly the parts of a negation hold together. */
  static final int NEGATION = 3;

  private final String symbol;
  private final int strength;

  Operator(String symbol, int strength) {
    this.symbol = symbol;
    this.strength = strength;
  }

  String symbol() {
    return symbol;
  }

  int strength() {
    return strength;
  }

  double at(double left, double right) {
    return switch (this) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case POWER -> Math.pow(left, right);
      case MIN -> Math.min(left, right);
      case MAX -> Math.max(left, right);
    };
  }
}
