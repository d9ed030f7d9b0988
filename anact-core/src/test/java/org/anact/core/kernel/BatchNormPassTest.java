package org.anact.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.anact.testing.Tensors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Batch norm against sums in double, channel by channel as the paper writes them. */
final class BatchNormPassTest {

  private static final double EPS = 1e-3;

  /** Images, channels, height x width; the last of each layout empties its lanes several times. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 5, true",
    "7, 3, 35, true",
    "12, 1, 64, true",
    "33, 10, 1, true",
    "6, 1500, 2, true",
    "90, 16, 400, true",
    "2, 3, 5, false",
    "7, 3, 35, false",
    "33, 10, 1, false",
    "5, 2, 1025, false",
    "300, 2, 1025, false"
  })
  void everyPassIsWhatThePaperWrites(int images, int channels, int inner, boolean last) {
    Case expected = new Case(images, channels, inner, last);
    for (int threads = 1; threads <= 3; threads++) {
      expected.check(new Team(threads));
    }
  }

  /** The tensors of one shape, every channel with a mean, deviation, scale and shift of its own. */
  private static final class Case {

    private final int channels;
    private final int inner;
    private final boolean last;
    private final double count;
    private final float[] x;
    private final float[] epsilon;
    private final float[] gamma;
    private final float[] beta;

    private final double[] mean;
    private final double[] variance;
    private final double[] inverse;
    private final double[] gammaGradient;
    private final double[] betaGradient;

    Case(int images, int channels, int inner, boolean last) {
      this.channels = channels;
      this.inner = inner;
      this.last = last;
      int length = images * channels * inner;
      x = Tensors.gaussian(length, DataType.FLOAT, length).toFloatVector();
      epsilon = Tensors.gaussian(length + 1L, DataType.FLOAT, length).toFloatVector();
      count = (double) images * inner;
      for (int i = 0; i < length; i++) {
        int c = channel(i);
        x[i] = (1 + c % 3) * x[i] + 5 * (c % 4);
      }
      gamma = new float[channels];
      beta = new float[channels];
      for (int c = 0; c < channels; c++) {
        gamma[c] = 0.5f + c % 5;
        beta[c] = c % 7 - 3;
      }
      mean = perChannel(sums((i, c) -> x[i]), sum -> sum / count);
      variance = perChannel(sums((i, c) -> Math.pow(x[i] - mean[c], 2)), sum -> sum / count);
      inverse = perChannel(variance, v -> 1 / Math.sqrt(v + EPS));
      betaGradient = sums((i, c) -> epsilon[i]);
      gammaGradient = sums((i, c) -> epsilon[i] * hat(i, c));
    }

    void check(Team team) {
      BatchNormPass pass = new BatchNormPass(channels, inner, last, team);
      HostTensor input = HostTensor.of(Nd4j.createFromArray(x));
      BatchNormPass.Moments moments = pass.moments(input);
      INDArray out = Nd4j.create(DataType.FLOAT, x.length);
      pass.normalize(input, HostTensor.of(out), moments, gamma, beta, EPS);
      INDArray back = Nd4j.create(DataType.FLOAT, x.length);
      HostTensor above = HostTensor.of(Nd4j.createFromArray(epsilon));
      BatchNormPass.Gradients gradients =
          pass.backward(input, above, HostTensor.of(back), moments, gamma, EPS);

      for (int c = 0; c < channels; c++) {
        assertThat((double) moments.mean()[c]).isCloseTo(mean[c], nearly(mean[c]));
        assertThat((double) moments.variance()[c]).isCloseTo(variance[c], nearly(variance[c]));
        assertThat(gradients.beta()[c] / count).isCloseTo(betaGradient[c] / count, within(1e-6));
        assertThat(gradients.gamma()[c] / count).isCloseTo(gammaGradient[c] / count, within(1e-6));
      }
      double[] normalized = new double[x.length];
      double[] handedBack = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        int c = channel(i);
        normalized[i] = gamma[c] * hat(i, c) + beta[c];
        double common = (betaGradient[c] + hat(i, c) * gammaGradient[c]) / count;
        handedBack[i] = gamma[c] * inverse[c] * (epsilon[i] - common);
      }
      Tensors.assertNear("output", out, Nd4j.createFromArray(normalized), 1e-5);
      Tensors.assertNear("dL/dx", back, Nd4j.createFromArray(handedBack), 1e-5);
    }

    private double hat(int element, int channel) {
      return (x[element] - mean[channel]) * inverse[channel];
    }

    private double[] sums(Term term) {
      double[] sums = new double[channels];
      for (int i = 0; i < x.length; i++) {
        int c = channel(i);
        sums[c] += term.of(i, c);
      }
      return sums;
    }

    private int channel(int element) {
      return ChannelTilesTest.channel(element, channels, inner, last);
    }

    private static double[] perChannel(double[] values, DoubleUnaryOperator function) {
      return Arrays.stream(values).map(function).toArray();
    }

    private static Offset<Double> nearly(double size) {
      return within(2e-6 * Math.max(1, Math.abs(size)));
    }
  }

  /** What one element adds to the sum of its channel. */
  private interface Term {
    double of(int element, int channel);
  }

  /**
   * Each addend ends in 2^-16, which a float keeps up to a sum of 256: lanes that are not emptied
   * in time lose it.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sumsOfManyTilesLoseNoDigits(boolean last) {
    int images = 2000;
    int length = images * Lanes.BLOCK;
    double addend = 1 + 0x1p-16;
    INDArray x = Nd4j.valueArrayOf(new long[] {length}, addend, DataType.FLOAT);
    // Of the channel's first element the shift is made.
    x.putScalar(0, 0f);
    INDArray epsilon = Nd4j.valueArrayOf(new long[] {length}, addend, DataType.FLOAT);
    INDArray ones = Nd4j.ones(DataType.FLOAT, length);
    INDArray back = Nd4j.create(DataType.FLOAT, length);
    BatchNormPass pass = new BatchNormPass(1, Lanes.BLOCK, last, new Team(1));
    BatchNormPass.Moments moments = pass.moments(HostTensor.of(x));
    float mean = (float) (addend * (length - 1) / length);
    assertThat((double) moments.mean()[0]).isCloseTo(mean, within(1.2e-7));
    BatchNormPass.Gradients gradients =
        pass.backward(
            HostTensor.of(ones),
            HostTensor.of(epsilon),
            HostTensor.of(back),
            new BatchNormPass.Moments(new float[] {0}, new float[] {1}),
            new float[] {1},
            0);
    assertThat(gradients.beta()[0]).isEqualTo((float) (addend * length));
    assertThat(gradients.gamma()[0]).isEqualTo((float) (addend * length));
  }
}
