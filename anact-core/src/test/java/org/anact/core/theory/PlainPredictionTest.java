package org.anact.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.anact.core.activation.Activations;
import org.junit.jupiter.api.Test;

final class PlainPredictionTest {

  private static List<PlainPrediction.Layer> predict(String name, double gain, int depth) {
    return PlainPrediction.of(Activations.standard().get(name), gain, 1.0, depth);
  }

  /** He et al. 2015: the square root of 2 keeps both variances for ReLU, at every depth. */
  @Test
  void reluWithItsOwnGainKeepsBothVariances() {
    assertThat(predict("relu", Math.sqrt(2), 12))
        .hasSize(12)
        .allSatisfy(
            layer -> {
              assertThat(layer.varInput()).isCloseTo(1.0, within(1e-9));
              assertThat(layer.varGradInput()).isCloseTo(1.0, within(1e-9));
            });
  }

  @Test
  void reluWithoutGainHalvesThemInEachLayer() {
    List<PlainPrediction.Layer> layers = predict("relu", 1, 5);
    assertThat(layers.get(4).varInput()).isCloseTo(1.0 / 16, within(1e-9));
    assertThat(layers.get(0).varGradInput()).isCloseTo(1.0 / 16, within(1e-9));
    assertThat(layers.get(4).varGradInput()).isEqualTo(1.0);
  }

  /** The values of tanh at N(0, 1): rho 0.394294, rho' 0.464403. */
  @Test
  void eachLayerUsesTheMomentsOfItsOwnVariance() {
    List<PlainPrediction.Layer> layers = predict("tanh", 1, 3);
    assertThat(layers.get(1).varInput()).isCloseTo(0.394294, within(1e-6));
    double behind = layers.get(1).varGradInput();
    assertThat(layers.get(0).varGradInput() / behind).isCloseTo(0.464403, within(1e-6));
    GaussianMoments second =
        GaussianQuadrature.moments(
            Activations.standard().get("tanh").base().create(), Math.sqrt(0.394294));
    assertThat(behind).isCloseTo(second.rhoPrime(), within(1e-5));
  }

  /**
   * lambda = 1.53125 at N(0, 1): the gradient grows by lambda^2 rho' = 1.0889 in the first layer.
   */
  @Test
  void normalizedLayersUseTheirOwnLambda() {
    List<PlainPrediction.Layer> layers = predict("ntanh", 1, 2);
    assertThat(layers.get(0).scale()).isCloseTo(1.53125, within(1e-5));
    assertThat(layers.get(0).varGradInput()).isCloseTo(1.53125 * 1.53125 * 0.464403, within(1e-4));
  }

  /** Forty layers of a tiny gain leave the range of quadrature; the numbers stay numbers. */
  @Test
  void vanishingVariancesStayFinite() {
    assertThat(predict("swish", 1e-3, 40))
        .allSatisfy(
            layer -> {
              assertThat(layer.varInput()).isFinite().isNotNegative();
              assertThat(layer.varGradInput()).isFinite().isNotNegative();
            });
  }

  /** The next layer receives the centred output, scaled; the first has the variance it is given. */
  @Test
  void normalizedLayersCentreAndScaleAtTheirOwnVariance() {
    GaussianMoments moments =
        GaussianQuadrature.moments(Activations.standard().get("swish").base().create(), 1.7);
    double lambda = moments.lambda(Target.BALANCED);
    List<PlainPrediction.Layer> layers =
        PlainPrediction.of(Activations.standard().get("nswish"), 1.2, 1.7, 2);
    assertThat(layers.get(0).varInput()).isCloseTo(1.7 * 1.7, within(1e-12));
    assertThat(layers.get(0).scale()).isCloseTo(lambda, within(1e-12));
    assertThat(layers.get(0).mu()).isCloseTo(moments.mean(), within(1e-12)).isNotZero();
    assertThat(layers.get(1).varInput())
        .isCloseTo(1.44 * lambda * lambda * moments.centredRho() * 1.7 * 1.7, within(1e-9));
    assertThat(PlainPrediction.of(Activations.standard().get("swish"), 1.2, 1.7, 2).get(0).mu())
        .isZero();
  }

  /**
   * ReLU's moments do not depend on the variance, however far that is out of quadrature's range.
   */
  @Test
  void explodingVariancesFollowTheFormula() {
    List<PlainPrediction.Layer> layers = predict("relu", 100, 12);
    assertThat(layers.get(11).varInput()).isCloseTo(Math.pow(5000, 11), withinPercentage(1e-6));
    assertThat(layers.get(0).varGradInput()).isCloseTo(Math.pow(5000, 11), withinPercentage(1e-6));
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> predict("tanh", 1, 0)).hasMessageContaining("depth is 0");
    assertThatThrownBy(() -> predict("tanh", 0, 3)).hasMessageContaining("gain is 0");
    assertThatThrownBy(() -> predict("tanh", -1, 3)).hasMessageContaining("gain is -1");
    assertThatThrownBy(() -> predict("tanh", Double.POSITIVE_INFINITY, 3))
        .hasMessageContaining("gain is Infinity");
  }
}
