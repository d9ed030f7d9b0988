package org.anact.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryTest {

  private record Thing(String name, List<String> aliases) implements Named {

    static Thing of(String name, String... aliases) {
      return new Thing(name, List.of(aliases));
    }
  }

  /** A class of the user's own, as a name with dots gives it. */
  public static final class Own implements Named {

    @Override
    public String name() {
      return "own";
    }
  }

  /** Of the user's own, and useless. */
  public abstract static class Abstract implements Named {}

  /** Of the user's own, and useless. */
  public static final class Hidden implements Named {

    private Hidden() {}

    @Override
    public String name() {
      return "hidden";
    }
  }

  /** Of the user's own, and useless. */
  public static final class Throwing implements Named {

    /** Fails. */
    public Throwing() {
      throw new IllegalStateException("no licence");
    }

    @Override
    public String name() {
      return "throwing";
    }
  }

  private static final Registry<Named> THINGS =
      new Registry<>(
          "thing",
          List.of(
              Thing.of("relu"),
              Thing.of("selu"),
              Thing.of("swish", "silu"),
              Thing.of("leakyrelu", "lrelu"),
              Thing.of("gelu_tanh", "gelu_new"),
              Thing.of("fashion-mnist-mini"),
              Thing.of("cifar100"),
              Thing.of("cifar10")),
          List.of("celu"),
          name -> OwnClass.instance("thing", name, Named.class));

  @ParameterizedTest
  @CsvSource({
    "relu, relu",
    "ReLU, relu",
    "SWISH, swish",
    "SiLU, swish",
    "leaky_relu, leakyrelu",
    "Leaky-ReLU, leakyrelu",
    "GELU-TANH, gelu_tanh",
    "gelu tanh, gelu_tanh",
    "geluNew, gelu_tanh",
    "FashionMNIST_mini, fashion-mnist-mini"
  })
  void caseMarksAndOtherNamesLeadToTheEntry(String given, String found) {
    assertThat(THINGS.get(given).name()).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "rleu, relu",
    "reluu, relu",
    "swih, swish",
    "siluu, swish",
    "leaky-rulu, leakyrelu",
    "gelu_nwe, gelu_tanh",
    "fashion-mist-mini, fashion-mnist-mini",
    "cifar, cifar10",
    "fashion, fashion-mnist-mini"
  })
  void typingErrorsAreAnsweredWithWhatWasMeant(String given, String meant) {
    assertThatThrownBy(() -> THINGS.get(given))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage(
            "unknown thing '%s'; did you mean '%s'? Known: %s",
            given, meant, String.join(", ", THINGS.names()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "r", "resnet", "optimizer", "silo-of-corn", "celu", "C-ELU"})
  void nothingIsSuggestedWhereNothingIsNear(String given) {
    assertThatThrownBy(() -> THINGS.get(given))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageStartingWith("unknown thing '" + given + "'. Known: relu, selu");
  }

  @Test
  void entriesAreAddedAtTheEndUnlessTheirNameIsTaken() {
    assertThat(THINGS.with(List.of(Thing.of("mine"))).names()).startsWith("relu").endsWith("mine");
    for (String taken : List.of("RELU", "silu", "leaky_relu")) {
      assertThatThrownBy(() -> THINGS.with(List.of(Thing.of(taken))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + taken + "'")
          .hasMessageEndingWith("rename one of them");
    }
  }

  @Test
  void nameWithDotIsThatOfClass() {
    assertThat(THINGS.get(Own.class.getName())).isInstanceOf(Own.class);
    assertThatThrownBy(() -> new Registry<>("thing", THINGS.entries()).get(Own.class.getName()))
        .isInstanceOf(UnknownNameException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "org.me.Nothing, ANACT_CLASSPATH",
    "java.lang.String, does not implement org.anact.registry.Named",
    "org.anact.registry.RegistryTest$Abstract, it is abstract",
    "org.anact.registry.RegistryTest$Hidden, public constructor",
    "org.anact.registry.RegistryTest$Throwing, no licence"
  })
  void classThatCannotBeUsedIsRefusedWithReason(String name, String reason) {
    assertThatThrownBy(() -> THINGS.get(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unusable thing class '" + name + "': ")
        .hasMessageContaining(reason);
  }
}
