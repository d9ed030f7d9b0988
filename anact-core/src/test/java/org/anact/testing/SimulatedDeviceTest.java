package org.anact.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.SmallTensor;
import org.anact.testing.SimulatedDevice.Counts;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The simulated device counts and refuses what a real one would make expensive or wrong. */
final class SimulatedDeviceTest {

  private static final int LENGTH = 100;

  private static INDArray part(INDArray whole, int from, int to) {
    return whole.get(NDArrayIndex.interval(from, to));
  }

  @Test
  void oneElementOfAViewFetchesAndSendsTheWholeBuffer() {
    try (SimulatedDevice device = SimulatedDevice.open()) {
      INDArray params = Nd4j.create(DataType.FLOAT, LENGTH).addi(1);
      INDArray view = part(params, 10, 15);
      Counts counts =
          device.during(
              () -> {
                assertThat(view.getDouble(0)).isEqualTo(1);
                assertThat(view.getDouble(1)).isEqualTo(1);
                view.putScalar(2, 3.0);
                params.muli(2);
              });
      long all = LENGTH * Float.BYTES;
      // The factor is made, too.
      assertThat(counts).isEqualTo(new Counts(1, 0, 1, all, 1, all, Float.BYTES));
      assertThat(view.toFloatVector()).containsExactly(2, 2, 6, 2, 2);
    }
  }

  @Test
  void aSmallTensorComesAndGoesAlone() {
    try (SimulatedDevice device = SimulatedDevice.open()) {
      INDArray params = Nd4j.create(DataType.FLOAT, LENGTH).addi(1);
      device.refuseAccess(params);
      INDArray state = part(params, 10, 15);
      INDArray alpha = part(params, 15, 16);
      Counts counts =
          device.during(
              () -> {
                assertThat(SmallTensor.write(state, 1, 2, 3, 4, 0.1))
                    .containsExactly(1, 2, 3, 4, 0.1f);
                assertThat(SmallTensor.read(state, alpha, Nd4j.scalar(7f)))
                    .containsExactly(1, 2, 3, 4, 0.1f, 1, 7);
              });
      assertThat(counts.fetches()).isEqualTo(1);
      assertThat(counts.bytesFetched()).isEqualTo(7 * Float.BYTES);
      assertThat(counts.bytesSent()).isEqualTo(6 * Float.BYTES);
    }
  }

  @Test
  void accessToRefusedBuffersFails() {
    try (SimulatedDevice device = SimulatedDevice.open()) {
      INDArray params = Nd4j.create(DataType.FLOAT, LENGTH);
      device.refuseAccess(params);
      INDArray view = part(params, 10, 15);
      String message = "an element of the network's parameters or gradients";
      assertThatThrownBy(() -> view.getDouble(0)).hasMessageContaining(message);
      assertThatThrownBy(() -> view.getFloat(1)).hasMessageContaining(message);
      assertThatThrownBy(() -> view.putScalar(0, 1.0)).hasMessageContaining(message);
      assertThatThrownBy(() -> params.data().asFloat()).hasMessageContaining(message);
      assertThatThrownBy(() -> HostTensor.of(view)).hasMessageContaining(message);
      assertThatThrownBy(() -> params.data().asDouble()).hasMessageContaining(message);
      assertThat(view.sumNumber().doubleValue()).isZero();
    }
  }

  /** "Custom" operations, matrix products among them, do not fetch what they only write. */
  @Test
  void aNumberThatAnOperationWouldLoseFails() {
    try (SimulatedDevice device = SimulatedDevice.open()) {
      INDArray gradients = Nd4j.create(DataType.FLOAT, LENGTH);
      INDArray weights = part(gradients, 0, 4).reshape(2, 2);
      part(gradients, 10, 11).putScalar(0, 1.0);
      INDArray two = Nd4j.eye(2).castTo(DataType.FLOAT);
      assertThatThrownBy(() -> two.muli(two.dup(), weights)).hasMessageContaining("is lost");
      assertThat(device.during(() -> two.addi(1)).operations()).isEqualTo(1);
    }
  }

  @Test
  void aClosedOneLeavesNothingBehind() {
    INDArray made;
    try (SimulatedDevice device = SimulatedDevice.open()) {
      made = Nd4j.create(DataType.FLOAT, LENGTH);
      device.refuseAccess(made);
      assertThat(HostTensor.isReadable(made)).isFalse();
    }
    assertThat(HostTensor.isReadable(made)).isTrue();
    assertThat(made.getDouble(3)).isZero();
    assertThat(Nd4j.create(DataType.FLOAT, 2).data()).isNotInstanceOf(DeviceFloats.class);
  }
}
