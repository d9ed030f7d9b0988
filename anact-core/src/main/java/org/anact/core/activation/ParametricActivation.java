package org.anact.core.activation;

import java.util.Locale;
import java.util.function.Supplier;
import org.anact.core.kernel.ElementwiseActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An activation with a learnable parameter, as the configuration of a layer has it; the layer keeps
 * the parameters. By itself it is the function at the initial value, as a new layer computes it.
 */
public final class ParametricActivation extends ElementwiseActivation {

  private static final long serialVersionUID = 1L;

  /** Which elements of a tensor share a parameter. */
  public enum Sharing {
    /** Those of a channel; in dense layers each unit has its own. */
    CHANNEL,
    /** All of a layer. */
    LAYER
  }

  private final ParametricFunction function;
  private final Sharing sharing;
  private final double initialValue;

  @JsonCreator
  ParametricActivation(
      @JsonProperty("function") ParametricFunction function,
      @JsonProperty("sharing") Sharing sharing,
      @JsonProperty("initialValue") double initialValue) {
    this.function = function;
    this.sharing = sharing;
    this.initialValue = initialValue;
  }

  /**
   * Returns the function with the parameters of a layer.
   *
   * @param layout how the parameters are spread over the layer's tensors
   * @param parameters gives the parameters as they are at the time
   */
  public LearnedActivation learned(ParameterLayout layout, Supplier<INDArray> parameters) {
    return new LearnedActivation(function, layout, parameters);
  }

  /** Returns which elements share a parameter. */
  public Sharing sharing() {
    return sharing;
  }

  /** Returns the value that every parameter has in a new layer. */
  public double initialValue() {
    return initialValue;
  }

  @Override
  protected double value(double x) {
    return function.value(x, initialValue);
  }

  @Override
  protected double slope(double x) {
    return function.slope(x, initialValue);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParametricActivation that
        && function == that.function
        && sharing == that.sharing
        && initialValue == that.initialValue;
  }

  @Override
  public int hashCode() {
    return 31 * function.hashCode() + Double.hashCode(initialValue);
  }

  @Override
  public String toString() {
    return function.name().toLowerCase(Locale.ROOT);
  }
}
