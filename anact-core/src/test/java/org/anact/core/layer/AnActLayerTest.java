package org.anact.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.anact.core.statistics.RhoForm;
import org.anact.core.statistics.RunningStatistics;
import org.anact.core.theory.Target;
import org.anact.testing.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class AnActLayerTest {

  private static final AnActOptions OTHER = AnActOptions.defaults().withTarget(Target.FORWARD);

  /** By the kernels (float) and without (double). */
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void onlyALearnableAlphaHasAGradient(DataType type) {
    for (boolean learnable : new boolean[] {true, false}) {
      StandaloneLayer layer =
          new StandaloneLayer(
              new ActivationTanH(), AnActOptions.defaults().withLearnableAlpha(learnable), type);
      layer.train(Tensors.gaussian(3, type, 8, 8));
      double gradient = StandaloneLayer.alphaGradient(layer.back(Tensors.gaussian(4, type, 8, 8)));
      assertThat(gradient != 0).as("learnable %s", learnable).isEqualTo(learnable);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void layoutOfTheTensorDoesNotMatter(DataType type) {
    INDArray nchw = Tensors.gaussian(5, type, 4, 3, 5, 2);
    INDArray nhwc = nchw.permute(0, 2, 3, 1).dup('c');
    StandaloneLayer first =
        new StandaloneLayer(new ActivationTanH(), AnActOptions.defaults(), type);
    StandaloneLayer second =
        new StandaloneLayer(new ActivationTanH(), AnActOptions.defaults(), type);
    INDArray a = first.train(nchw);
    INDArray b = second.train(nhwc).permute(0, 3, 1, 2);
    Tensors.assertNear("channels last", b, a, 1e-5);
    assertThat(first.layer().lambda()).isCloseTo(second.layer().lambda(), within(1e-6));
    INDArray viewed =
        new StandaloneLayer(new ActivationTanH(), AnActOptions.defaults(), type)
            .train(nhwc.permute(0, 3, 1, 2));
    Tensors.assertNear("view", viewed, a, 1e-5);
  }

  static Stream<INDArray> degenerateInputs() {
    INDArray nan = Nd4j.ones(DataType.FLOAT, 4, 4);
    nan.putScalar(5, Float.NaN);
    INDArray infinite = Tensors.gaussian(6, DataType.FLOAT, 4, 4);
    infinite.putScalar(5, Float.POSITIVE_INFINITY);
    return Stream.of(
        Nd4j.valueArrayOf(new long[] {4, 4}, 0.7, DataType.FLOAT),
        Tensors.gaussian(7, DataType.FLOAT, 4, 4).sub(100),
        nan,
        infinite);
  }

  /** Constant input, a layer whose units are all dead, not a number, infinity. */
  @ParameterizedTest
  @MethodSource("degenerateInputs")
  void degenerateBatchKeepsTheLastGoodValues(INDArray bad) {
    StandaloneLayer layer =
        new StandaloneLayer(new ActivationReLU(), AnActOptions.defaults(), DataType.FLOAT);
    layer.train(Tensors.gaussian(8, DataType.FLOAT, 16, 4));
    RunningStatistics good = layer.layer().statistics();
    layer.train(bad);
    RunningStatistics after = layer.layer().statistics();
    assertThat(after.degenerateBatches()).isEqualTo(1);
    assertThat(after.rho()).isEqualTo(good.rho());
    assertThat(after.rhoPrime()).isEqualTo(good.rhoPrime());
    assertThat(after.mu()).isEqualTo(good.mu());
    assertThat(after.batches()).isEqualTo(1);
  }

  /**
   * The batch's own lambda is that of its training step alone, and what one says nothing is of the
   * running values.
   */
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void ownStatisticsOfABatchEndWithItsStep(DataType type) {
    AnActOptions options = AnActOptions.defaults().withStatistics(AnActOptions.Statistics.BATCH);
    StandaloneLayer layer = new StandaloneLayer(new ActivationReLU(), options, type);
    INDArray first = Tensors.gaussian(8, type, 16, 4);
    layer.train(first);
    layer.back(first);
    double running = layer.layer().lambda();
    INDArray shifted = Tensors.gaussian(9, type, 16, 4).addi(2);
    INDArray alone = new StandaloneLayer(new ActivationReLU(), options, type).train(shifted);
    Tensors.assertNear("output", layer.train(shifted), alone, 1e-6);
    assertThat(layer.layer().lambda()).isLessThan(0.8 * running);
    layer.back(shifted);
    double after = layer.layer().lambda();
    assertThat(after).isBetween(0.95 * running, running);

    INDArray constant = Nd4j.valueArrayOf(new long[] {16, 4}, 0.7, type);
    INDArray expected = layer.infer(constant.dup());
    Tensors.assertNear("degenerate", layer.train(constant.dup()), expected, 1e-6);
    assertThat(layer.layer().lambda()).isEqualTo(after);
  }

  /** Next to a thousand, a step of rounding is no variance in float, and a real one in double. */
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void noiseOfRoundingCountsAsConstant(DataType type) {
    StandaloneLayer layer =
        new StandaloneLayer(new ActivationReLU(), AnActOptions.defaults(), type);
    INDArray y = Nd4j.valueArrayOf(new long[] {4, 4}, 1000, type);
    y.putScalar(3, Math.nextUp(1000f));
    layer.train(y);
    assertThat(layer.layer().statistics().degenerateBatches())
        .isEqualTo(type == DataType.FLOAT ? 1 : 0);
  }

  @Test
  void layersOfOtherOptionsOrFunctionsAreNotEqual() {
    AnActLayer layer = new AnActLayer(new ActivationTanH());
    assertThat(layer).isEqualTo(new AnActLayer(new ActivationTanH())).isEqualTo(layer.clone());
    assertThat(layer).isNotEqualTo(new AnActLayer(new ActivationReLU()));
    assertThat(layer)
        .isNotEqualTo(new AnActLayer.Builder(new ActivationTanH()).options(OTHER).build());
  }

  /** ReLU at N(0, 1): rho 1/2, centred 1/2 - 1/(2 pi); rho' 1/2; mean 1/sqrt(2 pi). */
  @Test
  void newLayerHasTheMomentsOfTheStandardNormal() {
    for (RhoForm form : RhoForm.values()) {
      RunningStatistics prior =
          new StandaloneLayer(
                  new ActivationReLU(), AnActOptions.defaults().withRhoForm(form), DataType.DOUBLE)
              .layer()
              .statistics();
      double square = form == RhoForm.RAW ? 0 : 0.5 / Math.PI;
      assertThat(prior.rho()).isCloseTo(0.5 - square, within(1e-12));
      assertThat(prior.rhoPrime()).isCloseTo(0.5, within(1e-12));
      assertThat(prior.mu()).isCloseTo(1 / Math.sqrt(2 * Math.PI), within(1e-12));
      assertThat(prior.batches()).isZero();
    }
  }

  @Test
  void frozenLayerTrainsWithoutMovingItsState() {
    StandaloneLayer layer =
        new StandaloneLayer(new ActivationTanH(), AnActOptions.defaults(), DataType.FLOAT);
    layer.train(Tensors.gaussian(9, DataType.FLOAT, 16, 4));
    RunningStatistics before = layer.layer().statistics();
    layer.layer().setFrozen(true);
    layer.train(Tensors.gaussian(10, DataType.FLOAT, 16, 4).muli(3));
    assertThat(layer.layer().statistics()).isEqualTo(before);
  }

  /** A function of the user's own, whose derivative only its backprop knows. */
  @Test
  void usersOwnActivationIsNormalizedByItsOwnDerivative() {
    StandaloneLayer layer =
        new StandaloneLayer(new Doubling(), AnActOptions.defaults(), DataType.DOUBLE);
    INDArray y = Tensors.gaussian(12, DataType.DOUBLE, 40, 5);
    y.subi(y.meanNumber());
    layer.train(y);
    assertThat(layer.layer().statistics().rho()).isCloseTo(4, within(1e-9));
    assertThat(layer.layer().statistics().rhoPrime()).isCloseTo(4, within(1e-9));
    assertThat(layer.layer().lambda()).isCloseTo(0.5, within(1e-9));
  }
}
