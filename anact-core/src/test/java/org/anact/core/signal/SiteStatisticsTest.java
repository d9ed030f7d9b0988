package org.anact.core.signal;

import static org.anact.testing.Tensors.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.anact.core.activation.ActivationEntry;
import org.anact.core.activation.Activations;
import org.anact.core.kernel.BatchReduction;
import org.anact.core.kernel.Kernels;
import org.anact.core.statistics.BatchStatistics;
import org.anact.testing.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is recorded of an activation is its own, with the kernels and without. */
final class SiteStatisticsTest {

  @AfterEach
  void kernelsOnAgain() {
    System.clearProperty(Kernels.PROPERTY);
  }

  static Stream<ActivationEntry> entries() {
    return Activations.STANDARD.stream();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void statisticsAreThoseOfTheFunctionAndLeaveItsInputAlone(ActivationEntry entry) {
    INDArray y = Tensors.gaussian(3, DataType.FLOAT, 6, 5, 7, 4).muli(1.5).addi(0.2);
    INDArray exact = y.castTo(DataType.DOUBLE);
    INDArray slope =
        entry
            .create()
            .backprop(exact.dup(), Nd4j.onesLike(exact))
            .getFirst()
            .castTo(exact.dataType());
    BatchStatistics expected =
        BatchReduction.of(exact, entry.create().getActivation(exact.dup(), true), slope);
    for (boolean kernels : new boolean[] {true, false}) {
      System.setProperty(Kernels.PROPERTY, Boolean.toString(kernels));
      // Channels first and last, in place and as a view that the kernels cannot read.
      for (INDArray input : new INDArray[] {y.dup(), y.permute(0, 3, 1, 2)}) {
        INDArray before = input.dup();
        BatchStatistics actual = new SiteStatistics(entry.create()).of(input);
        assertSameBits(input, before);
        assertThat(actual.inputVariance()).isCloseTo(expected.inputVariance(), within(1e-5));
        assertThat(actual.inputSquare()).isCloseTo(expected.inputSquare(), within(1e-5));
        assertThat(actual.mean()).isCloseTo(expected.mean(), within(1e-5));
        assertThat(actual.square()).isCloseTo(expected.square(), within(1e-5));
        assertThat(actual.slopeSquare()).isCloseTo(expected.slopeSquare(), within(1e-5));
      }
    }
  }
}
