package org.anact.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of faults follows the code. */
final class FaultListTest {

  private static final Checkout CHECKOUT = Checkout.around();

  static Stream<Fault> faults() throws IOException {
    return Fault.all().stream();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultStillHasItsPlaceInTheSources(Fault fault) throws IOException {
    assertThat(fault.edits()).isNotEmpty();
    for (Map.Entry<String, String> source : fault.sources(CHECKOUT).entrySet()) {
      assertThat(source.getValue()).isNotEqualTo(CHECKOUT.read(source.getKey()));
    }
    assertThat(CHECKOUT.testClassesAbove(fault.edits().get(0).file())).isNotEmpty();
  }

  @Test
  void textThatStandsTwiceOrNowhereIsRefused() {
    String file = "anact-core/src/main/java/org/anact/core/layer/ActivationLayers.java";
    for (String text : List.of("import ", "no such text")) {
      Fault fault = new Fault("x", "nothing", List.of(new Fault.Edit(file, text, "")));
      assertThatThrownBy(() -> fault.sources(CHECKOUT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(text)
          .hasMessageContaining(file);
    }
  }
}
