package org.anact.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.anact.core.kernel.BatchNormPass.Gradients;
import org.anact.core.kernel.BatchNormPass.Moments;
import org.anact.core.statistics.BatchStatistics;
import org.anact.testing.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A pass over values that are stored nowhere gives what it gives over the stored ones. */
final class SourceTest {

  private static final double EPS = 1e-3;
  private static final float SCALE = 1.25f;
  private static final float MU = 0.125f;

  /** Images, channels, height x width and threads. */
  static Stream<Arguments> cases() {
    return Stream.of(
            new int[] {7, 1, 513},
            new int[] {7, 1, 512},
            new int[] {2, 4, 130},
            new int[] {5, 4, 129},
            new int[] {7, 16, 81},
            new int[] {1, 16, 400},
            new int[] {5, 128, 9},
            new int[] {2, 512, 5},
            new int[] {300, 512, 1})
        .flatMap(
            shape ->
                Stream.of(1, 2, 3)
                    .map(threads -> Arguments.of(shape[0], shape[1], shape[2], threads)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aBatchNormReadByAnActivation(int images, int channels, int inner, int threads) {
    Norm norm = new Norm(1, images, channels, inner, new Team(threads));
    norm.checkPasses(norm.source, norm.stored);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSumReadByAnActivation(int images, int channels, int inner, int threads) {
    Team team = new Team(threads);
    Norm first = new Norm(1, images, channels, inner, team);
    INDArray shortcut = Tensors.gaussian(9, DataType.FLOAT, first.stored.shape());
    HostTensor plain = HostTensor.of(shortcut);
    first.checkPasses(new SumSource(first.source, plain), first.stored.add(shortcut));
    Norm second = new Norm(2, images, channels, inner, team);
    second.checkPasses(new SumSource(plain, second.source), shortcut.add(second.stored));
    Norm third = new Norm(3, images, channels, inner, team);
    Norm fourth = new Norm(4, images, channels, inner, team);
    third.checkPasses(
        new SumSource(new SumSource(third.source, plain), fourth.source),
        third.stored.add(shortcut).add(fourth.stored));
    assertThat(fourth.source.sums()).as("both sides get the gradient").isPresent();
  }

  /** Sums of stored tensors may be cut anywhere: nothing has to stay together. */
  @Test
  void aSumOfStoredTensors() {
    INDArray x = Tensors.gaussian(1, DataType.FLOAT, 3001);
    INDArray y = Tensors.gaussian(2, DataType.FLOAT, 3001);
    SumSource sum = new SumSource(HostTensor.of(x), HostTensor.of(y));
    assertThat(sum.unit()).isOne();
    HostTensor stored = HostTensor.of(x.add(y));
    INDArray found = Nd4j.create(DataType.FLOAT, 3001);
    INDArray wanted = Nd4j.create(DataType.FLOAT, 3001);
    ActivationPass pass = new ActivationPass(ActivationKernels.SWISH, new Team(3));
    assertThat(pass.forwardWithStatistics(sum, HostTensor.of(found)))
        .isEqualTo(pass.forwardWithStatistics(stored, HostTensor.of(wanted)));
    Tensors.assertSameBits(found, wanted);
  }

  /** The sums that the reader leaves, in place of a reading of both tensors. */
  @ParameterizedTest
  @MethodSource("cases")
  void gradientsOfABatchNormThatWasRead(int images, int channels, int inner, int threads) {
    Norm norm = new Norm(1, images, channels, inner, new Team(threads));
    INDArray epsilon = Tensors.gaussian(11, DataType.FLOAT, norm.stored.shape());
    INDArray slopes = Nd4j.create(DataType.FLOAT, epsilon.shape());
    new ActivationPass(ActivationKernels.SWISH, norm.team)
        .backward(norm.source, HostTensor.of(epsilon), HostTensor.of(slopes), SCALE);
    norm.checkGradients(slopes);
  }

  /** Without them batch norm reads both tensors itself, whoever read its output forward. */
  @ParameterizedTest
  @MethodSource("cases")
  void gradientsOfABatchNormThatNobodyReadBack(int images, int channels, int inner, int threads) {
    Norm norm = new Norm(1, images, channels, inner, new Team(threads));
    INDArray out = Nd4j.create(DataType.FLOAT, norm.stored.shape());
    new ActivationPass(ActivationKernels.IDENTITY, norm.team)
        .forward(norm.source, HostTensor.of(out), 1f, 0f);
    assertThat(norm.source.sums()).isEmpty();
    INDArray epsilon = Tensors.gaussian(11, DataType.FLOAT, norm.stored.shape());
    INDArray found = Nd4j.create(DataType.FLOAT, epsilon.shape());
    INDArray wanted = Nd4j.create(DataType.FLOAT, epsilon.shape());
    Gradients actual = norm.backward(Optional.of(norm.source), epsilon, found);
    Gradients expected = norm.backward(Optional.empty(), epsilon, wanted);
    Tensors.assertSameBits(found, wanted);
    assertThat(actual.gamma()).isEqualTo(expected.gamma());
    assertThat(actual.beta()).isEqualTo(expected.beta());
  }

  /** Many blocks in one lane: each addend ends in 2^-16, which a float keeps up to a sum of 256. */
  @Test
  void sumsOfManyBlocksLoseNoDigits() {
    int images = 2000;
    int length = images * Lanes.BLOCK;
    float addend = 1 + 0x1p-16f;
    INDArray ones = Nd4j.ones(DataType.FLOAT, length);
    INDArray epsilon = Nd4j.valueArrayOf(new long[] {length}, addend, DataType.FLOAT);
    INDArray back = Nd4j.create(DataType.FLOAT, length);
    BatchNormPass pass = new BatchNormPass(1, Lanes.BLOCK, true, new Team(1));
    Moments moments = new Moments(new float[] {0}, new float[] {1});
    NormalizedSource source =
        pass.deferred(HostTensor.of(ones), moments, new float[] {1}, new float[] {0}, 0);
    new ActivationPass(ActivationKernels.IDENTITY, new Team(1))
        .backward(source, HostTensor.of(epsilon), HostTensor.of(back), 1f);
    double[][] sums = source.sums().orElseThrow();
    assertThat(sums[0][0]).isEqualTo((double) addend * length);
    assertThat(sums[1][0]).isEqualTo((double) addend * length);
  }

  /** A slice that no pass went over leaves the sums incomplete. */
  @Test
  void sumsOfSomeSlicesAreNoSums() {
    Norm norm = new Norm(1, 4, 16, 32, new Team(2));
    float[] block = new float[Lanes.BLOCK];
    Source.Reader reader = norm.source.reader(0);
    reader.load(0, block, Lanes.BLOCK);
    reader.gradient(block, Lanes.BLOCK);
    reader.end();
    assertThat(norm.source.sums()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 512, true, true",
    "1, 511, true, false",
    "16, 32, true, true",
    "16, 31, true, false",
    "512, 1, true, true",
    "16, 32, false, false",
    "3, 600, true, false",
    "48, 20, true, false",
    "1024, 1, true, false"
  })
  void onlyWholeBlocksThatBeginWithTheFirstChannelAreDeferred(
      int channels, int inner, boolean last, boolean deferred) {
    assertThat(new BatchNormPass(channels, inner, last, new Team(1)).canDefer())
        .isEqualTo(deferred);
  }

  /** A batch norm, its output stored, and its output left to the reader. */
  private static final class Norm {

    private final int images;
    private final int image;
    private final Team team;
    private final BatchNormPass pass;
    private final HostTensor x;
    private final Moments moments;
    private final float[] gamma;
    private final INDArray stored;
    private final NormalizedSource source;

    Norm(long seed, int images, int channels, int inner, Team team) {
      this.images = images;
      this.image = channels * inner;
      this.team = team;
      pass = new BatchNormPass(channels, inner, true, team);
      assertThat(pass.canDefer()).isTrue();
      INDArray input = Tensors.gaussian(seed, DataType.FLOAT, images, image);
      gamma = new float[channels];
      float[] beta = new float[channels];
      for (int i = 0; i < images * image; i++) {
        int c = i % channels;
        float value = (1 + c % 3) * input.data().getFloat(i) + 5 * (c % 4);
        input.data().put(i, value);
        gamma[c] = 0.5f + c % 5;
        beta[c] = c % 7 - 3;
      }
      x = HostTensor.of(input);
      moments = pass.moments(x);
      stored = Nd4j.create(DataType.FLOAT, images, image);
      pass.normalize(x, HostTensor.of(stored), moments, gamma, beta, EPS);
      source = pass.deferred(x, moments, gamma, beta, EPS);
    }

    /** Every pass of an activation over both; this batch norm is part of the source. */
    void checkPasses(Source values, INDArray array) {
      assertThat(values.length()).isEqualTo(images * image);
      assertThat(values.unit()).isEqualTo(image);
      ActivationPass activation = new ActivationPass(ActivationKernels.SWISH, team);
      HostTensor tensor = HostTensor.of(array);
      INDArray found = Nd4j.create(DataType.FLOAT, array.shape());
      INDArray wanted = Nd4j.create(DataType.FLOAT, array.shape());

      activation.forward(values, HostTensor.of(found), SCALE, MU);
      activation.forward(tensor, HostTensor.of(wanted), SCALE, MU);
      Tensors.assertSameBits(found, wanted);

      BatchStatistics statistics = activation.forwardWithStatistics(values, HostTensor.of(found));
      Source cut = cutLikewise(tensor);
      assertThat(statistics).isEqualTo(activation.statistics(cut));
      assertThat(statistics).isEqualTo(activation.statistics(values));
      activation.forwardWithStatistics(tensor, HostTensor.of(wanted));
      Tensors.assertSameBits(found, wanted);
      assertThat(source.sums()).as("no pass gave gradients yet").isEmpty();

      INDArray epsilon = Tensors.gaussian(11, DataType.FLOAT, array.shape());
      HostTensor above = HostTensor.of(epsilon);
      activation.backward(values, above, HostTensor.of(found), SCALE);
      activation.backward(tensor, above, HostTensor.of(wanted), SCALE);
      Tensors.assertSameBits(found, wanted);
      assertThat(source.sums()).isPresent();

      found.assign(0);
      double product =
          activation.backwardWithProduct(values, above, HostTensor.of(found), SCALE, MU);
      Tensors.assertSameBits(found, wanted);
      assertThat(product)
          .isEqualTo(activation.backwardWithProduct(cut, above, HostTensor.of(wanted), SCALE, MU));
    }

    /** Sums depend on where the threads' shares end: in a stored tensor anywhere. */
    private Source cutLikewise(HostTensor tensor) {
      return images % team.size() == 0
          ? tensor
          : new NormalizedSource(tensor, image, new float[][] {{1}, {0}, {0}}, team.size());
    }

    void checkGradients(INDArray epsilon) {
      INDArray found = Nd4j.create(DataType.FLOAT, epsilon.shape());
      INDArray wanted = Nd4j.create(DataType.FLOAT, epsilon.shape());
      assertThat(source.sums()).isPresent();
      Gradients actual = backward(Optional.of(source), epsilon, found);
      Gradients expected = backward(Optional.empty(), epsilon, wanted);
      Tensors.assertSameBits(found, wanted);
      assertThat(actual.gamma()).isEqualTo(expected.gamma());
      assertThat(actual.beta()).isEqualTo(expected.beta());
    }

    Gradients backward(Optional<NormalizedSource> output, INDArray epsilon, INDArray back) {
      HostTensor above = HostTensor.of(epsilon);
      return pass.backward(output, x, above, HostTensor.of(back), moments, gamma, EPS);
    }
  }
}
