package org.anact.core.activation;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erfc;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The Gaussian error linear unit f(x) = x Phi(x), with Phi the standard normal distribution
 * function (Hendrycks and Gimpel, arXiv 1606.08415).
 *
 * <p>Deeplearning4j 1.0.0-M2.1 has two classes of that name's forms, and neither is it: its default
 * is x sigmoid(1.702 x), and its "precise" form is -0.0247 at x = -3 where x Phi(x) is -0.00405.
 */
public final class GeluErf extends ParameterFreeActivation {

  private static final long serialVersionUID = 1L;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.muli(normalDistribution(in));
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    INDArray phi = normalDistribution(in);
    INDArray density = Transforms.exp(in.mul(in).muli(-0.5), false);
    density.muli(1.0 / Math.sqrt(2.0 * Math.PI));
    in.muli(density).addi(phi).muli(epsilon);
    return new Pair<>(in, null);
  }

  /** Phi by erfc, which keeps its relative precision in the left tail where 1 + erf loses it. */
  private static INDArray normalDistribution(INDArray x) {
    INDArray argument = x.mul(-Math.sqrt(0.5));
    Nd4j.getExecutioner().exec(new Erfc(argument, argument));
    return argument.muli(0.5);
  }

  @Override
  public String toString() {
    return "gelu";
  }
}
