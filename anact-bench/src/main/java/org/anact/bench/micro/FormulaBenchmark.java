package org.anact.bench.micro;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.anact.core.activation.Activations;
import org.anact.core.kernel.ActivationKernel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The kernel that is made of a formula, and the one of the suite for the same function. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FormulaBenchmark {

  private static final int ELEMENTS = 1024;

  /** A function of the suite that has a kernel. */
  @Param({
    "relu",
    "leakyrelu",
    "relu6",
    "elu",
    "celu",
    "selu",
    "swish",
    "mish",
    "gelu",
    "gelu_tanh",
    "hardswish",
    "serf",
    "logish",
    "smish",
    "tanhexp",
    "tanh",
    "hardtanh",
    "sigmoid",
    "hardsigmoid",
    "logsigmoid",
    "softplus",
    "squareplus",
    "softsign",
    "softshrink",
    "hardshrink",
    "tanhshrink"
  })
  public String function;

  /** Whether it is computed by the kernel of its formula. */
  @Param({"true", "false"})
  public boolean formula;

  private final float[] x = new float[ELEMENTS];
  private final float[] f = new float[ELEMENTS];
  private final float[] slope = new float[ELEMENTS];
  private ActivationKernel kernel;

  /** Makes the kernel and random arguments. */
  @Setup
  public void setUp() {
    kernel =
        Activations.kernel(
                formula
                    ? Activations.ofFormula("mine", formula()).create()
                    : Activations.standard().get(function).base().create())
            .orElseThrow();
    Random random = new Random(1);
    for (int i = 0; i < ELEMENTS; i++) {
      x[i] = (float) random.nextGaussian();
    }
  }

  /** Most are functions of the language. */
  private String formula() {
    return switch (function) {
      case "serf" -> "x * erf(softplus(x))";
      case "logish" -> "x * log1p(sigmoid(x))";
      case "smish" -> "x * tanh(log1p(sigmoid(x)))";
      case "tanhexp" -> "x * tanh(exp(min(x, 20)))";
      case "squareplus" -> "(x + sqrt(x * x + 4)) / 2";
      default -> function + "(x)";
    };
  }

  /** As in inference. */
  @Benchmark
  public float[] value() {
    kernel.value(x, f, ELEMENTS);
    return f;
  }

  /** As in training, of ANAct too. */
  @Benchmark
  public float[] valueAndSlope() {
    kernel.valueAndSlope(x, f, slope, ELEMENTS);
    return slope;
  }
}
