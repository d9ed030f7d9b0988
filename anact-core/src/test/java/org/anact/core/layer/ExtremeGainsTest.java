package org.anact.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.anact.core.activation.Activations;
import org.anact.core.statistics.Bounds;
import org.anact.core.statistics.RunningStatistics;
import org.anact.testing.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gains that a number of the layer's type does not hold must not get into the running values. */
final class ExtremeGainsTest {

  private static StandaloneLayer layer(IActivation function, Bounds bounds, DataType type) {
    AnActOptions options = AnActOptions.defaults().withBounds(bounds, 0.8, 1.2);
    return new StandaloneLayer(function, options, type);
  }

  private static IActivation named(String name) {
    return Activations.standard().get(name).base().create();
  }

  /** A ReLU that leaks a slope, and so has gains of the slope's square where all inputs are low. */
  private static class Leaky extends BaseActivationFunction {

    private static final long serialVersionUID = 1L;

    private final double slope;

    Leaky(double slope) {
      this.slope = slope;
    }

    private INDArray slopes(INDArray in) {
      return in.gt(0).castTo(in.dataType()).muli(1 - slope).addi(slope);
    }

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
      return in.muli(slopes(in));
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
      return new Pair<>(epsilon.mul(slopes(in)), null);
    }
  }

  /** N(mean, deviation^2). */
  private static INDArray batch(DataType type, double mean, double deviation) {
    return Tensors.gaussian(3, type, 32, 8).muli(deviation).addi(mean);
  }

  /**
   * Gains of 1e-48 and 1e-212, of which the product of two is no double; of a sigmoid of inputs of
   * 1e-20 and 1e-80, whose rho is 1e39 and 1e159; and of softplus where it is 0.
   */
  static Stream<Arguments> extremes() {
    return Stream.of(Bounds.values())
        .flatMap(
            bounds ->
                Stream.of(
                    Arguments.of(new Leaky(1e-26), bounds, batch(DataType.FLOAT, -60, 0.5)),
                    Arguments.of(new Leaky(1e-108), bounds, batch(DataType.DOUBLE, -60, 0.5)),
                    Arguments.of(named("softplus"), bounds, batch(DataType.FLOAT, -200, 0.5)),
                    Arguments.of(named("softplus"), bounds, batch(DataType.DOUBLE, -200, 0.5)),
                    Arguments.of(named("sigmoid"), bounds, batch(DataType.FLOAT, 0, 1e-20)),
                    Arguments.of(named("sigmoid"), bounds, batch(DataType.DOUBLE, 0, 1e-80))));
  }

  @ParameterizedTest
  @MethodSource("extremes")
  void firstBatchOutOfRangeIsLeftOutAndTheNextSetsTheValues(
      IActivation function, Bounds bounds, INDArray extreme) {
    StandaloneLayer layer = layer(function, bounds, extreme.dataType());
    RunningStatistics prior = layer.layer().statistics();
    layer.train(extreme);
    assertThat(layer.layer().statistics()).isEqualTo(prior.leftOut());
    assertThat(layer.layer().lambda()).isFinite().isPositive();

    layer.train(batch(extreme.dataType(), 0, 1));
    StandaloneLayer fresh = layer(function, bounds, extreme.dataType());
    fresh.train(batch(extreme.dataType(), 0, 1));
    assertThat(layer.layer().statistics())
        .isEqualTo(fresh.layer().statistics().leftOut())
        .returns(1L, RunningStatistics::batches);
  }

  @ParameterizedTest
  @MethodSource("extremes")
  void laterBatchesOutOfRangeKeepTheLastGoodValues(
      IActivation function, Bounds bounds, INDArray extreme) {
    StandaloneLayer layer = layer(function, bounds, extreme.dataType());
    layer.train(batch(extreme.dataType(), 0, 1));
    RunningStatistics good = layer.layer().statistics();
    layer.train(extreme);
    layer.train(extreme);
    assertThat(layer.layer().statistics()).isEqualTo(good.leftOut().leftOut());
  }

  /** A double has room for what a float has none for, and lambda is what it says. */
  @ParameterizedTest
  @EnumSource(Bounds.class)
  void gainsThatADoubleHoldsAreFollowedInDouble(Bounds bounds) {
    StandaloneLayer layer = layer(new Leaky(1e-26), bounds, DataType.DOUBLE);
    layer.train(batch(DataType.DOUBLE, -60, 0.5));
    assertThat(layer.layer().statistics())
        .returns(1L, RunningStatistics::batches)
        .returns(0L, RunningStatistics::degenerateBatches);
    assertThat(layer.layer().lambda()).isBetween(1e25, 1e26);
    StandaloneLayer small = layer(named("sigmoid"), bounds, DataType.DOUBLE);
    small.train(batch(DataType.DOUBLE, 0, 1e-20));
    assertThat(small.layer().statistics().rho()).isBetween(1e39, 1e40);
  }

  /** Inference before the first batch would have no number for lambda. */
  @Test
  void functionWhoseGainsAtTheStandardNormalDoNotFitIsRefused() {
    IActivation zero =
        new Leaky(1e-26) {
          private static final long serialVersionUID = 1L;

          @Override
          public INDArray getActivation(INDArray in, boolean training) {
            return in.muli(1e-26);
          }
        };
    assertThatThrownBy(() -> layer(zero, Bounds.CLAMP, DataType.FLOAT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer 'site'")
        .hasMessageContaining("FLOAT");
    assertThat(layer(zero, Bounds.CLAMP, DataType.DOUBLE).layer().lambda()).isFinite();
  }
}
