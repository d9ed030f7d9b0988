package org.anact.core.activation;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Mish, f(x) = x tanh(softplus(x)) (Misra, arXiv 1908.08681), with f'(x) = t + x (1 - t^2)
 * sigmoid(x) and t = tanh(softplus(x)).
 *
 * <p>In Deeplearning4j 1.0.0-M2.1 the derivative of that name is not a number from x = 30 on.
 */
public final class StableMish extends ParameterFreeActivation {

  private static final long serialVersionUID = 1L;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.muli(gate(in));
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    INDArray gate = gate(in);
    in.muli(Transforms.sigmoid(in, true)).muli(gate.mul(gate).rsubi(1.0));
    in.addi(gate).muli(epsilon);
    return new Pair<>(in, null);
  }

  private static INDArray gate(INDArray x) {
    return Transforms.tanh(StableSoftPlus.softPlus(x), false);
  }

  @Override
  public String toString() {
    return "mish";
  }
}
