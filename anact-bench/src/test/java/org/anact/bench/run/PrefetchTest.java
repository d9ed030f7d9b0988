package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
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
