package org.anact.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.anact.testing.Tensors;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.regularization.Regularization.ApplyStep;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/** Decoupled decay after Adam's step is AdamW. */
final class DecoupledDecayTest {

  private static final double RATE = 0.05;
  private static final double DECAY = 0.1;

  /**
   * Algorithm 2 of Loshchilov and Hutter, with the learning rate at the decay as PyTorch has it.
   */
  @Test
  void withAdamItIsThePublishedAlgorithm() {
    GradientUpdater<?> adam = new Adam(RATE, 0.9, 0.999, 1e-8).instantiate(Nd4j.zeros(1, 4), true);
    DecoupledDecay decay = new DecoupledDecay(DECAY);
    assertThat(decay.applyStep()).isEqualTo(ApplyStep.POST_UPDATER);
    INDArray parameters = Nd4j.createFromArray(new float[][] {{1f, -2f}});
    double[] expected = {1, -2};
    double[] mean = new double[2];
    double[] square = new double[2];
    for (int step = 1; step <= 6; step++) {
      double[] gradient = {0.3 * step, -1.0 / step};
      INDArray update =
          Nd4j.createFromArray(new float[][] {{(float) gradient[0], (float) gradient[1]}});
      adam.applyUpdater(update, step - 1, 0);
      decay.apply(parameters, update, RATE, step - 1, 0);
      parameters.subi(update);
      for (int i = 0; i < 2; i++) {
        expected[i] -= RATE * DECAY * expected[i];
        mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
        square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
        double m = mean[i] / (1 - Math.pow(0.9, step));
        double v = square[i] / (1 - Math.pow(0.999, step));
        expected[i] -= RATE * m / (Math.sqrt(v) + 1e-8);
        assertThat(parameters.getDouble(0, i)).isCloseTo(expected[i], within(2e-6));
      }
    }
  }

  @Test
  void itIsDeeplearning4jsWeightDecay() {
    INDArray parameters = Tensors.gaussian(1, DataType.FLOAT, 50);
    INDArray own = parameters.mul(0.01);
    INDArray theirs = own.dup();
    new DecoupledDecay(DECAY).apply(parameters, own, RATE, 0, 0);
    new WeightDecay(DECAY, true).apply(parameters, theirs, RATE, 0, 0);
    assertThat(own.distance2(theirs)).isLessThan(1e-6);
    assertThat(new DecoupledDecay(DECAY).score(parameters, 0, 0)).isZero();
  }

  /**
   * Where Deeplearning4j's first step of a gradient of 1 is not PyTorch's, as docs/grids.md says.
   */
  @Test
  void epsilonIsWhereTheDocsSay() {
    INDArray step = Nd4j.createFromArray(new float[][] {{1f}});
    new Adam(1, 0.9, 0.999, 0.5).instantiate(Nd4j.zeros(1, 2), true).applyUpdater(step, 0, 0);
    double root = Math.sqrt(0.001);
    assertThat(step.getDouble(0)).isCloseTo(root / (root + 0.5), within(1e-6));
    step.assign(1);
    new RmsProp(1, 0.99, 0.5).instantiate(Nd4j.zeros(1, 1), true).applyUpdater(step, 0, 0);
    root = Math.sqrt(0.99 * 0.5 + 0.01);
    assertThat(step.getDouble(0)).isCloseTo(1 / (root + 0.5), within(1e-6));
  }
}
