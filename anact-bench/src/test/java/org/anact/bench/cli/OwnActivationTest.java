package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Activations of a user's own on the command line: by formula, and by class. */
final class OwnActivationTest extends CommandTest {

  private static final String ESWISH = "eswish=1.375 * x * sigmoid(x)";

  @Test
  void theoryShowsAFormulaWithItsDerivativeAndItsGains() {
    assertThat(anact("theory", "--activation-formula", ESWISH, "--sigma", "1", "--depth", "1"))
        .isZero();
    // Swish has lambda 1.65014, and this is 1.375 times it.
    assertThat(out.toString())
        .startsWith(
            """
            eswish(x) = 1.375 * x * sigmoid(x)
            eswish'(x) = 1.375 * sigmoid(x) + 1.375 * x * (sigmoid(x) * (1 - sigmoid(x)))
            under N(0, 1): rho 0.672638, rho' 0.717459, lambda 1.200102
            """)
        .contains("eswish: gain g = 1.200102");
    forget();
    assertThat(
            anact(
                "theory",
                "neswish",
                "relu",
                "--activation-formula",
                ESWISH,
                "--depth",
                "1",
                "--sigma",
                "1"))
        .isZero();
    assertThat(out.toString())
        .contains("eswish(x) = ")
        .contains("neswish: gain")
        .contains("relu: gain");
  }

  @Test
  void probeTakesAFormula() {
    assertThat(
            anact(
                "probe",
                "mlp",
                "--activation-formula",
                ESWISH,
                "--networks",
                "1",
                "--batch-size",
                "8"))
        .isZero();
    assertThat(out.toString()).contains("eswish'(x) = ").contains("mlp, eswish, init fair");
    assertThat(anact("probe", "mlp")).isEqualTo(2);
    assertThat(err.toString()).contains("--activation is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mine=x * sigmod(x)  | --activation-formula 'mine' has an error at position 5: unknown function 'sigmod'; did you mean 'sigmoid'?
          mine=1 / x          | --activation-formula 'mine' cannot be used: '1 / x' is infinite at x = 0
          x * sigmoid(x)      | --activation-formula is 'x * sigmoid(x)': give NAME=FORMULA
          my.act=x            | --activation-formula 'my.act' has the name 'my.act': give it one of letters
          Swish=x             | --activation-formula: the activation 'Swish' cannot be told from 'swish': rename one of them
          """)
  void whatCannotBeUsedIsToldInASentence(String formula, String sentence) {
    assertThat(anact("theory", "relu", "--activation-formula", formula)).isEqualTo(2);
    assertThat(err.toString()).startsWith("anact: " + sentence);
    forget();
    if (!formula.startsWith("Swish")) {
      assertThat(anact("bench", "--activation-formula", formula, "LayerBenchmark")).isEqualTo(2);
      assertThat(err.toString()).startsWith("anact: " + sentence);
    }
  }

  @Test
  void theMistakeIsMarkedByACaret() {
    anact("theory", "--activation-formula", "mine=x * sigmod(x)");
    assertThat(err.toString()).endsWith("\n    x * sigmod(x)\n        ^\n");
  }

  @Test
  void aClassThatIsNoActivationIsRefused() {
    assertThat(anact("theory", "java.lang.String")).isEqualTo(2);
    assertThat(err.toString())
        .hasLineCount(1)
        .startsWith(
            "anact: unusable activation class 'java.lang.String': it does not implement"
                + " org.nd4j.linalg.activations.IActivation");
    forget();
    assertThat(anact("probe", "java.lang.String", "--activation", "relu")).isEqualTo(2);
    assertThat(err.toString()).startsWith("anact: unusable model class 'java.lang.String'");
    forget();
    assertThat(anact("theory", "n-org.me.Nothing")).isEqualTo(2);
    assertThat(err.toString()).contains("add its folder or jar to ANACT_CLASSPATH");
    forget();
    String cube = "org.nd4j.linalg.activations.impl.ActivationCube";
    assertThat(anact("theory", cube, "n-" + cube, "--depth", "1", "--sigma", "1")).isZero();
  }
}
