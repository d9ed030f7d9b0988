package org.anact.core.activation;

import java.util.Locale;
import org.anact.core.kernel.ElementwiseActivation;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A {@link ScalarFunction} as Deeplearning4j has activations. */
final class ScalarActivation extends ElementwiseActivation {

  private static final long serialVersionUID = 1L;

  private final ScalarFunction function;

  @JsonCreator
  ScalarActivation(@JsonProperty("function") ScalarFunction function) {
    this.function = function;
  }

  @Override
  protected double value(double x) {
    return function.value(x);
  }

  @Override
  protected double slope(double x) {
    return function.slope(x);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScalarActivation that && function == that.function;
  }

  @Override
  public int hashCode() {
    return function.hashCode();
  }

  @Override
  public String toString() {
    return function.name().replace("_", "").toLowerCase(Locale.ROOT);
  }
}
