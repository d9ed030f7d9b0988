package org.anact.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import org.anact.core.kernel.BatchReduction.Moments;
import org.anact.testing.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

final class BatchReductionTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 4095, 4096, 4097, 65_536, 65_537, 300_001})
  void momentsEqualATwoPassSumForEveryLength(int length) {
    Random random = new Random(length);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = 1000 + random.nextGaussian();
    }
    check(BatchReduction.moments(Nd4j.createFromArray(values)), values, 1e-12);
    float[] floats = new float[length];
    double[] rounded = new double[length];
    for (int i = 0; i < length; i++) {
      floats[i] = (float) values[i];
      rounded[i] = floats[i];
    }
    check(BatchReduction.moments(Nd4j.createFromArray(floats)), rounded, 1e-12);
  }

  @Test
  void viewsCountOnlyTheirOwnElements() {
    INDArray whole = Nd4j.arange(0, 60).castTo(DataType.FLOAT).reshape(5, 12);
    INDArray view = whole.get(NDArrayIndex.interval(1, 4), NDArrayIndex.interval(2, 7));
    check(BatchReduction.moments(view), view.dup().data().asDouble(), 1e-12);
    INDArray rows = whole.get(NDArrayIndex.interval(2, 4), NDArrayIndex.all());
    check(BatchReduction.moments(rows), rows.dup().data().asDouble(), 1e-12);
    check(BatchReduction.moments(whole.transpose()), whole.data().asDouble(), 1e-12);
  }

  /** Types that are no floating point numbers of Java are read as floats. */
  @Test
  void halvesAndIntegersAreReadToo() {
    double[] values = {1, 2, 3, 5, 8, 13};
    for (DataType type : new DataType[] {DataType.FLOAT16, DataType.INT32}) {
      check(BatchReduction.moments(Nd4j.createFromArray(values).castTo(type)), values, 1e-12);
    }
  }

  @Test
  void constantInputHasNoVariance() {
    INDArray constant = Nd4j.valueArrayOf(new long[] {100_000}, 0.1f, DataType.FLOAT);
    assertThat(BatchReduction.moments(constant).variance()).isEqualTo(0.0);
  }

  @Test
  void notANumberIsNotHidden() {
    INDArray array = Nd4j.ones(DataType.FLOAT, 5000);
    array.putScalar(4321, Float.NaN);
    assertThat(BatchReduction.moments(array).mean()).isNaN();
    assertThat(BatchReduction.moments(array).variance()).isNaN();
  }

  /** The path of CUDA, by ND4J's own operations, which run here too. */
  @Test
  void onDeviceAgreesWithOnHost() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray array = Tensors.gaussian(5, type, 40, 30).muli(1.5).addi(2);
      Moments device = BatchReduction.onDevice(array);
      Moments host = BatchReduction.onHost(array, Team.shared());
      assertThat(device.count()).isEqualTo(host.count()).isEqualTo(1200);
      assertThat(device.mean()).isCloseTo(host.mean(), within(1e-5));
      assertThat(device.deviation()).isCloseTo(host.deviation(), withinPercentage(1e-3));
    }
  }

  /** The reduction works in the team that it is given, and cuts the sum at the same elements. */
  @Test
  void everyTeamComesToTheSameBits() {
    INDArray array = Tensors.gaussian(7, DataType.FLOAT, 300_001).addi(100);
    Moments alone = BatchReduction.onHost(array, new Team(1));
    for (int size = 2; size <= 7; size++) {
      assertThat(BatchReduction.onHost(array, new Team(size))).isEqualTo(alone);
    }
  }

  @Test
  void varianceIsThatOfThePopulation() {
    assertThat(BatchReduction.variance(Nd4j.createFromArray(1.0, 2.0, 3.0, 6.0))).isEqualTo(3.5);
  }

  private static void check(Moments actual, double[] values, double precision) {
    double mean = 0;
    for (double value : values) {
      mean += value;
    }
    mean /= values.length;
    double deviation = 0;
    for (double value : values) {
      deviation += (value - mean) * (value - mean);
    }
    assertThat(actual.count()).isEqualTo(values.length);
    assertThat(actual.mean()).isCloseTo(mean, within(precision * Math.abs(mean)));
    assertThat(actual.variance())
        .isCloseTo(deviation / values.length, within(1e-9 * (1 + deviation / values.length)));
  }
}
