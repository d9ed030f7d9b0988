package org.anact.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.anact.testing.Tensors;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

final class HostTensorTest {

  private static INDArray tensor(long... shape) {
    return Tensors.gaussian(1, DataType.FLOAT, shape);
  }

  @Test
  void onlyPackedFloatsInRowMajorOrderAreReadInPlace() {
    assertThat(HostTensor.isReadable(tensor(4, 6))).isTrue();
    assertThat(HostTensor.isReadable(tensor(4, 6).castTo(DataType.DOUBLE))).isFalse();
    assertThat(HostTensor.isReadable(tensor(4, 6).dup('f'))).isFalse();
    assertThat(HostTensor.isReadable(tensor(4, 6).transpose())).isFalse();
    INDArray gaps = tensor(4, 6).get(NDArrayIndex.all(), NDArrayIndex.interval(1, 4));
    assertThat(HostTensor.isReadable(gaps)).isFalse();
    assertThat(HostTensor.readable(gaps)).hasValueSatisfying(x -> Tensors.assertSameBits(x, gaps));
  }

  /** Grey images, a batch of one image, a column. */
  @Test
  void dimensionsOfOneAreReadInPlace() {
    for (long[] shape : new long[][] {{2, 8, 8, 1}, {1, 8, 8, 3}, {3, 1}, {1, 3}, {1, 1, 1, 1}}) {
      assertThat(HostTensor.isReadable(tensor(shape))).isTrue();
    }
  }

  @Test
  void aViewStartsWhereItsOwnFirstElementIs() {
    INDArray whole = tensor(5, 6);
    INDArray rows = whole.get(NDArrayIndex.interval(2, 4), NDArrayIndex.all());
    assertThat(HostTensor.isReadable(rows)).isTrue();
    HostTensor tensor = HostTensor.of(rows);
    FloatBuffer floats = tensor.floats();
    assertThat(floats.remaining()).isEqualTo(12);
    for (int i = 0; i < 12; i++) {
      assertThat(floats.get()).isEqualTo(whole.getFloat(2 + i / 6, i % 6));
    }
    assertThat(tensor.toArray()).hasSize(12).startsWith(whole.getFloat(2, 0));
  }
}
