package org.anact.core.activation;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.anact.core.kernel.ActivationPass;
import org.anact.core.kernel.HostTensor;
import org.anact.core.kernel.Kernels;
import org.anact.core.kernel.ParametricPass;
import org.anact.core.kernel.SmallTensor;
import org.anact.core.kernel.Team;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A parametric activation with the parameters that its layer has at the time. As an {@code
 * IActivation} it computes in doubles, element by element; {@link #passes} is its kernel.
 */
public final class LearnedActivation extends BaseActivationFunction {

  private static final long serialVersionUID = 1L;

  /** f, df/dx or df/dp. */
  private interface Part {
    double at(double x, double p);
  }

  private final ParametricFunction function;
  private final transient ParameterLayout layout;
  private final transient Supplier<INDArray> parameters;
  private final boolean isFast = Kernels.isOn();

  LearnedActivation(
      ParametricFunction function, ParameterLayout layout, Supplier<INDArray> parameters) {
    this.function = function;
    this.layout = layout;
    this.parameters = parameters;
  }

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.assign(array(each(in, function::value), in));
  }

  /** Returns dL/dx and dL/dp. */
  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    INDArray ofParameters = Nd4j.createFromArray(gradientInDoubles(in, epsilon));
    in.assign(array(each(in, function::slope), in)).muli(epsilon);
    return new Pair<>(in, ofParameters.castTo(in.dataType()));
  }

  /** Returns the kernel's passes over a tensor that kernels can read; none if they are off. */
  Optional<Function<INDArray, ActivationPass>> passes() {
    return isFast ? Optional.of(x -> parametricPass(x).activation()) : Optional.empty();
  }

  private ParametricPass parametricPass(INDArray x) {
    return new ParametricPass(
        function.kernel(), parameters.get().toFloatVector(), layout.run(x), Team.shared());
  }

  /** Writes scale times the sum of epsilon df/dp over the elements of each parameter. */
  public void gradient(INDArray x, INDArray epsilon, double scale, INDArray target) {
    double[] sums = gradient(x, epsilon);
    for (int i = 0; i < sums.length; i++) {
      sums[i] *= scale;
    }
    SmallTensor.write(target, sums);
  }

  private double[] gradient(INDArray x, INDArray epsilon) {
    if (!isFast || !HostTensor.isReadable(x)) {
      return gradientInDoubles(x, epsilon);
    }
    INDArray readable = HostTensor.readable(epsilon.castTo(DataType.FLOAT)).orElseThrow();
    return parametricPass(x).gradient(HostTensor.of(x), HostTensor.of(readable));
  }

  private double[] gradientInDoubles(INDArray x, INDArray epsilon) {
    double[] slopes = each(x, function::parameterSlope);
    double[] gradients = rowByRow(epsilon);
    double[] sums = new double[Math.toIntExact(layout.count())];
    int run = layout.run(x);
    for (int i = 0; i < slopes.length; i++) {
      sums[i / run % sums.length] += gradients[i] * slopes[i];
    }
    return sums;
  }

  private double[] each(INDArray x, Part part) {
    double[] p = parameters.get().toDoubleVector();
    double[] values = rowByRow(x);
    int run = layout.run(x);
    for (int i = 0; i < values.length; i++) {
      values[i] = part.at(values[i], p[i / run % p.length]);
    }
    return values;
  }

  private static double[] rowByRow(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  private static INDArray array(double[] values, INDArray like) {
    return Nd4j.create(values, like.shape(), 'c').castTo(like.dataType());
  }
}
