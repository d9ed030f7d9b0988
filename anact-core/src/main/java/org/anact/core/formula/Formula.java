package org.anact.core.formula;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.anact.core.kernel.ActivationKernel;

/**
 * A function of x that a user wrote, with its derivative.
 *
 * @see FormulaFunctions the functions of the language
 */
public final class Formula {

  /** Longest text, and most nodes of the derivative: a kernel of more is of no use. */
  private static final int LONGEST = 2000;

  private static final int MOST_NODES = 20_000;

  private final String text;
  private final Expression value;
  private final Expression slope;
  private ActivationKernel kernel;

  private Formula(String text, Expression value, Expression slope) {
    this.text = text;
    this.value = value;
    this.slope = slope;
  }

  /**
   * Reads a formula and checks that it and its derivative are numbers in [-40, 40].
   *
   * @throws FormulaException if it is no formula, or is not a number somewhere; the message says
   *     where
   */
  public static Formula of(String text) {
    Formula formula = unchecked(text);
    FormulaCheck.check(formula);
    return formula;
  }

  /** Reads a formula whatever its values are. */
  static Formula unchecked(String text) {
    String stripped = text.strip();
    if (stripped.length() > LONGEST) {
      throw new FormulaException(
          "has %d characters: give %d at most".formatted(stripped.length(), LONGEST));
    }
    Expression value = new Parser(FormulaFunctions.registry(), stripped).formula();
    Expression slope = value.derivative();
    if (value.size(MOST_NODES) + slope.size(MOST_NODES) > MOST_NODES) {
      throw new FormulaException("has too long a derivative: give a simpler formula");
    }
    return new Formula(stripped, value, slope);
  }

  /** Returns the formula as it was given. */
  public String text() {
    return text;
  }

  /** Returns the derivative as a formula. */
  public String derivative() {
    return slope.toString();
  }

  /** Returns f(x). */
  public double value(double x) {
    return value.at(x, Precision.DOUBLE);
  }

  /** Returns f'(x). */
  public double slope(double x) {
    return slope.at(x, Precision.DOUBLE);
  }

  Expression expression() {
    return value;
  }

  Expression slopeExpression() {
    return slope;
  }

  /**
   * Returns the kernel, which is compiled when it is first asked for, or interpreted where there is
   * no compiler.
   */
  public ActivationKernel kernel() {
    return kernel(ToolProvider.getSystemJavaCompiler());
  }

  /** Returns the kernel by a compiler, which is null in a JRE. */
  synchronized ActivationKernel kernel(JavaCompiler compiler) {
    if (kernel == null) {
      kernel =
          KernelCompiler.compile(compiler, KernelSource.of(value, slope))
              .orElseGet(() -> new InterpretedKernel(value, slope));
    }
    return kernel;
  }

  @Override
  public String toString() {
    return text;
  }
}
