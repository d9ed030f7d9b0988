package org.anact.core.activation;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The tanh approximation of GELU, f(x) = x/2 (1 + tanh(u)) with u = sqrt(2/pi) (x + 0.044715 x^3)
 * (Hendrycks and Gimpel, arXiv 1606.08415). See {@link GeluErf} for why Deeplearning4j's is not
 * used.
 */
public final class GeluTanh extends ParameterFreeActivation {

  private static final long serialVersionUID = 1L;

  private static final double SCALE = Math.sqrt(2.0 / Math.PI);
  private static final double CUBIC = 0.044715;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.muli(gate(in));
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    INDArray gate = gate(in);
    INDArray slope = in.mul(in).muli(6.0 * SCALE * CUBIC).addi(2.0 * SCALE);
    in.muli(slope).muli(gate).muli(gate.rsub(1.0));
    in.addi(gate).muli(epsilon);
    return new Pair<>(in, null);
  }

  /**
   * (1 + tanh(u)) / 2 = sigmoid(2 u), the form that keeps its relative precision where tanh is -1.
   */
  private static INDArray gate(INDArray x) {
    INDArray twoU = x.mul(x).muli(2.0 * SCALE * CUBIC).addi(2.0 * SCALE).muli(x);
    return Transforms.sigmoid(twoU, false);
  }

  @Override
  public String toString() {
    return "gelu_tanh";
  }
}
