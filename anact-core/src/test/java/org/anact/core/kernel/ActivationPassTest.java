package org.anact.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.Activations;
import org.anact.core.statistics.BatchStatistics;
import org.anact.testing.Tensors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The kernels against Deeplearning4j's activations in double and sums in double. */
final class ActivationPassTest {

  /** Around the sizes of a block, of a sum's lanes, and of what a lane takes up. */
  private static final int[] LENGTHS = {1, 5, 255, 1023, 1024, 1025, 3000, 300_001};

  static Stream<ActivationEntry> withKernel() {
    return Activations.STANDARD.stream().filter(entry -> entry.kernel() != null);
  }

  @ParameterizedTest
  @MethodSource("withKernel")
  void everyPassAgreesWithTheReference(ActivationEntry entry) {
    for (int length : LENGTHS) {
      for (int threads = 1; threads <= 3; threads++) {
        check(entry, length, new Team(threads));
      }
    }
  }

  private static void check(ActivationEntry entry, int length, Team team) {
    ActivationPass pass = new ActivationPass(entry.kernel(), team);
    INDArray x = Tensors.gaussian(length, DataType.FLOAT, length).muli(2);
    INDArray exact = x.castTo(DataType.DOUBLE);
    INDArray f = entry.create().getActivation(exact.dup(), true);
    INDArray slope =
        entry.create().backprop(exact.dup(), Nd4j.ones(DataType.DOUBLE, length)).getFirst();
    INDArray out = Nd4j.create(DataType.FLOAT, length);

    for (float scale : new float[] {1f, 1.5f}) {
      for (float mu : new float[] {0f, 0.25f}) {
        pass.forward(HostTensor.of(x), HostTensor.of(out), scale, mu);
        assertNear(out, f.sub(mu).muli(scale));
      }
    }

    BatchStatistics expected = BatchReduction.of(exact, f, slope);
    BatchStatistics actual = pass.forwardWithStatistics(HostTensor.of(x), HostTensor.of(out));
    assertNear(out, f);
    assertThat(actual.inputVariance())
        .isCloseTo(expected.inputVariance(), nearly(expected.inputVariance()));
    assertThat(actual.mean()).isCloseTo(expected.mean(), nearly(1));
    assertThat(actual.square()).isCloseTo(expected.square(), nearly(expected.square()));
    assertThat(actual.slopeSquare()).isCloseTo(expected.slopeSquare(), nearly(1));

    pass.normalize(HostTensor.of(out), 1.5f, 0.25f);
    assertNear(out, f.sub(0.25).muli(1.5));

    INDArray epsilon = Tensors.gaussian(99, DataType.FLOAT, length);
    INDArray exactEpsilon = epsilon.castTo(DataType.DOUBLE);
    INDArray back = Nd4j.create(DataType.FLOAT, length);
    double product =
        pass.backwardWithProduct(
            HostTensor.of(x), HostTensor.of(epsilon), HostTensor.of(back), 1.5f, 0.25f);
    // In the tails of a gate the slope is a product of numbers near 5 with a rounded 1 - gate.
    assertNear(back, slope.mul(exactEpsilon).muli(1.5), 5e-5);
    double wanted = exactEpsilon.mul(f.sub(0.25)).sumNumber().doubleValue();
    assertThat(product / length).isCloseTo(wanted / length, nearly(1));
    back.assign(0);
    pass.backward(HostTensor.of(x), HostTensor.of(epsilon), HostTensor.of(back), 1f);
    assertNear(back, slope.mul(exactEpsilon), 5e-5);
  }

  private static void assertNear(INDArray actual, INDArray expected) {
    assertNear(actual, expected, 5e-6);
  }

  private static void assertNear(INDArray actual, INDArray expected, double tolerance) {
    Tensors.assertNear("tensor", actual, expected, tolerance);
  }

