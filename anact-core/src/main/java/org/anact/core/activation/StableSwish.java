package org.anact.core.activation;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Swish, f(x) = x sigmoid(x) (Ramachandran et al., arXiv 1710.05941), with f'(x) = s (1 + x (1 -
 * s)) and s = sigmoid(x).
 *
 * <p>In Deeplearning4j 1.0.0-M2.1 the derivative of that name is not a number from x = 45 on.
 */
public final class StableSwish extends ParameterFreeActivation {

  private static final long serialVersionUID = 1L;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.muli(Transforms.sigmoid(in, true));
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    INDArray gate = Transforms.sigmoid(in, true);
    in.muli(gate.rsub(1.0)).addi(1.0).muli(gate).muli(epsilon);
    return new Pair<>(in, null);
  }

  @Override
  public String toString() {
    return "swish";
  }
}
