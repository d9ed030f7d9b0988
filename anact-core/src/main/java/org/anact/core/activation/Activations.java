package org.anact.core.activation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.anact.core.activation.ParametricActivation.Sharing;
import org.anact.core.formula.FormulaActivation;
import org.anact.core.kernel.ActivationKernel;
import org.anact.core.kernel.ActivationKernels;
import org.anact.core.kernel.ActivationPass;
import org.anact.core.kernel.Kernels;
import org.anact.core.kernel.PiecewiseKernels;
import org.anact.core.kernel.SmoothKernels;
import org.anact.core.kernel.Team;
import org.anact.registry.OwnClass;
import org.anact.registry.Registry;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The activation functions of the suite. This list is the only place that declares them: an entry
 * added here shows in the command line, in grids, in reports and in the tests, with its normalized
 * form.
 */
public final class Activations {

  /** The functions of the suite in the order of listings. */
  public static final List<ActivationEntry> STANDARD =
      List.of(
          entry("identity", "linear", "x", "-", ActivationIdentity::new)
              .withKernel(ActivationKernels.IDENTITY)
              .withAliases("linear"),
          entry("relu", "rectifiers", "max(0, x)", "Nair & Hinton 2010", ActivationReLU::new)
              .withKernel(ActivationKernels.RELU),
          entry(
                  "leakyrelu",
                  "rectifiers",
                  "max(0.01 x, x)",
                  "Maas et al. 2013",
                  () -> new ActivationLReLU(0.01))
              .withKernel(ActivationKernels.LEAKY_RELU)
              .withAliases("lrelu"),
          entry("relu6", "rectifiers", "min(max(0, x), 6)", "Krizhevsky 2010", ActivationReLU6::new)
              .withKernel(ActivationKernels.RELU6),
          entry(
                  "elu",
                  "exponential",
                  "x if x > 0, else exp(x) - 1",
                  "arXiv 1511.07289",
                  ActivationELU::new)
              .withKernel(ActivationKernels.ELU),
          entry(
                  "celu",
                  "exponential",
                  "elu at its default alpha of 1",
                  "arXiv 1704.07483",
                  of(ScalarFunction.CELU))
              .withKernel(ActivationKernels.ELU),
          entry(
                  "selu",
                  "exponential",
                  "1.0507 x if x > 0, else 1.7581 (exp(x) - 1)",
                  "arXiv 1706.02515",
                  ActivationSELU::new)
              .withKernel(ActivationKernels.SELU),
          entry("swish", "gated", "x sigmoid(x)", "arXiv 1710.05941", StableSwish::new)
              .withKernel(ActivationKernels.SWISH)
              .withTwin(new ActivationSwish())
              .withAliases("silu"),
          entry("mish", "gated", "x tanh(ln(1 + exp(x)))", "arXiv 1908.08681", StableMish::new)
              .withKernel(ActivationKernels.MISH)
              .withTwin(new ActivationMish()),
          entry("gelu", "gated", "x Phi(x)", "arXiv 1606.08415", GeluErf::new)
              .withKernel(ActivationKernels.GELU)
              .withAliases("gelu_erf"),
          entry(
                  "gelu_tanh",
                  "gated",
                  "x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))",
                  "arXiv 1606.08415",
                  GeluTanh::new)
              .withKernel(ActivationKernels.GELU_TANH)
              .withAliases("gelu_new", "gelu_pytorch_tanh"),
          entry(
                  "hardswish",
                  "gated",
                  "x min(max(x + 3, 0), 6) / 6",
                  "arXiv 1905.02244",
                  of(ScalarFunction.HARD_SWISH))
              .withKernel(PiecewiseKernels.HARD_SWISH)
              .withAliases("hardsilu", "hswish"),
          entry(
                  "serf",
                  "gated",
                  "x erf(ln(1 + exp(x)))",
                  "arXiv 2108.09598",
                  of(ScalarFunction.SERF))
              .withKernel(SmoothKernels.SERF),
          entry(
                  "logish",
                  "gated",
                  "x ln(1 + sigmoid(x))",
                  "Zhu et al. 2021",
                  of(ScalarFunction.LOGISH))
              .withKernel(SmoothKernels.LOGISH),
          entry(
                  "smish",
                  "gated",
                  "x tanh(ln(1 + sigmoid(x)))",
                  "Wang et al. 2022",
                  of(ScalarFunction.SMISH))
              .withKernel(SmoothKernels.SMISH),
          entry(
                  "tanhexp",
                  "gated",
                  "x tanh(exp(x))",
                  "arXiv 2003.09855",
                  of(ScalarFunction.TANH_EXP))
              .withKernel(SmoothKernels.TANH_EXP),
          entry("tanh", "saturating", "tanh(x)", "LeCun et al. 1998", ActivationTanH::new)
              .withKernel(ActivationKernels.TANH),
          entry(
                  "hardtanh",
                  "saturating",
                  "min(max(-1, x), 1)",
                  "Collobert 2004",
                  ActivationHardTanH::new)
              .withKernel(ActivationKernels.HARD_TANH),
          entry("sigmoid", "saturating", "1 / (1 + exp(-x))", "-", ActivationSigmoid::new)
              .withKernel(ActivationKernels.SIGMOID)
              .withAliases("logistic"),
          entry(
                  "hardsigmoid",
                  "saturating",
                  "min(max(x + 3, 0), 6) / 6",
                  "arXiv 1905.02244",
                  of(ScalarFunction.HARD_SIGMOID))
              .withKernel(PiecewiseKernels.HARD_SIGMOID)
              .withAliases("hsigmoid"),
          entry("logsigmoid", "saturating", "ln(sigmoid(x))", "-", of(ScalarFunction.LOG_SIGMOID))
              .withKernel(SmoothKernels.LOG_SIGMOID),
          entry(
                  "softplus",
                  "saturating",
                  "ln(1 + exp(x))",
                  "Dugas et al. 2001",
                  StableSoftPlus::new)
              .withKernel(SmoothKernels.SOFTPLUS),
          entry(
                  "squareplus",
                  "saturating",
                  "(x + sqrt(x^2 + 4)) / 2",
                  "arXiv 2112.11687",
                  of(ScalarFunction.SQUARE_PLUS))
              .withKernel(SmoothKernels.SQUARE_PLUS),
          entry(
                  "softsign",
                  "saturating",
                  "x / (1 + |x|)",
                  "Bergstra et al. 2009",
                  ActivationSoftSign::new)
              .withKernel(ActivationKernels.SOFTSIGN),
          entry(
                  "softshrink",
                  "shrinking",
                  "x - min(max(-0.5, x), 0.5)",
                  "Donoho 1995",
                  of(ScalarFunction.SOFT_SHRINK))
              .withKernel(PiecewiseKernels.SOFT_SHRINK),
          entry(
                  "hardshrink",
                  "shrinking",
                  "x if |x| > 0.5, else 0",
                  "Donoho & Johnstone 1994",
                  of(ScalarFunction.HARD_SHRINK))
              .withKernel(PiecewiseKernels.HARD_SHRINK),
          entry("tanhshrink", "shrinking", "x - tanh(x)", "-", of(ScalarFunction.TANH_SHRINK))
              .withKernel(SmoothKernels.TANH_SHRINK),
          entry(
              "prelu",
              "parametric",
              "x if x > 0, else p x; p a channel, from 0.25",
              "arXiv 1502.01852",
              of(ParametricFunction.PRELU, Sharing.CHANNEL, 0.25)),
          entry(
              "swish_beta",
              "parametric",
              "x sigmoid(p x); p a layer, from 1",
              "arXiv 1710.05941",
              of(ParametricFunction.SWISH_BETA, Sharing.LAYER, 1)));

