package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.anact.core.activation.Activations;
import org.anact.core.training.Optimizer;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.testing.SimulatedDevice;
import org.anact.testing.SimulatedDevice.Counts;
import org.anact.testing.Tensors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Trainings on a simulated device, beside the kernels, and what a step asks of the device. */
final class DeviceTrainingIT {

  private static final int SIZE = 8;
  private static final int CLASSES = 5;

  private static final Optimizer MOMENTUM = Optimizer.of(new Nesterovs(0.005, 0.9), 1e-4);

  /** Decays beside the gradient, norms and biases too, and clips. */
  private static final Optimizer ADAM_W = new Optimizer(new Adam(1e-3), 0.01, true, true, 0.5);

  private static ComputationGraph network(String model, String activation, Optimizer optimizer) {
    return Models.standard()
        .get(model)
        .create(
            NetworkSpec.of(
                    Activations.standard().get(activation),
                    new InputShape(3, SIZE, SIZE),
                    CLASSES,
                    2)
                .withOptimizer(optimizer));
  }

  private static DataSet batch(int images) {
    return new DataSet(
        Tensors.gaussian(images, DataType.FLOAT, images, SIZE, SIZE, 3),
        Tensors.labels(DataType.FLOAT, images, CLASSES));
  }

  /** Rounding differs, and training amplifies it: the curves may drift apart, but slowly. */
  @ParameterizedTest
  @CsvSource({
    "resnet8, nswish, false",
    "resnet8, relu, true",
    "cnn, nprelu, true",
    "mlp, nelu, true"
  })
  void trainingCurvesAreThoseOfTheKernels(String model, String activation, boolean adam) {
    Optimizer optimizer = adam ? ADAM_W : MOMENTUM;
    ComputationGraph fast = network(model, activation, optimizer);
    try (SimulatedDevice device = SimulatedDevice.open()) {
      ComputationGraph other = network(model, activation, optimizer);
      Tensors.assertSameBits(fast.params(), other.params());
      device.refuseAccess(
          other.params(), other.getFlattenedGradients(), other.getUpdater().getStateViewArray());
      for (int step = 0; step < 12; step++) {
        int images = step % 4 == 3 ? 9 : 20;
        fast.fit(batch(images));
        other.fit(batch(images));
        double tolerance = 1e-5 * Math.pow(2, step) + 1e-5;
        assertThat(other.score()).as("step %d", step).isCloseTo(fast.score(), within(tolerance));
      }
      INDArray images = batch(6).getFeatures();
      Tensors.assertNear("output", other.outputSingle(images), fast.outputSingle(images), 0.05);
    }
  }

  /**
   * Images of 8 x 8, four of them; docs/performance.md has these numbers, and what a step asked
   * when Java read and wrote single elements.
   */
  @ParameterizedTest
  @CsvSource({
    "cnn, swish, 86, 66, 1, 1, 76",
    "cnn, nswish, 156, 81, 6, 6, 196",
    "resnet20, swish, 930, 417, 1, 1, 1168",
    "resnet20, nswish, 1196, 474, 20, 20, 1624",
    "resnet50, swish, 2324, 1031, 1, 1, 2944",
    "resnet50, nswish, 3010, 1178, 50, 50, 4120"
  })
  void aStepAsksOfTheDevice(
      String model,
      String activation,
      int queued,
      int awaited,
      int fetches,
      int sends,
      long bytesOutsideWorkspaces) {
    try (SimulatedDevice device = SimulatedDevice.open()) {
      ComputationGraph net = network(model, activation, MOMENTUM);
      net.fit(batch(4));
      DataSet batch = batch(4);
      Counts counts = device.during(() -> net.fit(batch));
      // Fewer are welcome; then the numbers here and there are to be those.
      assertThat(counts.queued()).isEqualTo(queued);
      assertThat(counts.awaited()).isEqualTo(awaited);
      assertThat(counts.fetches()).isEqualTo(fetches);
      assertThat(counts.sends()).isEqualTo(sends);
      assertThat(counts.bytesOutsideWorkspaces()).isEqualTo(bytesOutsideWorkspaces);
    }
  }
}
