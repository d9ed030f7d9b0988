package org.anact.core.kernel;

import java.util.function.DoubleUnaryOperator;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An activation that is computed element by element, in doubles: for theory, for masks and for
 * networks without kernels. Networks with kernels compute it by one.
 */
public abstract class ElementwiseActivation extends BaseActivationFunction {

  private static final long serialVersionUID = 1L;

  /** Returns f(x). */
  protected abstract double value(double x);

  /** Returns f'(x). */
  protected abstract double slope(double x);

  @Override
  public final INDArray getActivation(INDArray in, boolean training) {
    return in.assign(each(in, this::value));
  }

  @Override
  public final Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    in.assign(each(in, this::slope)).muli(epsilon);
    return new Pair<>(in, null);
  }

  private static INDArray each(INDArray in, DoubleUnaryOperator function) {
    double[] values = in.dup('c').data().asDouble();
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(values[i]);
    }
    return Nd4j.create(values, in.shape(), 'c').castTo(in.dataType());
  }
}
