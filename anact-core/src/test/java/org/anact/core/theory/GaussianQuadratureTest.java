package org.anact.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.anact.core.activation.Activations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

final class GaussianQuadratureTest {

  private static GaussianMoments moments(String name, double sigma) {
    return GaussianQuadrature.moments(Activations.standard().get(name).base().create(), sigma);
  }

  @ParameterizedTest
  @CsvSource({
    "relu, 0.5, 0.5, 1.41421",
    "swish, 0.355776, 0.379482, 1.65014",
    "tanh, 0.394294, 0.464403, 1.53125"
  })
  void knownValuesAtStandardNormal(String name, double rho, double rhoPrime, double lambda) {
    GaussianMoments moments = moments(name, 1);
    assertThat(moments.rho()).isCloseTo(rho, within(1e-6));
    assertThat(moments.rhoPrime()).isCloseTo(rhoPrime, within(1e-6));
    assertThat(moments.lambda(Target.BALANCED)).isCloseTo(lambda, within(1e-5));
  }

  /** ReLU is homogeneous: its gains are one half and its mean sigma / sqrt(2 pi) at every scale. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-3, 0.1, 1, 7.3, 50, 300})
  void reluIsExactAtEveryScale(double sigma) {
    GaussianMoments moments = moments("relu", sigma);
    assertThat(moments.rho()).isCloseTo(0.5, within(1e-12));
    assertThat(moments.rhoPrime()).isCloseTo(0.5, within(1e-12));
    assertThat(moments.mean() / sigma).isCloseTo(1 / Math.sqrt(2 * Math.PI), within(1e-12));
    assertThat(moments.centredRho()).isCloseTo(0.5 - 0.5 / Math.PI, within(1e-12));
  }

  @Test
  void targetsAreTheTwoOptimaAndTheMeanOfTheirSquares() {
    assertThat(Target.FORWARD.lambda(0.25, 0.5)).isEqualTo(2.0);
    assertThat(Target.BACKWARD.lambda(0.5, 0.25)).isEqualTo(2.0);
    assertThat(Target.BALANCED.lambda(0.25, 0.5)).isCloseTo(Math.sqrt(3), within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1e-9, 1e4, Double.NaN})
  void sigmaOutOfRangeIsRefused(double sigma) {
    assertThatThrownBy(() -> moments("tanh", sigma))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sigma is " + sigma);
  }

  /** A function without finite moments has no lambda, and must not get one that is no number. */
  @Test
  void functionWithoutFiniteMomentsIsRefused() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (boolean slope : new boolean[] {true, false}) {
        assertThatThrownBy(() -> GaussianQuadrature.moments(new Broken(value, slope), 1))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("no finite moments");
      }
    }
  }

  /** One everywhere, or the broken value: as its output or as its slope. */
  private static final class Broken extends BaseActivationFunction {

    private static final long serialVersionUID = 1L;

    private final double value;
    private final boolean slope;

    Broken(double value, boolean slope) {
      this.value = value;
      this.slope = slope;
    }

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
      return in.assign(slope ? 1 : value);
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
      return new Pair<>(epsilon.assign(slope ? value : 1), null);
    }
  }
}
