package org.anact.core.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.anact.core.kernel.ActivationKernels;
import org.anact.registry.Registry;
import org.anact.registry.UnknownNameException;
import org.anact.testing.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class ActivationsTest {

  static Stream<ActivationEntry> entries() {
    return Activations.STANDARD.stream();
  }

  @Test
  void commonActivationsAreAllThereInBothForms() {
    assertThat(Activations.standard().names())
        .contains("identity", "relu", "leakyrelu", "relu6", "elu", "selu", "swish", "mish", "gelu")
        .contains("tanh", "hardtanh", "sigmoid", "softplus", "softsign")
        .contains("nrelu", "nswish", "ntanh");
    assertThat(Activations.standard().get("nswish").normalized()).isTrue();
    assertThat(Activations.standard().get("nswish").vanilla().name()).isEqualTo("swish");
  }

  @Test
  void unknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Activations.standard().get("nswihs"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("unknown activation 'nswihs'")
        .hasMessageContaining("did you mean 'nswish'");
  }

  @ParameterizedTest
  @CsvSource({
    "silu, swish",
    "nSiLU, nswish",
    "n-silu, nswish",
    "gelu_new, gelu_tanh",
    "Leaky-ReLU, leakyrelu",
    "linear, identity",
    "logistic, sigmoid",
    "Hardswish, hardswish",
    "hard_silu, hardswish",
    "hard_sigmoid, hardsigmoid",
    "log_sigmoid, logsigmoid",
    "n-soft-shrink, nsoftshrink",
    "tanh_shrink, tanhshrink",
    "CELU, celu"
  })
  void namesOfOtherLibrariesLeadToTheSameFunction(String given, String name) {
    assertThat(Activations.standard().get(given).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crelu", "nRReLU", "sparse_plus", "Softmax"})
  void otherFunctionsAreNotTakenForTheirNeighbours(String given) {
    assertThatThrownBy(() -> Activations.standard().get(given))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageNotContaining("did you mean");
  }

  @Test
  void activationsOfOnesOwnAreNamedByTheirClassInBothForms() {
    String own = ActivationCube.class.getName();
    for (String name : List.of(own, "n-" + own)) {
      NamedActivation found = Activations.standard().get(name);
      assertThat(found.name()).isEqualTo(name);
      assertThat(found.normalized()).isEqualTo(name.startsWith("n-"));
      assertThat(found.base().name()).isEqualTo(own);
      assertThat(found.base().create()).isInstanceOf(ActivationCube.class);
    }
    assertThatThrownBy(() -> Activations.standard().get("n-java.lang.String"))
        .hasMessageContaining("unusable activation class 'java.lang.String'")
        .hasMessageContaining("org.nd4j.linalg.activations.IActivation");
  }

  @Test
  void twoEntriesOfOneNameAreRefused() {
    ActivationEntry plain = new ActivationEntry("elu", "f", "x", "-", ActivationReLU::new);
    ActivationEntry clash = new ActivationEntry("nelu", "f", "x", "-", ActivationReLU::new);
    assertThatThrownBy(() -> new Registry<>("activation", Activations.forms(List.of(plain, clash))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'nelu'");
  }

  /** The derivative of every entry against a central difference, away from its kinks. */
  /** Configurations of layers are compared by it. */
  @ParameterizedTest
  @MethodSource("entries")
  void everyFunctionEqualsItselfAlone(ActivationEntry entry) {
    for (ActivationEntry other : Activations.STANDARD) {
      assertThat(entry.create().equals(other.create()))
          .as(other.name())
          .isEqualTo(entry.name().equals(other.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void derivativeIsTheFunctionsOwn(ActivationEntry entry) {
    double[] points = {-5.3, -2.2, -0.7, -0.2, 0.3, 0.8, 1.7, 4.1, 7.3};
    double step = 1e-5;
    INDArray x = Nd4j.createFromArray(points);
    INDArray above = entry.create().getActivation(x.add(step), true);
    INDArray below = entry.create().getActivation(x.sub(step), true);
    INDArray expected = above.sub(below).divi(2 * step);
    INDArray ones = Nd4j.ones(DataType.DOUBLE, points.length);
    INDArray slope = entry.create().backprop(x.dup(), ones).getFirst();
    Tensors.assertNear(entry.name(), slope, expected, 1e-7);
  }

  /** Where exp overflows in floats, and far beyond. */
  @ParameterizedTest
  @MethodSource("entries")
  void farFromZeroFunctionAndDerivativeStayNumbers(ActivationEntry entry) {
    float[] points = {-3e4f, -200, -100, -89, -60, -30, 30, 45, 60, 89, 100, 200, 3e4f};
    INDArray x = Nd4j.createFromArray(points);
    INDArray f = entry.create().getActivation(x.dup(), true);
    INDArray slope = entry.create().backprop(x.dup(), Nd4j.onesLike(x)).getFirst();
    INDArray inDouble = x.castTo(DataType.DOUBLE);
    INDArray exact = entry.create().getActivation(inDouble.dup(), true);
    INDArray exactSlope =
        entry.create().backprop(inDouble.dup(), Nd4j.onesLike(inDouble)).getFirst();
    for (int i = 0; i < points.length; i++) {
      assertThat(f.getDouble(i))
          .as("%s(%s)", entry.name(), points[i])
          .isFinite()
          .isCloseTo(exact.getDouble(i), within(1e-6 * Math.max(1, Math.abs(points[i]))));
      assertThat(slope.getDouble(i))
          .as("%s'(%s)", entry.name(), points[i])
          .isFinite()
          .isCloseTo(exactSlope.getDouble(i), within(1e-6));
    }
  }

  @Test
  void deeplearning4jsOwnClassesGetTheKernelToo() {
    assertThat(Activations.kernel(new ActivationSwish())).contains(ActivationKernels.SWISH);
    assertThat(Activations.kernel(new ActivationMish())).contains(ActivationKernels.MISH);
    assertThat(Activations.kernel(Activations.standard().get("swish").base().create()))
        .contains(ActivationKernels.SWISH);
  }

  /** The kernel would compute the function of the list in place of the user's own. */
  @Test
  void subclassesOfListedFunctionsDoNotGetTheirKernels() {
    assertThat(Activations.kernel(new ActivationReLU())).contains(ActivationKernels.RELU);
    assertThat(Activations.kernel(new SteepReLU())).isEmpty();
    assertThat(Activations.kernel(new ActivationSwish() {})).isEmpty();
  }

  /** Equal to any ReLU, as Lombok has it. */
  private static final class SteepReLU extends ActivationReLU {

    private static final long serialVersionUID = 1L;

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
      return super.getActivation(in, training).muli(2);
    }
  }

  @Test
  void entriesCopyWithKernelAndTwin() {
    ActivationEntry plain = new ActivationEntry("a", "f", "x", "-", ActivationReLU::new);
    ActivationSwish twin = new ActivationSwish();
    ActivationEntry full = plain.withAliases("b").withKernel(ActivationKernels.RELU).withTwin(twin);
    assertThat(plain.kernel()).isNull();
    assertThat(full)
        .isEqualTo(
            new ActivationEntry(
                "a", "f", "x", "-", List.of("b"), plain.factory(), ActivationKernels.RELU, twin));
    assertThat(full.isComputedBy(new ActivationReLU())).isTrue();
    assertThat(full.isComputedBy(new ActivationSwish())).isTrue();
    assertThat(full.isComputedBy(new ActivationMish())).isFalse();
    assertThat(plain.isComputedBy(new ActivationSwish())).isFalse();
  }

  static Stream<ActivationEntry> ownFunctions() {
    String here = ActivationsTest.class.getPackageName();
    return entries().filter(entry -> entry.create().getClass().getPackageName().equals(here));
  }

  /** A gradient of one row would broadcast, and be wrong without a word. */
  @ParameterizedTest
  @MethodSource("ownFunctions")
  void gradientOfAnotherShapeIsRefusedByOwnFunctions(ActivationEntry entry) {
    INDArray x = Nd4j.ones(DataType.FLOAT, 2, 3);
    assertThatThrownBy(() -> entry.create().backprop(x, Nd4j.ones(DataType.FLOAT, 1, 3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("shape");
  }
}
