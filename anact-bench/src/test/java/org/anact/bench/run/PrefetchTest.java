package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.anact.testing.SimulatedDevice;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

final class PrefetchTest {

  private static DataSet batch(int number) {
    return new DataSet(Nd4j.scalar(number).reshape(1, 1), Nd4j.scalar(0).reshape(1, 1));
  }

  @Test
  void batchesComeInOrderAndEnd() {
    try (Prefetch prefetch = new Prefetch(5, PrefetchTest::batch)) {
      for (int number = 0; number < 5; number++) {
        assertThat(prefetch.next().getFeatures().getInt(0)).isEqualTo(number);
      }
      assertThatThrownBy(prefetch::next).isInstanceOf(NoSuchElementException.class);
      assertThat(prefetch.waitSeconds()).isPositive();
    }
  }

  /** ND4J sends what it makes from a Java array at once: here, in the thread that makes batches. */
  @Test
  void batchesAreOnTheDeviceBeforeTheyAreUsed() {
    try (SimulatedDevice device = SimulatedDevice.open();
        Prefetch prefetch =
            new Prefetch(
                1,
                number -> {
                  assertThat(Thread.currentThread().getName()).isEqualTo("anact-prefetch");
                  float[] values = {1, 2, 3, 4};
                  return new DataSet(
                      Nd4j.create(values, new long[] {2, 2}, 'c'),
                      Nd4j.create(values, new long[] {2, 2}, 'c'));
                })) {
      DataSet batch = prefetch.next();
      SimulatedDevice.Counts counts =
          device.during(() -> batch.getFeatures().mul(batch.getLabels()).sum());
      assertThat(counts.operations()).isEqualTo(2);
      assertThat(counts.bytesSent()).isZero();
    }
  }

  @Test
  void aFailureReachesTheOneThatAskedForTheBatch() {
    try (Prefetch prefetch =
        new Prefetch(
            3,
            number -> {
              if (number == 1) {
                throw new IllegalStateException("image 64 is broken");
              }
              return batch(number);
            })) {
      assertThat(prefetch.next()).isNotNull();
      assertThatThrownBy(prefetch::next).hasMessage("image 64 is broken");
      assertThat(prefetch.next().getFeatures().getInt(0)).isEqualTo(2);
    }
  }
}