  /** Functions of PyTorch and Keras that are not in this list, though their names are near. */
  private static final List<String> ELSEWHERE =
      List.of(
          "crelu",
          "rrelu",
          "glu",
          "geglu",
          "swiglu",
          "threshold",
          "logsoftmax",
          "softmax",
          "softmin",
          "sparseplus",
          "exponential");

  private static final String FORMULA_FAMILY = "own formula";
  private static final String FORMULA_NAME = "[A-Za-z][A-Za-z0-9_]{0,39}";

  private Activations() {}

  /** Returns the functions of the suite, each followed by its normalized form. */
  public static Registry<NamedActivation> standard() {
    Stream<String> normalized = ELSEWHERE.stream().map(NamedActivation.NORMALIZED_PREFIX::concat);
    return new Registry<>(
        "activation",
        forms(STANDARD),
        Stream.concat(ELSEWHERE.stream(), normalized).toList(),
        Activations::ofClass);
  }

  /** Returns both forms of each function, plain and normalized. */
  public static List<NamedActivation> forms(List<ActivationEntry> entries) {
    return entries.stream()
        .flatMap(
            entry -> Stream.of(new NamedActivation(entry, false), new NamedActivation(entry, true)))
        .toList();
  }

  /** Makes the entry of a class of the user's; {@code n-} before its name normalizes it. */
  private static NamedActivation ofClass(String name) {
    boolean normalized = name.startsWith(NamedActivation.NORMALIZED_CLASS_PREFIX);
    String type =
        normalized ? name.substring(NamedActivation.NORMALIZED_CLASS_PREFIX.length()) : name;
    Supplier<IActivation> factory = () -> OwnClass.instance("activation", type, IActivation.class);
    String formula = factory.get().toString();
    return new NamedActivation(
        new ActivationEntry(type, "own class", formula, "-", factory), normalized);
  }