  /**
   * Where a gate has closed or a function has levelled off. A gate that is a unit of rounding off
   * multiplies with x: what should vanish would grow without bound.
   */
  @ParameterizedTest
  @MethodSource("withKernel")
  void farFromZeroValuesAndSlopesAreThoseOfTheFunction(ActivationEntry entry) {
    float[] far = {-3e4f, -1000f, -20f, -16f, 16f, 20f, 1000f, 3e4f};
    INDArray exact = Nd4j.createFromArray(far).castTo(DataType.DOUBLE);
    INDArray wanted = entry.create().getActivation(exact.dup(), true);
    INDArray wantedSlope =
        entry.create().backprop(exact.dup(), Nd4j.ones(DataType.DOUBLE, far.length)).getFirst();
    float[] alone = new float[far.length];
    float[] f = new float[far.length];
    float[] slope = new float[far.length];
    entry.kernel().value(far, alone, far.length);
    entry.kernel().valueAndSlope(far, f, slope, far.length);
    for (int i = 0; i < far.length; i++) {
      Offset<Double> unit = within(2e-6 + 2e-7 * Math.abs(wanted.getDouble(i)));
      assertThat((double) alone[i]).as("f(%s)", far[i]).isCloseTo(wanted.getDouble(i), unit);
      assertThat((double) f[i])
          .as("f(%s), with slope", far[i])
          .isCloseTo(wanted.getDouble(i), unit);
      assertThat((double) slope[i])
          .as("slope at %s", far[i])
          .isCloseTo(wantedSlope.getDouble(i), within(2e-6));
    }
  }

  /** At a kink and a unit of rounding to either side: the slope at the kink is the flat side's. */
  @ParameterizedTest
  @CsvSource({
    "HARD_SWISH, -3, 0, 0, -0.5",
    "HARD_SWISH, 3, 1.5, 1, 1",
    "HARD_SIGMOID, -3, 0, 0, 0.16666667",
    "HARD_SIGMOID, 3, 0.16666667, 0, 0",
    "SOFT_SHRINK, -0.5, 1, 0, 0",
    "SOFT_SHRINK, 0.5, 0, 0, 1",
    "HARD_SHRINK, -0.5, 1, 0, 0",
    "HARD_SHRINK, 0.5, 0, 0, 1"
  })
  void slopesJumpAtKinksAndNowhereElse(
      PiecewiseKernels kernel, float kink, float below, float at, float above) {
    float[] x = {Math.nextDown(kink), kink, Math.nextUp(kink)};
    float[] slope = new float[3];
    kernel.valueAndSlope(x, new float[3], slope, 3);
    assertThat(slope).containsExactly(new float[] {below, at, above}, within(3e-7f));
  }

  /** Else a layer whose every unit is saturated would seem to hand a gradient on. */
  @ParameterizedTest
  @MethodSource("saturating")
  void aSaturatedBatchHasNoSlopeAtAll(ActivationKernel kernel) {
    for (float far : new float[] {-1000, -20, 20, 1000}) {
      INDArray x = Nd4j.valueArrayOf(new long[] {3000}, far, DataType.FLOAT);
      BatchStatistics statistics =
          new ActivationPass(kernel, new Team(2)).statistics(HostTensor.of(x));
      assertThat(statistics.slopeSquare()).isZero();
      assertThat(statistics.isDegenerate(Math.ulp(1f))).isTrue();
    }
  }

  static Stream<ActivationKernel> saturating() {
    return Stream.of(
        ActivationKernels.TANH,
        ActivationKernels.HARD_TANH,
        ActivationKernels.SIGMOID,
        PiecewiseKernels.HARD_SIGMOID);
  }

  private static Offset<Double> nearly(double size) {
    return within(1e-6 * Math.max(1, Math.abs(size)));
  }

