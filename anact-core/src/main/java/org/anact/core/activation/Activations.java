package org.anact.core.activation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.anact.core.kernel.ActivationKernel;
import org.anact.core.kernel.ActivationKernels;
import org.anact.core.registry.UnknownNameException;
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

/**
 * The activation functions of the suite. This list is the only place that declares them: an entry
 * added here shows in the command line, in grids, in reports and in the tests, with its normalized
 * form.
 */
public final class Activations {

  private static final Activations STANDARD =
      new Activations(
          List.of(
              entry("identity", "linear", "x", "-", ActivationIdentity::new)
                  .withKernel(ActivationKernels.IDENTITY),
              entry("relu", "rectifiers", "max(0, x)", "Nair & Hinton 2010", ActivationReLU::new)
                  .withKernel(ActivationKernels.RELU),
              entry(
                      "leakyrelu",
                      "rectifiers",
                      "max(0.01 x, x)",
                      "Maas et al. 2013",
                      () -> new ActivationLReLU(0.01))
                  .withKernel(ActivationKernels.LEAKY_RELU),
              entry(
                      "relu6",
                      "rectifiers",
                      "min(max(0, x), 6)",
                      "Krizhevsky 2010",
                      ActivationReLU6::new)
                  .withKernel(ActivationKernels.RELU6),
              entry(
                      "elu",
                      "exponential",
                      "x if x > 0, else exp(x) - 1",
                      "arXiv 1511.07289",
                      ActivationELU::new)
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
                  .withTwin(new ActivationSwish()),
              entry("mish", "gated", "x tanh(ln(1 + exp(x)))", "arXiv 1908.08681", StableMish::new)
                  .withKernel(ActivationKernels.MISH)
                  .withTwin(new ActivationMish()),
              entry("gelu", "gated", "x Phi(x)", "arXiv 1606.08415", GeluErf::new)
                  .withKernel(ActivationKernels.GELU),
              entry(
                      "gelu_tanh",
                      "gated",
                      "x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))",
                      "arXiv 1606.08415",
                      GeluTanh::new)
                  .withKernel(ActivationKernels.GELU_TANH),
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
                  .withKernel(ActivationKernels.SIGMOID),
              entry(
                  "softplus",
                  "saturating",
                  "ln(1 + exp(x))",
                  "Dugas et al. 2001",
                  StableSoftPlus::new),
              entry(
                      "softsign",
                      "saturating",
                      "x / (1 + |x|)",
                      "Bergstra et al. 2009",
                      ActivationSoftSign::new)
                  .withKernel(ActivationKernels.SOFTSIGN)));

  private final Map<String, NamedActivation> byName = new LinkedHashMap<>();
  private final List<ActivationEntry> entries;

  /**
   * Makes a list of functions.
   *
   * @throws IllegalArgumentException if two names, plain or normalized, are the same
   */
  public Activations(List<ActivationEntry> entries) {
    this.entries = List.copyOf(entries);
    for (ActivationEntry entry : entries) {
      for (boolean normalized : new boolean[] {false, true}) {
        NamedActivation named = new NamedActivation(entry, normalized);
        if (byName.putIfAbsent(named.name(), named) != null) {
          throw new IllegalArgumentException(
              "two activations have the name '" + named.name() + "': rename one of them");
        }
      }
    }
  }

  /** Returns the list that the suite ships. */
  public static Activations standard() {
    return STANDARD;
  }

  /** Returns the functions in the order of their declaration. */
  public List<ActivationEntry> entries() {
    return entries;
  }

  /** Returns every name that a grid can give, a function followed by its normalized form. */
  public List<String> names() {
    return new ArrayList<>(byName.keySet());
  }

  /**
   * Returns the activation of that name.
   *
   * @param name for example {@code swish} or {@code nswish}
   * @throws UnknownNameException if there is none; the message names the nearest
   */
  public NamedActivation get(String name) {
    NamedActivation found = byName.get(name);
    if (found == null) {
      throw new UnknownNameException("activation", name, byName.keySet());
    }
    return found;
  }

  /** Returns the kernel of a function of the list, if it has one. */
  public Optional<ActivationKernel> kernel(IActivation function) {
    return entries.stream()
        .filter(entry -> entry.kernel() != null && entry.isComputedBy(function))
        .map(ActivationEntry::kernel)
        .findFirst();
  }

  private static ActivationEntry entry(
      String name, String family, String formula, String source, Supplier<IActivation> factory) {
    return new ActivationEntry(name, family, formula, source, factory);
  }
}
