package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.anact.datasets.Dataset;
import org.anact.datasets.Datasets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

final class MiniBatchesTest {

  private static Dataset data;

  @BeforeAll
  static void load() {
    data = Datasets.standard().load("fashion-mnist-mini", Path.of("nowhere"));
  }

  private static MiniBatches batches(int size) {
    return new MiniBatches(data.train(), data.train().statistics(), 10, size);
  }

  @Test
  void anEpochHasEveryImageOnce() {
    int[] order = batches(64).shuffled(1, 1);
    assertThat(Arrays.stream(order).sorted().toArray())
        .containsExactly(IntStream.range(0, 6000).toArray());
  }

  @Test
  void orderDependsOnSeedAndEpochAlone() {
    assertThat(batches(64).shuffled(1, 1)).isEqualTo(batches(500).shuffled(1, 1));
    assertThat(batches(64).shuffled(1, 1)).isNotEqualTo(batches(64).shuffled(1, 2));
    assertThat(batches(64).shuffled(1, 1)).isNotEqualTo(batches(64).shuffled(2, 1));
  }

  @Test
  void lastBatchHasTheRest() {
    MiniBatches batches = batches(64);
    assertThat(batches.count()).isEqualTo(94);
    DataSet last = batches.batch(batches.fileOrder(), 93);
    assertThat(last.getFeatures().shape()).containsExactly(48, 28, 28, 1);
    assertThat(last.getLabels().shape()).containsExactly(48, 10);
  }

  @Test
  void imagesAndLabelsStayTogetherAndAreStandardized() {
    MiniBatches batches = batches(6000);
    DataSet all = batches.batch(batches.shuffled(3, 1), 0);
    int[] order = batches.shuffled(3, 1);
    assertThat(all.getFeatures().meanNumber().doubleValue()).isCloseTo(0, within(1e-3));
    assertThat(all.getFeatures().var(false).getDouble(0)).isCloseTo(1, within(1e-3));
    INDArray classes = all.getLabels().argMax(1);
    float deviation = data.train().statistics().deviation(0);
    float mean = data.train().statistics().mean(0);
    for (int i : new int[] {0, 77, 5999}) {
      assertThat(classes.getInt(i)).isEqualTo(data.train().label(order[i]));
      double pixel = data.train().pixel(order[i], 0, 14, 13) / 255.0;
      assertThat(all.getFeatures().getDouble(i, 14, 13, 0))
          .isCloseTo((pixel - mean) / deviation, within(1e-5));
    }
  }
}