  /**
   * Returns the entry of a function that a user wrote.
   *
   * @param name by which grids and results call it
   * @param formula in the language of {@link org.anact.core.formula}
   * @throws IllegalArgumentException if it cannot be used; the message tells why
   */
  public static ActivationEntry ofFormula(String name, String formula) {
    if (!name.matches(FORMULA_NAME)) {
      throw new IllegalArgumentException(
          "has the name '%s': give it one of letters, digits and '_' that begins with a letter"
              .formatted(name));
    }
    // All layers share one instance, and with it the kernel, which takes time to compile.
    FormulaActivation function = new FormulaActivation(name, formula);
    return entry(name, FORMULA_FAMILY, function.formula().text(), "-", () -> function);
  }

  /**
   * Returns the kernel of a function of the suite, if it has one, or of a formula, if kernels are
   * on.
   */
  public static Optional<ActivationKernel> kernel(IActivation function) {
    if (!Kernels.isOn()) {
      return Optional.empty();
    }
    if (function instanceof FormulaActivation formula) {
      return Optional.of(formula.kernel());
    }
    return STANDARD.stream()
        .filter(entry -> entry.kernel() != null && entry.isComputedBy(function))
        .map(ActivationEntry::kernel)
        .findFirst();
  }

  /**
   * Returns what makes the passes of a function over a tensor that kernels can read; nothing where
   * no kernel computes it.
   */
  public static Optional<Function<INDArray, ActivationPass>> passes(IActivation function) {
    if (function instanceof LearnedActivation learned) {
      return learned.passes();
    }
    return kernel(function)
        .map(kernel -> new ActivationPass(kernel, Team.shared()))
        .map(pass -> x -> pass);
  }

  private static Supplier<IActivation> of(ScalarFunction function) {
    return () -> new ScalarActivation(function);
  }

  private static Supplier<IActivation> of(
      ParametricFunction function, Sharing sharing, double initialValue) {
    return () -> new ParametricActivation(function, sharing, initialValue);
  }

  private static ActivationEntry entry(
      String name, String family, String formula, String source, Supplier<IActivation> factory) {
    return new ActivationEntry(name, family, formula, source, factory);
  }
}
