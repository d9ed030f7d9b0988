package org.anact.core.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.anact.core.activation.Activations;
import org.anact.core.kernel.ActivationKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.serde.json.JsonMappers;

/** The language of formulas, and what is wrong in a formula that cannot be used. */
final class FormulaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -x^2                                  | 3    | -9
          2^3^2 + 0 * x                         | 1    | 512
          2**-x                                 | 2    | 0.25
          x - 1 - 1                             | 5    | 3
          x / 2 / 2                             | 8    | 2
          - - x                                 | 3    | 3
          .5e1*x + 1.e0                         | 2    | 11
          max(x, 1, 2)                          | 0    | 2
          min(x, 1, 2)                          | 0    | 0
          where(x >= 1, 10, 20)                 | 1    | 10
          where(1 > x, 10, 20)                  | 1    | 20
          where(x == 0, 1, sin(x) / x)          | 0    | 1
          where(x != 0, 1, 2)                   | 0    | 2
          max(relu(x), cosh(elu(x)))            | 0.5  | 1.1276259652063807
          add(mul(x, x), div(x, sub(x, 3)))     | 2    | 2
          pow(abs(x), 1.5)                      | 4    | 8
          ArcTan(x) + arcsinh(x) + LN(x + 2)    | 1    | 2.765384039085101
          log_sigmoid(x)                        | -800 | -800
          softplus(x)                           | 800  | 800
          x * sigmoid(x)                        | -800 | 0
          erfc(x)                               | 3    | 2.209049699858544e-05
          hard_sigmoid(x)                       | 1    | 0.6666666666666666
          e^x                                   | 1    | 2.718281828459045
          WHERE(X > 0, PI, 0)                   | 1    | 3.141592653589793
          cos(2 * pi * x)                       | 1    | 1
          """)
  void valuesAreThoseOfTheUsualRules(String text, double x, double expected) {
    assertThat(Formula.unchecked(text).value(x))
        .isCloseTo(expected, within(1e-15 * Math.max(1, Math.abs(expected))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.375 * x * sigmod(x) | 13 | unknown function 'sigmod'; did you mean 'sigmoid'? Known: abs, sign
          x * (1 + x            | 11 | expected ')' but found the end of the formula
          x * * x               | 5  | expected x, a number, a function or '(' but found '*'
          2x                    | 2  | expected an operator before 'x'; a product is written with *
          (x)(x)                | 4  | expected an operator before '('; a product is written with *
          x + y                 | 5  | unknown name 'y'; the argument is x, and pi and e are numbers
          x % 2                 | 3  | '%' has no meaning here
          tanh                  | 1  | 'tanh' needs an argument, like tanh(x)
          tanh(x, x)            | 1  | 'tanh' takes one argument, not 2
          max(x)                | 1  | 'max' takes two arguments or more, not 1
          pow(x, 1, 2)          | 1  | 'pow' takes two arguments, not 3
          where(x, 1, 2)        | 8  | expected a comparison like x > 0 but found ','
          x > 0                 | 3  | a comparison stands only in where(condition, a, b)
          where(x > 0, 1)       | 15 | expected ',' but found ')'
          wher(x > 0, 1, 2)     | 1  | unknown function 'wher'; did you mean 'where'?
          1e99 * x              | 1  | '1e99' is more than a float holds
          NaN * x               | 1  | unknown name 'NaN'; the argument is x
          x + inf               | 5  | unknown name 'inf'; the argument is x
          1,5 * x               | 2  | expected an operator before ','
          x\u2212 1             | 2  | '\u2212' has no meaning here; write -
          x\u00b2 + 1           | 2  | '\u00b2' has no meaning here; write ^2
          2 \u00d7 x            | 3  | '\u00d7' has no meaning here; write *
          x\u00a0+ 1            | 2  | the character U+00A0 has no meaning here; formulas
          \u200bx               | 1  | the character U+200B has no meaning here; formulas
          np.exp(x)             | 3  | '.' has no meaning here
          1e                    | 2  | expected an operator before 'e'
          """)
  void aMistakeIsShownWhereItIs(String text, int position, String what) {
    assertThatThrownBy(() -> Formula.of(text))
        .isInstanceOf(FormulaException.class)
        .hasMessageStartingWith("has an error at position " + position + ": " + what)
        .hasMessageEndingWith("\n    " + text + "\n    " + " ".repeat(position - 1) + "^");
  }

  /** Functions that have their argument several times make a formula grow by powers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          swish( | 100 | this is too long once its functions are written out
          mish(  | 30  | this is too long once its functions are written out
          (      | 300 |
          tanh(  | 60  |
          exp(-  | 60  |
          relu(  | 40  |
          """)
  void nestingIsReadOrRefusedInASentence(String open, int levels, String what) {
    String text = open.repeat(levels) + "x" + ")".repeat(levels);
    if (what == null) {
      assertThat(Formula.unchecked(text).value(0)).isBetween(0.0, 1.0);
    } else {
      assertThatThrownBy(() -> Formula.of(text))
          .isInstanceOf(FormulaException.class)
          .hasMessageContaining(what);
    }
  }

  @Test
  void aTextThatIsTooLongIsRefusedAndALongNumberShortened() {
    assertThatThrownBy(() -> Formula.of("x" + " + x".repeat(3000)))
        .hasMessage("has 12001 characters: give 2000 at most");
    assertThatThrownBy(() -> Formula.of("x " + "9".repeat(400)))
        .hasMessageContaining("expected an operator before '999999999999999999999999999999...'");
    assertThatThrownBy(() -> Formula.of("(".repeat(40) + "x" + "^2)".repeat(40)))
        .hasMessageContaining("too long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 / x                    | '1 / x' is infinite at x = 0
          sin(x) / x               | 'sin(x) / x' is not a number at x = 0
          1 / (x - 0.3)            | is infinite at x = 0.3
          1 / (x - 0.3)^2          | is infinite at x = 0.3
          ln(x)                    | is not a number at x = -40
          ln(abs(x - 1/3))         | is infinite at x = 0.333333
          sqrt(abs(x))             | the derivative of 'sqrt(abs(x))' is not a number at x = 0
          x^0.5                    | is not a number at x = -40
          exp(x)^3                 | is infinite at x = 29.21875 in floats
          exp(3 * x) / (1 + exp(3 * x) + x^2) | is not a number at x = 29.21875 in floats
          """)
  void aFormulaThatIsNoNumberSomewhereIsRefusedWithThePlace(String text, String what) {
    assertThatThrownBy(() -> Formula.of(text))
        .isInstanceOf(FormulaException.class)
        .hasMessageStartingWith("cannot be used: ")
        .hasMessageContaining(what)
        .hasMessageEndingWith("activations must be finite from -40 to 40");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 / (1 + exp(-3 * x))",
        "where(x == 0, 1, sin(x) / x)",
        "x / (1 + x^2)",
        "exp(-x^2)",
        "x * erfc(x) + cosh(x / 2)",
        "abs(x)^1.5",
        "0.5"
      })
  void aFormulaThatIsANumberEverywhereIsTaken(String text) {
    assertThat(Formula.of(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.375 * x * sigmoid(x)",
        "gelu(x)",
        "selu(x)",
        "x - (x - tanh(x^3)) / (2 - (1 - x^2)^2 / 5)",
        "-(-x)^3 * 2^-x",
        "hardswish(x) - softshrink(x)",
        "max(x, 0.1 * x) * atan(x)"
      })
  void theDerivativeIsWrittenAsAFormula(String text) {
    Formula formula = Formula.unchecked(text);
    Formula derivative = Formula.unchecked(formula.derivative());
    for (double x : new double[] {-3.3, -1, -0.4, 0, 0.3, 1, 2.2}) {
      assertThat(derivative.value(x))
          .isCloseTo(formula.slope(x), within(1e-12 * Math.max(1, Math.abs(formula.slope(x)))));
    }
  }

  @Test
  void derivativesAreSimplified() {
    assertThat(Formula.of("1.375 * x * sigmoid(x)").derivative())
        .isEqualTo("1.375 * sigmoid(x) + 1.375 * x * (sigmoid(x) * (1 - sigmoid(x)))");
    assertThat(Formula.of("relu(x)").derivative()).isEqualTo("where(x <= 0, 0, 1)");
    assertThat(Formula.of("3 * x + 2").derivative()).isEqualTo("3");
    assertThat(Formula.of("x^3").derivative()).isEqualTo("3 * (x * x)");
  }

  @ParameterizedTest
  @CsvSource({
    "'max(0, x)', 0, 0",
    "'max(x, 0)', 0, 0",
    "'max(x, 0.01 * x)', 0, 0.01",
    "abs(x), 0, 0",
    "'min(max(0, x), 6)', 6, 0",
    "'max(-1, min(1, x))', -1, 0",
    "'where(x > 0, x, 2 * x)', 0, 2"
  })
  void kinksHaveTheSlopeOfTheConventions(String text, double x, double slope) {
    Formula formula = Formula.of(text);
    assertThat(formula.slope(x)).isEqualTo(slope);
    float[] out = new float[1];
    formula.kernel().valueAndSlope(new float[] {(float) x}, new float[1], out, 1);
    assertThat(out[0]).isEqualTo((float) slope);
  }

  /**
   * The kernel takes the slope of a clamp from its result; the interpreter follows the branches.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu6(x)",
        "min(6, relu(x))",
        "max(-1, min(1, x))",
        "min(max(x, -2), 0.5)",
        "max(min(0.5, 3 * x), -0.25)",
        "min(max(0.25, x * x), 4)",
        "x * min(max(x, -1), 2)",
        "min(max(-1, -x), 1)",
        "min(max(1, x), -1) + x",
        "where(max(0, x) <= 6, where(x >= 0, x * x, 0), 0)",
        "leaky_relu(x)"
      })
  void slopesOfClampsChangeAtTheirVeryEnds(String text) {
    Formula formula = Formula.of(text);
    float[] ends = {-6, -4, -2, -1, -0.5f, -0.25f, -1 / 12f, 0, 1 / 6f, 0.25f, 0.5f, 1, 2, 6};
    float[] x = new float[3 * ends.length];
    for (int i = 0; i < ends.length; i++) {
      // Nearer to 0 a step is less than 1.
      float unit = Math.max(Math.ulp(ends[i]), 1e-30f);
      x[3 * i] = ends[i] - unit;
      x[3 * i + 1] = ends[i];
      x[3 * i + 2] = ends[i] + unit;
    }
    float[] f = new float[x.length];
    float[] slope = new float[x.length];
    formula.kernel().valueAndSlope(x, f, slope, x.length);
    for (int i = 0; i < x.length; i++) {
      assertThat(f[i]).as("f(%s)", x[i]).isCloseTo((float) formula.value(x[i]), within(1e-5f));
      double wanted = formula.slopeExpression().at(x[i], Precision.SINGLE);
      assertThat(slope[i]).as("f'(%s)", x[i]).isCloseTo((float) wanted, within(1e-5f));
    }
  }

  @Test
  void withoutACompilerAFormulaIsInterpreted() {
    Formula formula = Formula.of("where(x > 0, x * tanh(x), erf(x)) - 0.1");
    ActivationKernel interpreted = formula.kernel(null);
    assertThat(interpreted).isInstanceOf(InterpretedKernel.class);
    ActivationKernel compiled = Formula.of(formula.text()).kernel();
    float[] x = {-2, -0.5f, 0, 0.25f, 3};
    float[][] f = new float[4][x.length];
    interpreted.valueAndSlope(x, f[0], f[1], x.length);
    compiled.valueAndSlope(x, f[2], f[3], x.length);
    assertThat(f[0]).containsExactly(f[2], within(1e-6f));
    assertThat(f[1]).containsExactly(f[3], within(1e-6f));
  }

  @Test
  void notANumberStaysNotANumber() {
    for (String text : new String[] {"relu(x)", "elu(x)", "where(x > 1, x, 2)", "exp(x)"}) {
      float[] f = new float[1];
      float[] slope = new float[1];
      Formula.of(text).kernel().valueAndSlope(new float[] {Float.NaN}, f, slope, 1);
      assertThat(f[0]).as(text).isNaN();
    }
  }

  @Test
  void anActivationSurvivesBeingSaved() throws Exception {
    FormulaActivation mine = new FormulaActivation("eswish", "1.375 * x * sigmoid(x)");
    String json = JsonMappers.getMapper().writeValueAsString(mine);
    IActivation read = JsonMappers.getMapper().readValue(json, IActivation.class);
    assertThat(read).isEqualTo(mine);
    assertThat(((FormulaActivation) read).formula().value(1)).isEqualTo(mine.formula().value(1));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(mine);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(mine);
    }
  }

  @Test
  void everyNetworkSharesTheKernelOfAnEntry() {
    var entry = Activations.ofFormula("mine", "x * tanh(x)");
    assertThat(Activations.kernel(entry.create()))
        .get()
        .isSameAs(Activations.kernel(entry.create()).orElseThrow());
    assertThatThrownBy(() -> Activations.ofFormula("my.act", "x"))
        .hasMessage(
            "has the name 'my.act': give it one of letters, digits and '_' that begins with a"
                + " letter");
  }
}
