package org.anact.core.formula;

import java.io.Serial;
import org.anact.core.kernel.ActivationKernel;
import org.anact.core.kernel.ElementwiseActivation;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An activation that is written as a formula. Its kernel computes floats; what is done here, in
 * doubles and element by element, is for theory, for masks and for networks without kernels.
 */
public final class FormulaActivation extends ElementwiseActivation {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String formula;
  private final transient Formula parsed;

  /**
   * Makes the activation.
   *
   * @throws FormulaException if the formula cannot be used
   */
  @JsonCreator
  public FormulaActivation(
      @JsonProperty("name") String name, @JsonProperty("formula") String formula) {
    this.name = name;
    this.parsed = Formula.of(formula);
    this.formula = parsed.text();
  }

  /** Returns the function that it computes. */
  public Formula formula() {
    return parsed;
  }

  /** Returns the kernel of the function. */
  public ActivationKernel kernel() {
    return parsed.kernel();
  }

  @Override
  protected double value(double x) {
    return parsed.value(x);
  }

  @Override
  protected double slope(double x) {
    return parsed.slope(x);
  }

  @Serial
  private Object readResolve() {
    return new FormulaActivation(name, formula);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FormulaActivation that
        && name.equals(that.name)
        && formula.equals(that.formula);
  }

  @Override
  public int hashCode() {
    return formula.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
