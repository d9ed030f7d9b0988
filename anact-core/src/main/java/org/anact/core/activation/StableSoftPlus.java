package org.anact.core.activation;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log1p;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Softplus, f(x) = ln(1 + exp(x)) (Dugas et al. 2001), in the form max(0, x) + ln(1 + exp(-|x|))
 * that does not overflow. ND4J's log1p adds the 1 before it takes the logarithm, so that results
 * are exact to a rounding unit of 1, and 0 where they are smaller than that.
 *
 * <p>Deeplearning4j 1.0.0-M2.1 has infinity for it from x = 89 on, and no number for its
 * derivative.
 */
public final class StableSoftPlus extends ParameterFreeActivation {

  private static final long serialVersionUID = 1L;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.assign(softPlus(in));
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    in.assign(Transforms.sigmoid(in, true)).muli(epsilon);
    return new Pair<>(in, null);
  }

  /** Returns f(x) and leaves x as it is. */
  static INDArray softPlus(INDArray x) {
    INDArray rest = Transforms.exp(Transforms.abs(x, true).negi(), false);
    Nd4j.getExecutioner().exec(new Log1p(rest, rest));
    return rest.addi(Transforms.relu(x, true));
  }

  @Override
  public String toString() {
    return "softplus";
  }
}