  /** A NaN or an infinity must not hide: the layer leaves such a mini-batch out. */
  @ParameterizedTest
  @MethodSource("withKernel")
  void brokenInputShowsInTheStatistics(ActivationEntry entry) {
    ActivationPass pass = new ActivationPass(entry.kernel(), new Team(2));
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (int at : new int[] {0, 700, 4999}) {
        INDArray x = Tensors.gaussian(1, DataType.FLOAT, 5000);
        x.putScalar(at, broken);
        INDArray out = Nd4j.create(DataType.FLOAT, 5000);
        BatchStatistics statistics =
            pass.forwardWithStatistics(HostTensor.of(x), HostTensor.of(out));
        assertThat(statistics.isDegenerate(Math.ulp(1f))).isTrue();
      }
    }
  }

  /**
   * Four addends of a block meet in a lane, and each ends in 2^-14, which a float keeps up to a sum
   * of 1024: lanes that are not emptied in time lose it.
   */
  @Test
  void sumsOfManyBlocksLoseNoDigits() {
    int length = 2000 * Lanes.BLOCK + 1;
    double addend = 1 + 0x1p-14;
    INDArray x = Nd4j.valueArrayOf(new long[] {length}, addend, DataType.FLOAT);
    x.putScalar(0, 0f);
    INDArray back = Nd4j.create(DataType.FLOAT, length);
    ActivationPass pass = new ActivationPass(ActivationKernels.RELU, new Team(1));
    BatchStatistics statistics = pass.statistics(HostTensor.of(x));
    assertThat(statistics.mean()).isEqualTo(addend * (length - 1) / length);
    double product =
        pass.backwardWithProduct(
            HostTensor.of(x), HostTensor.of(x), HostTensor.of(back), 1f, (float) addend - 1f);
    assertThat(product).isEqualTo(addend * (length - 1));
  }

  @Test
  void sameThreadsGiveTheSameBits() {
    INDArray x = Tensors.gaussian(4, DataType.FLOAT, 70_001);
    INDArray out = Nd4j.create(DataType.FLOAT, 70_001);
    ActivationPass pass = new ActivationPass(ActivationKernels.SWISH, new Team(2));
    BatchStatistics first = pass.forwardWithStatistics(HostTensor.of(x), HostTensor.of(out));
    for (int i = 0; i < 50; i++) {
      assertThat(pass.forwardWithStatistics(HostTensor.of(x), HostTensor.of(out))).isEqualTo(first);
    }
  }

  /** Every float around where the fit is cut off: below it rises to one and never past it. */
  @Test
  void tanhReachesOneWhereItIsCutOffAndNotMore() {
    float[] x = new float[Lanes.BLOCK];
    float[] t = new float[x.length];
    float next = 6f;
    while (next < 8.5f) {
      for (int i = 0; i < x.length; i++, next = Math.nextUp(next)) {
        x[i] = next;
      }
      Tanh.tanh(x, t, x.length);
      for (int i = 0; i < x.length; i++) {
        if (t[i] > 1f || (x[i] >= Tanh.END) != (t[i] == 1f)) {
          fail("tanh(%s) = %s", x[i], t[i]);
        }
      }
    }
  }

  @Test
  void sigmoidAndExponentialEndExactly() {
    float[] x = {-3e4f, -16f, 16f, 3e4f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
    float[] result = new float[x.length];
    Tanh.sigmoid(x, result, x.length);
    assertThat(result).containsExactly(0f, 0f, 1f, 1f, 0f, 1f);
    Tanh.expm1OfNegative(x, result, x.length);
    assertThat(result).containsExactly(-1f, -1f, 0f, 0f, -1f, 0f);
  }

  /** Where tanh levels off, its fit must not overshoot, and small arguments keep their digits. */
  @Test
  void tanhIsExactToAFewUnitsOfRounding() {
    float[] x = new float[40_001];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 20_000) / 1000f;
    }
    float[] t = new float[x.length];
    float[] e = new float[x.length];
    Tanh.tanh(x, t, x.length);
    Tanh.expm1OfNegative(x, e, x.length);
    for (int i = 0; i < x.length; i++) {
      assertThat((double) t[i]).isBetween(-1.0, 1.0);
      assertThat((double) t[i]).isCloseTo(Math.tanh(x[i]), within(4e-7));
      double expected = Math.expm1(Math.min(0, x[i]));
      assertThat((double) e[i]).isCloseTo(expected, within(1e-7 + 6e-7 * Math.abs(expected)));
    }
    Random random = new Random(2);
    float[] small = new float[1000];
    for (int i = 0; i < small.length; i++) {
      small[i] = (float) (random.nextGaussian() * 1e-4);
    }
    float[] result = Arrays.copyOf(small, small.length);
    Tanh.tanh(small, result, small.length);
    for (int i = 0; i < small.length; i++) {
      assertThat((double) result[i]).isCloseTo(small[i], within(3e-7 * Math.abs(small[i]) + 1e-11));
    }
  }

  /** Up to where both tails round to zero and one, against the integral's library function. */
  @Test
  void normalDistributionIsExactToAFewUnitsOfRounding() {
    float[] x = new float[24_001];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 12_000) / 1000f;
    }
    float[] p = new float[x.length];
    Erf.normalDistribution(x, p, x.length);
    for (int i = 0; i < x.length; i++) {
      double expected = 0.5 * org.hipparchus.special.Erf.erfc(-x[i] * Math.sqrt(0.5));
      assertThat((double) p[i]).isCloseTo(expected, within(2e-7)).isBetween(0.0, 1.0);
    }
  }
}
