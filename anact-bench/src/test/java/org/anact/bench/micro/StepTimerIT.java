package org.anact.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs ask for when they take turns with the suite. */
final class StepTimerIT {

  private static String[] answers(String requests) throws IOException {
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    new StepTimer(Catalog.load())
        .serve(
            new BufferedReader(new StringReader(requests)),
            new PrintStream(answers, true, StandardCharsets.UTF_8));
    return answers.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
  }

  @Test
  void everyRequestIsAnsweredByTheTimesOfItsSteps() throws IOException {
    String[] answers = answers("mlp relu train 3 2\nmlp relu infer 1\nmlp nrelu train 2 5\n");
    assertThat(answers).hasSize(3);
    assertThat(Arrays.stream(answers).map(line -> line.split(" ").length)).containsExactly(3, 1, 2);
    assertThat(String.join(" ", answers).split(" "))
        .allSatisfy(time -> assertThat(Double.parseDouble(time)).isPositive());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlp relu train",
        "mlp relu fit 3",
        "mlp relu train 0",
        "mlp relu train 3 0",
        "a b"
      })
  void aLineOfAnotherFormIsRefused(String line) {
    assertThatThrownBy(() -> answers(line))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("give MODEL ACTIVATION train|infer STEPS [BATCH]");
  }

  @Test
  void moreImagesThanFitAreRefused() {
    assertThatThrownBy(() -> answers("mlp relu train 1 900000"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("16,384 are the most");
  }
}
